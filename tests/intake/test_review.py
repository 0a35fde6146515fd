"""What stands in the way of accepting: every empty or wrong place is named by its path, and a settled page has none."""

from datetime import date

import pytest
from tests.intake.made import key, known, proposed

from nghitrinh.intake.known import Recorded
from nghitrinh.intake.review import blocks_of
from nghitrinh.intake.values import Decided
from nghitrinh.record.intakes.models import Side

DECIDED = {0: Decided(Side.A, "36", "Theo sổ.", "thuky")}


def paths(recorded: list[Recorded] | None = None, **amendments: str) -> list[str]:
    """Return where a page that is decided is in the way, after changes."""
    changes = {path.replace("__", "."): value for path, value in amendments.items()}
    return [block.path for block in blocks_of(proposed(DECIDED, changes), known(), recorded or [])]


def test_a_settled_page_has_nothing_in_the_way() -> None:
    assert paths() == []


def test_an_undecided_contradiction_is_the_first() -> None:
    first = next(blocks_of(proposed(), known(), []))
    assert (first.path, "36" in str(first.words), "31" in str(first.words)) == ("contradictions.0", True, True)


@pytest.mark.parametrize(
    ("path", "value", "blocked"),
    [
        ("name", "", "name"),
        ("held_on", "", "held_on"),
        ("organization", str(key("khác")), "organization"),
        ("series", "", "series"),
        ("number", "ba sáu", "number"),
        ("figures__0__low", "3.14159", "figures.0.low"),
        ("items__0__title", "", "items.0.title"),
        ("items__0__outcome", "", "items.0.outcome"),
        ("items__0__conclusion", "", "items.0.conclusion"),
        ("charges__0__item", "", "charges.0.item"),
        ("charges__0__item", "7", "charges.0.item"),
        ("charges__0__text", "", "charges.0.text"),
        ("charges__0__responsible", "", "charges.0.responsible"),
        ("figures__0__item", "", "figures.0.item"),
        ("figures__0__quantity", "", "figures.0.quantity"),
        ("figures__0__low", "bốn nghìn", "figures.0.low"),
        ("figures__0__low", "NaN", "figures.0.low"),
        ("figures__0__low", "6000", "figures.0.low"),
        ("chairs__0__name", "Ai đó", "chairs.0.post"),
    ],
)
def test_each_empty_or_wrong_place_is_named(path: str, value: str, blocked: str) -> None:
    assert paths(**{path: value})[0] == blocked


def test_what_is_not_kept_stands_in_no_way() -> None:
    assert paths(charges__0__responsible="", charges__0__keep="no") == []
    assert paths(figures__0__low="", figures__0__keep="no") == []


@pytest.mark.parametrize(
    ("number", "distinct", "blocked"),
    [(35, "", ["distinct"]), (35, "Buổi sáng", []), (36, "", ["number"]), (36, "Buổi sáng", ["number"])],
)
def test_a_meeting_of_the_same_day_can_be_told_apart_and_one_of_the_same_number_cannot(
    number: int,
    distinct: str,
    blocked: list[str],
) -> None:
    before = Recorded(key("họp"), "Hội nghị", date(2021, 9, 10), same_day=True, same_number=number == 36)
    assert paths([before], distinct=distinct) == blocked
