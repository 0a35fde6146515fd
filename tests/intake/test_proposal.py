"""What is proposed of a reading: what stands there, what a person decided and changed, and nothing made up."""

import pytest
from tests.intake.made import (
    COMMITTEE,
    ITEM,
    PLACE,
    PROVINCE,
    TEXT,
    clash,
    fact,
    key,
    known,
    proposed,
    reading,
    stored,
)

from nghitrinh.intake.proposal import proposal_from
from nghitrinh.intake.sentences import item_of, sentence_of
from nghitrinh.intake.values import Decided, How
from nghitrinh.record.intakes.models import Side


def ruled(side: str, value: str = "") -> dict[int, Decided]:
    return {0: Decided(Side(side), value or {"a": "36", "b": "31"}[side], "Theo sổ.", "thuky")}


def test_the_head_is_what_the_page_says() -> None:
    head = proposed(contradictions=[]).head
    assert {name: value.text for name, value in head.items() if value.text} == {
        "name": "Hội nghị Ban Thường vụ Tỉnh ủy",
        "kind": "hội nghị",
        "organization": str(COMMITTEE.key),
        "held_on": "2021-09-10",
        "series": str(key("dãy")),
        "number": "36",
    }
    assert (head["number"].how, head["name"].how) == (How.READ, How.PROPOSED)
    assert TEXT[slice(*head["held_on"].span or (0, 0))] == "10/9/2021"


def test_what_the_page_does_not_say_stays_empty() -> None:
    head = proposed(date=None, number=None, contradictions=[]).head
    assert [(head[name].text, head[name].how) for name in ("held_on", "number", "published_at")] == [
        ("", How.MISSING)
    ] * 3
    assert proposed(date=fact("10/9/2021", "XXXX-09-10")).head["held_on"].text == ""


def test_a_contradicted_number_stands_as_none_until_a_person_decides() -> None:
    assert proposed().head["number"].text == ""
    assert proposed().head["number"].how == How.MISSING


@pytest.mark.parametrize(("side", "value", "said"), [("a", "", "36"), ("b", "", "31"), ("other", "37", "")])
def test_what_was_decided_stands_with_the_words_of_its_side(side: str, value: str, said: str) -> None:
    number = proposed(ruled(side, value)).head["number"]
    assert (number.text, number.how) == (value or said, How.RULED)
    assert number.said.endswith(said)
    assert (number.span is None) == (side == "other")


def test_a_change_by_hand_comes_after_everything_read() -> None:
    changed = proposed(ruled("a"), {"number": "40", "items.0.title": "Vùng công nghiệp"})
    assert (changed.head["number"].text, changed.head["number"].how) == ("40", How.AMENDED)
    title = changed.rows["items"][0].values["title"]
    assert (title.text, title.said, title.how) == ("Vùng công nghiệp", ITEM, How.AMENDED)


def test_figures_and_charges_go_under_the_item_of_their_sentence() -> None:
    proposal = proposed()
    (figure,), (charge,) = proposal.of_item("figures", 0), proposal.of_item("charges", 0)
    assert [figure.text(name) for name in ("quantity", "low", "high", "unit", "exact", "places")] == [
        "Diện tích", "4000", "5000", "ha", "no", str(PLACE.key),
    ]  # fmt: skip
    assert charge.text("responsible") == str(PROVINCE.key)
    assert proposal.of_item("figures", 1) == []


def test_the_decision_is_the_pages_own_sentences() -> None:
    value = proposed().rows["items"][0].values["conclusion"]
    assert value.text.startswith("Về vùng công nghiệp động lực, Ban Thường vụ thống nhất")
    assert value.span is not None
    assert value.text in TEXT[slice(*value.span)].replace("\n", " ")


def test_an_item_of_persons_is_proposed_as_restricted_with_a_public_title() -> None:
    first, second = proposed().rows["items"]
    assert (first.text("level"), first.text("public_title")) == ("public", "")
    assert (second.text("level"), second.text("public_title")) == ("restricted", "Nội dung về công tác cán bộ")


def test_who_met_does_not_charge_itself() -> None:
    charges = stored()["charges"]
    charges[0]["responsible"] = fact("Ban Thường vụ Tỉnh ủy")
    assert not proposed(charges=charges).rows["charges"][0].kept


def test_an_organization_that_the_record_does_not_know_is_left_to_a_person() -> None:
    charges = stored()["charges"]
    charges[0]["responsible"] = fact("huyện Thanh Miện")
    value = proposed(charges=charges).rows["charges"][0].values["responsible"]
    assert (value.text, value.said, value.how) == ("", "huyện Thanh Miện", How.MISSING)


def test_years_are_no_figures_and_words_without_a_number_neither() -> None:
    years = fact("10/9/2021", low="2021", high="2030", unit="năm", hedge=None)
    nothing = fact("4.000-5.000 ha", low=None, high=None, unit="ha", hedge=None)
    assert [row.kept for row in proposed(quantities=[years, nothing]).rows["figures"]] == [False, False]


def test_a_person_adds_rows_after_those_read() -> None:
    items = proposed(amendments={"items.3.title": "Dân vận"}).rows["items"]
    assert [(row.added, row.text("title")) for row in items[2:]] == [(True, ""), (True, "Dân vận")]
    assert items[3].text("level") == "internal"
    assert items[3].kept


def test_two_runs_of_numbers_leave_the_choice_to_a_person() -> None:
    runs = [*known().runs, *known().runs]
    assert proposal_from(reading(), known(runs=runs), {}, {}).head["series"].text == ""


def test_a_deadline_that_is_contradicted_waits_for_its_decision() -> None:
    charges = stored()["charges"]
    charges[0]["due"] = fact("10/9/2021")
    given = {"charges": charges, "contradictions": [clash(field="due", a=fact("10/9/2021"))]}
    assert proposed(**given).rows["charges"][0].text("due_text") == ""
    decided = proposed(ruled("other", "30/9/2021"), **given).rows["charges"][0]
    assert (decided.text("due_text"), decided.text("due_on")) == ("30/9/2021", "2021-09-30")


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("Một. Hai ba. Bốn", "Hai", "Hai ba."),
        ("Giao TP. Hải Dương làm. Xong", "Hải", "Giao TP. Hải Dương làm."),
        ("Rộng 4.000 ha; giao huyện", "4.000", "Rộng 4.000 ha;"),
        ("Dòng một\nDòng hai", "hai", "Dòng hai"),
        ("", "", ""),
    ],
)
def test_a_sentence_ends_where_it_ends(text: str, at: str, sentence: str) -> None:
    start = text.index(at)
    assert text[slice(*sentence_of(text, (start, start + len(at))))] == sentence


def test_a_fact_that_fits_two_items_belongs_to_none() -> None:
    span = (TEXT.index("4.000"), TEXT.index("4.000") + 5)
    assert item_of(TEXT, span, [ITEM, "Quy chế làm việc"]) == 0
    assert item_of(TEXT, span, [ITEM, ITEM]) is None
    assert item_of(TEXT, span, ["Quy chế làm việc"]) is None
