"""A point says one thing: what its words and figures, and the words and the day of a deadline, may not say apart."""

from typing import Any

import pytest
from tests.record.decided import approved, charge, correct, drafted, kept, open_item, point, zone
from tests.world import World

from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.errors import Contradiction


def figure(low: str, high: str = "", unit: str = "ha") -> dict[str, Any]:
    return {"quantity": "Diện tích", "low": low, "high": high or low, "unit": unit}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Bố trí 80 ha cho dự án.", [figure("80")]),
        ("Bố trí khoảng 4.000 - 5.000 hecta.", [figure("4000", "5000")]),
        ("Bố trí gần 5.000 ha.", [figure("4982.7")]),
        ("Bố trí 50 km2.", [figure("5000")]),
        ("Thu hồi 80 ha, trong đó 30 ha đất lúa.", [figure("30")]),
        ("Thu hồi 80 ha, trong đó 30 ha đất lúa.", [figure("80"), figure("30")]),
        ("Bố trí đất cho dự án.", [figure("80")]),
        ("Bố trí tám mươi héc ta trong 10 năm.", [figure("80")]),
        ("Cấp 1,2 tỷ đồng trên diện tích 3 ha.", [figure("1200", unit="triệu đồng"), figure("3")]),
        ("Có 24 khu công nghiệp.", [figure("24", unit="khu")]),
        ("Bố trí 5 000 ha.", [figure("5000")]),
        ("Bố trí 5\u202f000 ki-lô-mét vuông.", [figure("500000")]),
        ("Bố trí bốn đến năm nghìn héc-ta.", [figure("4000", "5000")]),
        ("Cấp năm phẩy hai tỉ đồng.", [figure("5200", unit="triệu đồng")]),
        ("Có hai mươi bốn khu công nghiệp, mỗi khu một dự án.", [figure("24", unit="khu")]),
    ],
)
def test_words_that_name_the_figure_or_none_like_it_are_taken(
    world: World, text: str, figures: list[dict[str, Any]]
) -> None:
    assert drafted(world, open_item(world), points=[point(world, text=text, figures=figures)]).current == 1


@pytest.mark.parametrize(
    ("text", "figures", "place", "found"),
    [
        ("Bố trí 80 ha cho dự án.", [figure("75")], 0, "80 ha / 75\N{NO-BREAK SPACE}ha"),
        ("Thu hồi 80 ha và 30 ha.", [figure("80"), figure("35")], 1, "30 ha / 35\N{NO-BREAK SPACE}ha"),
        ("Bố trí tám mươi héc ta.", [figure("75")], 0, "tám mươi héc ta / 75\N{NO-BREAK SPACE}ha"),
        ("Bố trí 5 000 ha.", [figure("4000")], 0, "5 000 ha / 4.000\N{NO-BREAK SPACE}ha"),
        ("Bố trí 50 km2.", [figure("4000")], 0, "50 km2 / 4.000\N{NO-BREAK SPACE}ha"),
        ("Có 24 khu công nghiệp.", [figure("25", unit="khu")], 0, "24 khu công nghiệp / 25\N{NO-BREAK SPACE}khu"),
    ],
)
def test_words_that_name_another_value_are_refused_with_both(
    world: World, text: str, figures: list[dict[str, Any]], place: int, found: str
) -> None:
    with pytest.raises(Contradiction) as caught:
        drafted(world, open_item(world), points=[point(world, text=text, figures=figures)])
    assert (caught.value.field, caught.value.found) == (f"points.0.figures.{place}.low", found)
    assert Decision.objects.count() == 0


def test_a_corrected_figure_takes_its_words_along(world: World) -> None:
    decision = approved(world, points=[point(world, text="Bố trí 80 ha.", figures=[zone(world, low=80, high=80)])])
    again = kept(decision, figure_low=75, figure_high=75)
    with pytest.raises(Contradiction):
        correct(world, decision, again)
    assert correct(world, decision, again | {"text": "Bố trí 75 ha."}).decision.current == 2


@pytest.mark.parametrize(
    ("words", "day", "right"),
    [
        ("trước ngày 30/9", "2021-09-30", True),
        ("trước ngày 30/9", "2021-10-30", False),
        ("trong tháng 9", "2021-09-30", True),
        ("trong tháng 9", "2021-10-20", False),
        ("trong quý IV năm 2021", "2021-12-31", True),
        ("trong quý IV năm 2021", "2021-09-30", False),
        ("trước kỳ họp tới", "2021-12-31", True),
        ("trong tháng 9", "", True),
    ],
)
def test_a_deadline_is_one_time(world: World, words: str, day: str, *, right: bool) -> None:
    given = point(world, charges=[charge(world, due_text=words, due_on=day or None)])
    if right:
        assert drafted(world, open_item(world), points=[given]).current == 1
        return
    with pytest.raises(Contradiction) as caught:
        drafted(world, open_item(world), points=[given])
    assert caught.value.field == "points.0.charges.0.due_text"
