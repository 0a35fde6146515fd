"""Every verb in every state by every role: the table is what happens, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.record.decided import approved, drafted, entered, kept, open_item, past_item, point, reviewed
from tests.world import World

from nghitrinh.record.decisions import acts
from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.decisions.rules import DECISION
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import ActError, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.acts import agenda, meeting
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting


def dropped(world: World) -> Decision:
    """Return a draft that was dropped."""
    made = drafted(world)
    return acts.drop(by=world.secretary, decision=made.pk, edit=made.edit, reason="soạn nhầm")


def recalled(world: World) -> Decision:
    """Return a decision whose only document was withdrawn."""
    decision, by = approved(world), {"by": world.secretary}
    register = instruments.open_register(**by, organization=world.committee.pk, symbol="TB/TU")
    said = {"title": "Thông báo", "signer": "Bí thư", "decisions": [decision.pk]}
    made = instruments.draft(**by, meeting=decision.item.meeting_id, register=register.pk, **said)
    for step in (instruments.check, instruments.record_signature, instruments.issue):
        made = step(**by, instrument=made.pk, edit=made.edit)
    instruments.withdraw(**by, instrument=made.pk, edit=made.edit, reason="Ban hành nhầm", authority="Chủ tịch")
    return Decision.objects.get(pk=decision.pk)


IN_STATE: dict[str, Callable[[World], Decision]] = {
    DecisionState.DRAFT: drafted,
    DecisionState.REVIEWED: reviewed,
    DecisionState.APPROVED: approved,
    DecisionState.ISSUED: entered,
    DecisionState.RECALLED: recalled,
    DecisionState.DROPPED: dropped,
}
VERBS = tuple(f"decision.{step}" for step in ["revise", "review", "send_back", "drop", "approve", "correct"])
OTHERS = ("member", "reader", "officer", "bob")


def parameters(verb: str, decision: Decision) -> dict[str, Any]:
    given: dict[str, Any] = {"decision": decision.pk, "edit": decision.edit}
    if verb in ("decision.revise", "decision.correct"):
        given["points"] = [kept(decision, figure_high=5500)]
    if verb == "decision.revise":
        given["title"] = "Kết luận sửa"
    if verb in ("decision.send_back", "decision.drop", "decision.correct"):
        given["reason"] = "lý do"
    if verb == "decision.correct":
        given |= {"authority": "Chánh Văn phòng", "agreed_on": clock.today()}
    return given


def refusal(error: type[ActError], verb: str, world: World, who: str, given: dict[str, Any]) -> None:
    before = Journal.objects.count()
    with pytest.raises(error) as caught:
        ACTS[verb](by=world.users.get(who), **given)
    assert type(caught.value) is error
    assert Journal.objects.count() == before


@pytest.mark.parametrize("state", IN_STATE)
@pytest.mark.parametrize("verb", VERBS)
def test_the_table_is_what_happens(world: World, verb: str, state: str) -> None:
    decision, row = IN_STATE[state](world), DECISION.find(verb)
    given = parameters(verb, decision)
    for who in (*OTHERS, "nobody", "secretary", "chair"):
        if who not in row.roles:
            refusal(NotAllowed, verb, world, who, given)
        elif state not in row.sources:
            refusal(WrongState, verb, world, who, given)
    if state in row.sources:
        ACTS[verb](by=world.users[row.roles[0].value], **given)
        assert Decision.objects.get(pk=decision.pk).state == (row.target or state)


def test_the_table_has_these_verbs_and_no_other() -> None:
    assert {row.verb for row in DECISION.transitions} == {
        *VERBS,
        "decision.draft",
        "decision.enter_past",
        "instrument.issue",
        "instrument.withdraw",
    }


@pytest.mark.parametrize("verb", ["decision.draft", "decision.enter_past"])
def test_only_the_secretariat_begins_a_decision(world: World, verb: str) -> None:
    item = past_item(world)
    given = {"item": item.pk, "title": "Kết luận", "points": [point(world)], "source": world.source.pk}
    for who in (*OTHERS, "chair", "nobody"):
        refusal(NotAllowed, verb, world, who, given)
    made = ACTS[verb](by=world.secretary, **given)
    assert made.state == DECISION.find(verb).target


def test_an_administrator_as_such_decides_nothing(world: World) -> None:
    decision = drafted(world)
    with pytest.raises(NotAllowed):
        acts.review(by=world.admin, decision=decision.pk, edit=decision.edit)


def test_a_withdrawn_item_takes_no_decision(world: World) -> None:
    item = open_item(world)
    agenda.withdraw_item(by=world.secretary, item=item.pk, edit=item.edit, reason="chưa đủ hồ sơ")
    with pytest.raises(WrongState) as caught:
        drafted(world, item)
    assert caught.value.field == "item"


@pytest.mark.parametrize("verb", ["decision.revise", "decision.review"])
def test_a_draft_on_an_item_withdrawn_since_goes_no_further(world: World, verb: str) -> None:
    decision = drafted(world)
    item = AgendaItem.objects.get(pk=decision.item_id)
    agenda.withdraw_item(by=world.secretary, item=item.pk, edit=item.edit, reason="chưa đủ hồ sơ")
    refusal(WrongState, verb, world, "secretary", parameters(verb, decision))


def test_a_reviewed_decision_on_an_item_withdrawn_since_is_not_approved(world: World) -> None:
    decision = reviewed(world)
    item = AgendaItem.objects.get(pk=decision.item_id)
    agenda.withdraw_item(by=world.secretary, item=item.pk, edit=item.edit, reason="chưa đủ hồ sơ")
    refusal(WrongState, "decision.approve", world, "chair", parameters("decision.approve", decision))


def test_an_item_has_one_decision(world: World) -> None:
    decision = drafted(world)
    with pytest.raises(Contradiction) as caught:
        drafted(world, decision.item)
    assert caught.value.field == "item"


def test_a_cancelled_meeting_concludes_nothing(world: World) -> None:
    item = world.item()
    meeting.cancel(by=world.secretary, meeting=item.meeting_id, edit=item.meeting.edit, reason="hoãn")
    with pytest.raises(WrongState):
        drafted(world, item)


def test_decisions_may_be_prepared_but_are_not_approved_before_the_meeting(world: World) -> None:
    decision = reviewed(world, world.item())
    with pytest.raises(WrongState) as caught:
        acts.approve(by=world.chair, decision=decision.pk, edit=decision.edit)
    assert caught.value.field == "meeting"


def test_closing_the_meeting_does_not_freeze_its_decisions(world: World) -> None:
    decision = drafted(world)
    of = Meeting.objects.get(pk=decision.item.meeting_id)
    meeting.close(by=world.secretary, meeting=of.pk, edit=of.edit)
    decision = acts.review(by=world.secretary, decision=decision.pk, edit=decision.edit)
    acts.approve(by=world.chair, decision=decision.pk, edit=decision.edit)
    assert AgendaItem.objects.get(pk=decision.item_id).state == ItemState.CONCLUDED


def test_a_meeting_of_today_has_no_past_decision(world: World) -> None:
    given = {"item": open_item(world).pk, "title": "Kết luận", "points": [point(world)], "source": world.source.pk}
    refusal(WrongState, "decision.enter_past", world, "secretary", given)


def test_entering_the_past_invents_no_day_of_approval(world: World) -> None:
    decision = entered(world)
    assert decision.approved_on is None
    assert AgendaItem.objects.get(pk=decision.item_id).state == ItemState.CONCLUDED
