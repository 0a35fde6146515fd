"""A threshold decides exactly, whatever the numbers; what is no value of a provision is refused with what is one."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.procedure.presets import PresetSource, presets, sources
from nghitrinh.record.procedure.provisions import KINDS, MAJORITY_OF, Key, QuestionKind, Shape
from nghitrinh.record.procedure.values import Base, Threshold

COUNTS = st.integers(0, 2000)


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    below = draw(st.integers(1, 200))
    above = draw(st.integers(1, below))
    strict = draw(st.booleans()) and above < below
    return Threshold(Fraction(above, below), strict, draw(st.sampled_from(Base)))


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first example is drawn while the machine is busy
@given(thresholds(), COUNTS, COUNTS)
def test_a_threshold_is_met_by_the_share_itself_and_by_nothing_less(wanted: Threshold, count: int, of: int) -> None:
    share = Fraction(count) / of if of else Fraction(0)
    by_share = share > wanted.share if wanted.strict else share >= wanted.share
    assert wanted.is_met(count, of) is (by_share if of else count >= 1)
    assert wanted.is_met(wanted.needed(of), of)
    assert not wanted.is_met(wanted.needed(of) - 1, of)


@given(thresholds())
def test_a_threshold_is_read_back_as_it_was_written(wanted: Threshold) -> None:
    assert Threshold.read(str(wanted)) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> 3/2 in_office", "share_out_of_bounds"),
        (">= 0/3 in_office", "share_out_of_bounds"),
        ("> 1/1 present", "share_out_of_bounds"),
        (">= 2/0 present", "share_out_of_bounds"),
        ("quá nửa", "provision_malformed"),
        ("> 1/2", "provision_malformed"),
        ("> 1/2 everybody", "provision_malformed"),
        ("0.66 in_office", "provision_malformed"),
    ],
)
def test_what_no_count_can_meet_or_nobody_can_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        Threshold.read(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key.QUORUM, "> 1/2 present"),  # who is present is what a quorum asks
        (Key.NOTICE, "3 days"),
        (Key.TIE, "toss"),
        (Key.STATUTE_SEATS, "0"),
        (Key.REMINDERS, "7,7"),
        (Key.REMINDERS, "7;3"),
        (Key.WRITTEN, "true"),
    ],
)
def test_a_value_of_another_shape_is_refused(key: Key, text: str) -> None:
    with pytest.raises(BadInput):
        KINDS[key].read(text)


def test_every_kind_of_question_has_a_majority_and_every_key_its_row() -> None:
    assert set(MAJORITY_OF) == set(QuestionKind)
    assert list(KINDS) == list(Key)


@pytest.mark.parametrize("preset", presets().values(), ids=lambda each: each.name)
def test_every_cell_of_a_preset_can_be_read_and_only_what_was_read_has_a_basis(preset: object) -> None:
    cells = presets()[preset.name].cells  # type: ignore[attr-defined]
    for key, cell in cells.items():
        assert cell.usual == "" or KINDS[key].read(cell.usual) is not None
        assert (cell.grade in ("S", "S2")) is bool(cell.basis)
        assert cell.grade in ("S", "S2", "R", "?")
        assert (cell.source is not None) is bool(cell.basis), "of each text the days are known on which it holds"


@pytest.mark.parametrize("source", sources(), ids=lambda each: each.name)
def test_a_value_is_taken_from_its_source_only_while_that_holds(source: PresetSource) -> None:
    read = [cell for preset in presets().values() for cell in preset.cells.values() if cell.source == source]
    assert read
    assert bool(source.ended_on) is bool(source.replaced_by)
    last = (source.ended_on or date(2100, 1, 1)) - timedelta(days=1)
    for cell in read:
        taken = [cell.can_be_taken_on(day) for day in (source.starts_on, last)]
        assert taken == [True, True]
        assert not cell.can_be_taken_on(source.starts_on - timedelta(days=1))
        assert not source.ended_on or not cell.can_be_taken_on(source.ended_on)


def test_the_law_on_local_government_of_2015_is_known_as_replaced() -> None:
    assert [each.name for each in sources() if each.has_ended(date(2026, 11, 30))] == [
        "Luật Tổ chức chính quyền địa phương 2015"
    ]


def test_what_a_rule_is_silent_of_leaves_the_strict_side() -> None:
    silent = {key: str(kind.silent) for key, kind in KINDS.items() if kind.shape in (Shape.CHOICE, Shape.YES)}
    assert silent == {
        Key.SUBSTITUTE: "none",
        Key.MINUTES_APPROVED: "False",
        Key.OPINIONS_OPEN: "closed",
        Key.HEAD_SIGNS: "False",
        Key.MATRIX_COMPLETE: "False",
        Key.WRITTEN: "False",
        Key.SILENCE: "nothing",
        Key.TIE: "not_passed",
        Key.SECRECY: "True",
        Key.VOTE_CHANGES: "False",
        Key.RESERVATION: "False",
        Key.PUBLIC_VOTES: "none",
        Key.PUBLIC_ATTENDANCE: "none",
    }
