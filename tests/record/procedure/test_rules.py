"""A rule holds from its day until the next one's; it says what each value rests on, or it is not adopted."""

from datetime import date
from typing import Any

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError, NotAllowed, WrongState
from nghitrinh.record.procedure.models import Rule
from nghitrinh.record.procedure.provisions import Key, QuestionKind, Silence
from nghitrinh.record.procedure.queries import RuleText, adopted_on, rule_on, rules_visible_to

NEEDED = {"quorum": ">= 2/3 in_office", "majority": "> 1/2 in_office"}


def provisions(basis: str = "Quy chế, Điều 7", **values: str) -> list[dict[str, str]]:
    return [{"key": key, "value": value, "basis": basis} for key, value in values.items()]


def draft(world: World, *, starts_on: str = "2021-01-01", preset: str = "", given: Any = None) -> Rule:
    rule: Rule = ACTS["rule.draft"](
        by=world.secretary,
        organization=world.committee.pk,
        title=f"Quy chế {starts_on}",
        starts_on=starts_on,
        provisions=provisions(**NEEDED) if given is None else given,
        preset=preset,
    )
    return rule


def adopt(world: World, rule: Rule) -> Rule:
    now = Rule.objects.get(pk=rule.pk)
    adopted: Rule = ACTS["rule.adopt"](by=world.chair, rule=now.pk, edit=now.edit)
    return adopted


def test_each_rule_holds_from_its_day_until_the_next_ones(world: World) -> None:
    first = adopt(world, draft(world, starts_on="2020-11-01"))
    second = adopt(world, draft(world, starts_on="2021-09-01", given=provisions(**NEEDED, tie="chair")))
    draft(world, starts_on="2021-09-02")  # holds for nobody
    days = [date(2020, 10, 31), date(2020, 11, 1), date(2021, 8, 31), date(2021, 9, 1), date(2031, 1, 1)]
    found = [adopted_on(world.committee.pk, day) for day in days]
    assert found == [None, first, first, second, second]
    assert adopted_on(world.council.pk, days[-1]) is None
    with refusing(WrongState, "no_rule"):
        rule_on(world.committee.pk, days[0])


def test_what_a_rule_says_is_read_in_its_types_and_kept_as_it_was(world: World) -> None:
    given = provisions(**NEEDED, majority_removal=">= 2/3 statute", statute_seats="15", written_delay="3 working")
    said = rule_on(world.committee.pk, adopt(world, draft(world, given=given)).starts_on)
    assert said.quorum.needed(15) == 10
    assert said.majority_of(QuestionKind.PERSONNEL) == said.majority_of(QuestionKind.ORDINARY)
    removal = said.majority_of(QuestionKind.REMOVAL)
    assert removal.needed(said.members_of(removal.base, in_office=12)) == 10
    assert said.get(Key.SILENCE) is Silence.NOTHING
    assert said.get(Key.NOTICE) is None
    assert RuleText.from_kept(said.as_kept()) == said


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (provisions(quorum=">= 2/3 in_office"), {"provision_missing"}),
        (provisions(**NEEDED, basis=""), {"provision_without_basis"}),
        (provisions(quorum=">= 2/3 statute", majority="> 1/2 in_office"), {"statute_seats_missing"}),
        (provisions(majority="> 1/2 statute", basis=""), {
            "provision_missing", "provision_without_basis", "statute_seats_missing",
        }),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_say_enough_is_not_adopted_and_hears_everything_at_once(
    world: World, given: Any, codes: set[str]
) -> None:
    rule = draft(world, given=given)
    with pytest.raises(ActError) as refused:
        adopt(world, rule)
    assert {each.code for each in refused.value.each()} == codes


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (provisions(quorum="> 3/2 in_office"), "share_out_of_bounds", "provisions.0.value"),
        (provisions(quorum="quá nửa"), "provision_malformed", "provisions.0.value"),
        ([*provisions(**NEEDED), *provisions(quorum="> 1/2 in_office")], "provision_twice", "provisions.0.key"),
        (provisions(lunch="12"), "not_a_choice", "provisions.0.key"),
    ],
)
def test_a_value_that_is_none_is_refused_at_its_field(world: World, given: Any, code: str, field: str) -> None:
    with pytest.raises(ActError) as refused:
        draft(world, given=given)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Rule.objects.exists()


def test_a_day_has_one_rule(world: World) -> None:
    adopt(world, draft(world))
    with refusing(ActError, "rule_day_taken"):
        adopt(world, draft(world))


def test_a_draft_made_silent_again_says_nothing_and_its_rows_stay(world: World) -> None:
    rule = draft(world, given=provisions(**NEEDED, tie="chair"))
    again = [*provisions(**NEEDED), {"key": "tie", "value": ""}]
    given = {"title": rule.title, "starts_on": rule.starts_on, "provisions": again}
    ACTS["rule.revise"](by=world.secretary, rule=rule.pk, edit=rule.edit, **given)
    said = rule_on(world.committee.pk, adopt(world, rule).starts_on)
    assert not said.says(Key.TIE)
    assert rule.provisions.count() == 3
    assert journal.verify() == []


def test_a_correction_changes_what_it_names_and_cannot_leave_a_rule_short(world: World) -> None:
    rule = adopt(world, draft(world))
    given = {"rule": rule.pk, "edit": rule.edit, "reason": "Gõ nhầm"}
    with refusing(ActError, "provision_missing"):
        ACTS["rule.correct"](by=world.secretary, **given, provisions=[{"key": "majority", "value": ""}])
    with refusing(ActError, "nothing_corrected"):
        ACTS["rule.correct"](by=world.secretary, **given, provisions=provisions(**NEEDED))
    ACTS["rule.correct"](by=world.secretary, **given, provisions=provisions(quorum=">= 3/4 in_office"))
    assert rule_on(world.committee.pk, rule.starts_on).quorum.needed(12) == 9


def test_the_grade_is_the_presets_where_value_and_basis_are_its_own(world: World) -> None:
    basis = "Luật Doanh nghiệp 2020, Điều 157 khoản 8"
    given = [*provisions(basis=basis, quorum=">= 3/4 in_office"), *provisions(majority="> 1/2 present")]
    rule = draft(world, preset="board", given=given)
    assert dict(rule.provisions.values_list("key", "grade")) == {"quorum": "S", "majority": ""}


@pytest.mark.parametrize(("day", "grade"), [("2025-02-28", "S"), ("2025-03-01", "")])
def test_a_value_of_a_text_that_was_replaced_has_no_grade_in_a_rule_from_then_on(
    world: World, day: str, grade: str
) -> None:
    basis = "Luật Tổ chức chính quyền địa phương 2015, Điều 91"
    given = [*provisions(quorum="> 1/2 in_office"), *provisions(basis=basis, majority="> 1/2 in_office")]
    rule = draft(world, preset="peoples_council", given=given, starts_on="2024-01-01")
    revised = {"title": rule.title, "starts_on": day, "provisions": given}
    ACTS["rule.revise"](by=world.secretary, rule=rule.pk, edit=rule.edit, **revised)
    assert rule.provisions.get(key="majority").grade == grade


def test_only_those_who_lead_write_a_rule_and_only_those_inside_read_it(world: World) -> None:
    rule = draft(world)
    for user in (world.member, world.reader, world.bob):
        with pytest.raises(NotAllowed):
            ACTS["rule.adopt"](by=user, rule=rule.pk, edit=rule.edit)
    assert [rules_visible_to(user).count() for user in (world.member, world.reader, world.bob, None)] == [1, 1, 0, 0]
