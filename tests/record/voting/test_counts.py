"""Counting: hands once, ballots on paper by two tellers who must come to the same."""

from typing import Any

import pytest
from tests.record.voting.hall import POSTS, Hall, hall
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.voting.models import Candidate, Count, Tally, Vote

SHEET = {"issued": 5, "returned": 5, "valid": 4, "spoilt": 1}


def tally(agreeing: int, opposing: int, abstaining: int = 0, **of: Any) -> dict[str, Any]:
    return {"agreeing": agreeing, "opposing": opposing, "abstaining": abstaining} | of


def _papers(world: World, **rule: str) -> tuple[Hall, Vote]:
    """Open a vote on paper about two persons, of whom one sits here."""
    made = hall(world, **rule)
    names = [{"membership": made.sitting.posts["Chủ tịch"].pk}, {"post": "Giám đốc sở", "name": "Lê Văn Cường"}]
    return made, made.opened("paper", kind="personnel", candidates=names)


def _each(first: dict[str, Any], second: dict[str, Any]) -> list[dict[str, Any]]:
    one, two = Candidate.objects.order_by("position")
    return [first | {"candidate": one.pk}, second | {"candidate": two.pk}]


def test_hands_are_counted_and_counted_again_before_closing(world: World) -> None:
    made = hall(world, accounts=False)
    vote = made.opened("hands")
    with refusing(WrongState, "not_counted"):
        made.step("close", vote)
    made.step("count_hands", vote, tallies=[tally(2, 3)])
    made.step("count_hands", vote, tallies=[tally(3, 1, 1)])
    made.step("close", vote)
    assert made.result(vote) == (3, 1, 1, 5, 3, "passed")
    assert Count.objects.get().teller == world.secretary
    assert journal.verify() == []


def test_no_more_hands_than_there_are_members(world: World) -> None:
    made = hall(world, present=4, accounts=False)
    vote = made.opened("hands")
    with refusing(Contradiction, "more_than_present") as caught:
        made.step("count_hands", vote, tallies=[tally(4, 1)])
    assert caught.value.field == "tallies.0.agreeing"
    with refusing(BadInput, "tallies_of_others"):
        made.step("count_hands", vote, tallies=[tally(1, 1), tally(1, 1)])
    with refusing(BadInput, "too_small"):
        made.step("count_hands", vote, tallies=[tally(-1, 1)])


@pytest.mark.parametrize(("chair", "verdict"), [("agrees", "passed"), ("opposes", "not_passed")])
def test_the_side_of_the_chair_is_asked_for_where_hands_are_equal(world: World, chair: str, verdict: str) -> None:
    made = hall(world, present=4, accounts=False, tie="chair", majority="> 1/2 cast")
    vote = made.opened("hands")
    with refusing(BadInput, "chair_side_unknown"):
        made.step("count_hands", vote, tallies=[tally(2, 2)])
    made.step("count_hands", vote, tallies=[tally(2, 2)], chair=chair)
    made.step("close", vote)
    assert made.result(vote) == (2, 2, 0, 4, 3, verdict)


def test_two_tellers_who_agree_make_a_count(world: World) -> None:
    made, vote = _papers(world)
    first, second = made.accounts["Phó Bí thư"], made.accounts["Trưởng ban"]
    sheet = {"issued": 4, "returned": 4, "valid": 3, "spoilt": 1}
    given = sheet | {"tallies": _each(tally(3, 0), tally(1, 2))}
    with refusing(WrongState, "not_counted_yet"):
        made.step("confirm_count", vote, by=second, **given)
    made.step("count_ballots", vote, by=first, **given, remarks="Một phiếu để trống.")
    with refusing(WrongState, "not_counted"):
        made.step("close", vote)
    with refusing(Contradiction, "teller_of_both"):
        made.step("confirm_count", vote, by=first, **given)
    made.step("confirm_count", vote, by=second, **given)
    made.step("close", vote)
    found = [(each.label(), each.agreeing, each.of, each.needed, each.verdict) for each in Tally.objects.all()]
    assert found == [("Chủ tịch", 3, 5, 3, "passed"), ("Lê Văn Cường, Giám đốc sở", 1, 5, 3, "not_passed")]
    count = Count.objects.get()
    assert (count.teller, count.second_teller, count.remarks) == (first, second, "Một phiếu để trống.")
    with refusing(WrongState, "not_now"):
        made.step("count_ballots", vote, by=first, **given)


def test_a_second_count_that_differs_is_refused_with_both_beside_each_other(world: World) -> None:
    made, vote = _papers(world)
    sheet = {"issued": 4, "returned": 4, "valid": 4, "spoilt": 0}
    made.step("count_ballots", vote, **sheet, tallies=_each(tally(3, 1), tally(1, 3)))
    second = made.accounts["Trưởng ban"]
    other = sheet | {"valid": 3, "spoilt": 1, "tallies": _each(tally(2, 1), tally(1, 2))}
    with refusing(Contradiction, "counts_differ") as caught:
        made.step("confirm_count", vote, by=second, **other)
    fields = [(each.field, each.found) for each in caught.value.each()]
    wanted = [("valid", "3"), ("spoilt", "1"), ("tallies.0.agreeing", "2"), ("tallies.1.opposing", "2")]
    assert fields == wanted
    assert "người kiểm phiếu thứ nhất đếm 4" in str(caught.value)
    assert Count.objects.get().second_teller is None
    with refusing(Contradiction, "counted_by_another"):
        made.step("count_ballots", vote, by=second, **other)
    made.step("count_ballots", vote, **other)  # the first teller was wrong
    made.step("confirm_count", vote, by=second, **other)
    with refusing(WrongState, "counted_already"):
        made.step("count_ballots", vote, **other)
    made.step("close", vote)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"issued": 6}, "more_issued_than_present", "issued"),
        ({"issued": 4}, "more_returned_than_issued", "returned"),
        ({"spoilt": 0}, "ballots_do_not_add_up", "valid"),
        ({"tallies": [tally(4, 1)]}, "tally_does_not_add_up", "tallies.0.agreeing"),
        ({"tallies": []}, "tallies_of_others", "tallies"),
    ],
)
def test_a_count_that_does_not_add_up_is_refused(world: World, wrong: dict[str, Any], code: str, field: str) -> None:
    made = hall(world, accounts=False)
    vote = made.opened("paper")
    with refusing(ActError, code) as caught:  # type: ignore[type-var]
        made.step("count_ballots", vote, **(SHEET | {"tallies": [tally(3, 1)]} | wrong))
    assert caught.value.field == field
    assert not Count.objects.exists()


def test_who_is_named_on_a_ballot_counts_none(world: World) -> None:
    made, vote = _papers(world)
    given = {"issued": 4, "returned": 4, "valid": 4, "spoilt": 0, "tallies": _each(tally(4, 0), tally(4, 0))}
    with refusing(Contradiction, "teller_is_named"):
        made.step("count_ballots", vote, by=made.accounts["Chủ tịch"], **given)
    with refusing(Contradiction, "more_issued_than_present"):  # the fifth is whom it is about
        made.step("count_ballots", vote, **given | {"issued": 5})


def test_a_secret_ballot_has_no_side_of_the_chair(world: World) -> None:
    made = hall(world, present=4, tie="chair", majority="> 1/2 cast")
    vote = made.opened("paper")
    given = {"issued": 4, "returned": 4, "valid": 4, "spoilt": 0, "tallies": [tally(2, 2)]}
    made.step("count_ballots", vote, **given)
    made.step("confirm_count", vote, by=made.accounts["Trưởng ban"], **given)
    made.step("close", vote)
    assert made.result(vote) == (2, 2, 0, 4, 3, "not_passed")


def test_each_form_is_counted_in_its_own_way(world: World) -> None:
    made = hall(world)
    named, hands, paper = (made.opened(form) for form in ("named", "hands", "paper"))
    ballots = SHEET | {"tallies": [tally(3, 1)]}
    for vote, verb, given in (
        (named, "count_hands", {"tallies": [tally(3, 1)]}),
        (hands, "count_ballots", ballots),
        (hands, "confirm_count", ballots),
        (paper, "count_hands", {"tallies": [tally(3, 1)]}),
        (paper, "note_consent", {}),
    ):
        with refusing(WrongState, "other_form"):
            made.step(verb, vote, **given)
    with refusing(WrongState, "other_form"):
        made.cast(hands, POSTS[0])


def test_a_member_counts_ballots_and_leads_nothing(world: World) -> None:
    made = hall(world)
    vote = made.prepare("hands")
    for verb, given in (("open", {}), ("cancel", {"reason": "Thôi"}), ("revise", {"question": "?", "form": "paper"})):
        with pytest.raises(NotAllowed):
            made.step(verb, vote, by=made.accounts["Trưởng ban"], **given)
    with pytest.raises(NotAllowed):
        made.step("open", vote, by=world.reader)
