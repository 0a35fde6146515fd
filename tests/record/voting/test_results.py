"""What counts come to is what the rule says in exact fractions, whatever the sitting."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghitrinh.record.procedure.provisions import Tie
from nghitrinh.record.procedure.values import Base, Threshold
from nghitrinh.record.voting.models import Option
from nghitrinh.record.voting.results import Counts, Result, Verdict, decided

FOR, AGAINST = Option.AGREES, Option.OPPOSES
SIDES = (FOR, AGAINST)
PASSED, FAILED, NONE = Verdict.PASSED, Verdict.NOT_PASSED, Verdict.NO_QUORUM


@st.composite
def sittings(draw: st.DrawFn) -> dict[str, int]:
    """Draw a body, who of it is there, and what they say."""
    members = draw(st.integers(1, 60))
    present = draw(st.integers(0, members))
    agreeing = draw(st.integers(0, present))
    opposing = draw(st.integers(0, present - agreeing))
    abstaining = draw(st.integers(0, present - agreeing - opposing))
    return {
        "members": members,
        "present": present,
        "agreeing": agreeing,
        "opposing": opposing,
        "abstaining": abstaining,
    }


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    below = draw(st.integers(1, 12))
    above = draw(st.integers(1, below))
    strict = draw(st.booleans()) and above < below
    return Threshold(Fraction(above, below), strict, draw(st.sampled_from(list(Base))))


def agrees(side: Option | None) -> bool | None:
    return None if side is None else side == FOR


def _reached(threshold: Threshold, agreeing: int, of: int) -> bool:
    """Say the majority again, without the program's way to a whole number."""
    if agreeing == 0:
        return False
    share = Fraction(agreeing) - threshold.share * of
    return share > 0 if threshold.strict else share >= 0


@given(sittings(), thresholds(), st.sampled_from(list(Tie)), st.sampled_from([*SIDES, None]))
def test_a_random_sitting_has_the_result_of_its_rule_and_no_other(
    sitting: dict[str, int], threshold: Threshold, tie: Tie, side: Option | None
) -> None:
    counts = Counts(sitting["agreeing"], sitting["opposing"], sitting["abstaining"])
    members, present = sitting["members"], sitting["present"]
    found = decided(threshold, tie, counts, members=members, present=present, chair_agrees=agrees(side))
    cast = counts.agreeing + counts.opposing
    of = {Base.IN_OFFICE: members, Base.STATUTE: members, Base.PRESENT: present, Base.CAST: cast}[threshold.base]
    assert found.of == of
    reached = _reached(threshold, counts.agreeing, of)
    if found.verdict == PASSED and not reached:  # only the chair's side can do that, of equal numbers, at one half
        assert (tie, agrees(side), threshold.share) == (Tie.CHAIR, True, Fraction(1, 2))
        assert counts.agreeing == counts.opposing
        assert _reached(threshold, counts.agreeing + 1, of)
    if found.verdict == FAILED and reached:  # equal numbers at "at least one half"
        assert counts.agreeing == counts.opposing
        assert threshold.share == Fraction(1, 2)
        assert not (tie == Tie.CHAIR and agrees(side))
    if counts.agreeing > counts.opposing:
        assert found.verdict == (PASSED if reached else FAILED)
    assert found.verdict != PASSED or counts.agreeing > 0


@given(sittings(), thresholds(), st.sampled_from(list(Tie)), st.sampled_from(SIDES))
def test_without_a_quorum_nothing_is_passed_or_refused(
    sitting: dict[str, int], threshold: Threshold, tie: Tie, side: Option
) -> None:
    counts = Counts(sitting["agreeing"], sitting["opposing"], sitting["abstaining"])
    found = decided(
        threshold,
        tie,
        counts,
        members=sitting["members"],
        present=sitting["present"],
        chair_agrees=agrees(side),
        enough=False,
    )
    assert found.verdict == NONE


@given(sittings(), thresholds(), st.sampled_from(list(Tie)))
def test_one_more_who_agrees_never_undoes_a_result(sitting: dict[str, int], threshold: Threshold, tie: Tie) -> None:
    counts = Counts(sitting["agreeing"], sitting["opposing"], sitting["abstaining"])
    more = Counts(counts.agreeing + 1, counts.opposing, counts.abstaining)
    size = {"members": sitting["members"] + 1, "present": sitting["present"] + 1}
    if decided(threshold, tie, counts, **size, chair_agrees=False).verdict == PASSED:
        assert decided(threshold, tie, more, **size, chair_agrees=False).verdict == PASSED


@pytest.mark.parametrize(
    ("rule", "tie", "counts", "side", "wanted"),
    [
        (">= 2/3 in_office", "not_passed", (10, 5, 0), None, Result(15, 10, PASSED)),
        (">= 2/3 in_office", "not_passed", (9, 0, 0), None, Result(15, 10, FAILED)),
        ("> 1/2 in_office", "not_passed", (7, 7, 1), None, Result(15, 8, FAILED)),
        ("> 1/2 in_office", "chair", (7, 7, 1), FOR, Result(15, 8, PASSED, by_chair=True)),
        ("> 1/2 in_office", "chair", (7, 7, 1), AGAINST, Result(15, 8, FAILED, by_chair=True)),
        ("> 1/2 in_office", "chair", (7, 7, 1), None, Result(15, 8, FAILED)),
        # With six on each side eight are not reached by one more: the majority of all itself says no.
        ("> 1/2 in_office", "chair", (6, 6, 0), FOR, Result(15, 8, FAILED)),
        (">= 2/3 in_office", "chair", (7, 7, 0), FOR, Result(15, 10, FAILED)),
        ("> 1/2 cast", "chair", (2, 2, 10), FOR, Result(4, 3, PASSED, by_chair=True)),
        ("> 1/2 cast", "not_passed", (2, 1, 11), None, Result(3, 2, PASSED)),
        ("> 1/2 cast", "chair", (0, 0, 14), FOR, Result(0, 1, FAILED)),
        (">= 1/2 present", "not_passed", (7, 7, 0), None, Result(14, 7, FAILED)),
        (">= 1/3 present", "not_passed", (5, 5, 4), None, Result(14, 5, PASSED)),
    ],
)
def test_a_rule_and_its_counts(
    rule: str, tie: str, counts: tuple[int, int, int], side: Option | None, wanted: Result
) -> None:
    found = decided(Threshold.read(rule), Tie(tie), Counts(*counts), members=15, present=14, chair_agrees=agrees(side))
    assert found == wanted
