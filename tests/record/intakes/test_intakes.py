"""Pages that come in: every verb, role and state; nothing is lost, nothing contradictory is accepted."""

import hashlib
from typing import Any

import pytest
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.intakes.queries import can_see_intake, intakes_visible_to
from nghitrinh.record.intakes.rules import INTAKE
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import ActContent, Journal
from nghitrinh.record.kernel.transitions import NEW

TEXT = "Hội nghị lần thứ 31. Hội nghị lần thứ 36."
CLASH = {"field": "number", "a": {"value": 36}, "b": {"value": 31}, "why": "Hai số."}


def given(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "organization": world.committee.pk,
        "title": "Trang hội nghị",
        "text": TEXT,
        "digest": hashlib.sha256(TEXT.encode()).hexdigest(),
        "size": len(TEXT.encode()),
        "reading": {"is_session": True, "contradictions": [CLASH]},
        **changes,
    }


def opened(world: World, **changes: Any) -> Intake:
    intake: Intake = ACTS["intake.open"](by=world.secretary, **given(world, **changes))
    return intake


def past_meeting(world: World) -> Any:
    return ACTS["meeting.enter_past"](
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị",
        held_on="2021-09-10",
        source=world.source.pk,
    )


def parameters(world: World, verb: str) -> dict[str, Any]:
    return {
        "intake.decide": {"contradiction": 0, "side": "a", "reason": "Số liên tục."},
        "intake.amend": {"changes": {"name": "Hội nghị"}},
        "intake.discard": {"reason": "Trùng."},
        "intake.accept": {"meeting": past_meeting(world).pk} if verb == "intake.accept" else {},
    }[verb]


def decided(world: World) -> Intake:
    intake = opened(world)
    ACTS["intake.decide"](by=world.secretary, intake=intake.pk, edit=1, **parameters(world, "intake.decide"))
    return Intake.objects.get(pk=intake.pk)


@pytest.mark.parametrize("verb", [row.verb for row in INTAKE.transitions if NEW not in row.sources])
def test_a_verb_is_the_secretarys_and_needs_an_open_page(world: World, verb: str) -> None:
    intake, more = decided(world), parameters(world, verb)
    for name, user in world.users.items():
        if name != "secretary":
            with pytest.raises(NotAllowed):
                ACTS[verb](by=user, intake=intake.pk, edit=intake.edit, **more)
    with pytest.raises(Stale):
        ACTS[verb](by=world.secretary, intake=intake.pk, edit=intake.edit - 1, **more)
    now = ACTS["intake.discard"](by=world.secretary, intake=intake.pk, edit=intake.edit, reason="Bỏ.")
    with pytest.raises(WrongState):
        ACTS[verb](by=world.secretary, intake=intake.pk, edit=now.edit, **more)


def test_only_a_secretary_takes_a_page_in(world: World) -> None:
    for name, user in world.users.items():
        if name != "secretary":
            with pytest.raises(NotAllowed):
                ACTS["intake.open"](by=user, **given(world))


def test_only_its_secretariat_sees_a_page(world: World) -> None:
    intake = opened(world)
    seers = {name for name, user in world.users.items() if intake in intakes_visible_to(user)}
    assert seers == {name for name, user in world.users.items() if can_see_intake(user, intake)} == {"secretary"}


def test_a_decision_keeps_side_reason_and_who(world: World) -> None:
    intake = decided(world)
    ruling = intake.rulings.get()
    assert (ruling.value, ruling.reason, ruling.decided_by) == ("36", "Số liên tục.", "secretary")
    content = journal.content_of(Journal.objects.latest("seq").seq)
    assert content is not None
    change = {"of": f"ruling:{ruling.pk}", "field": "value", "old": "", "new": "36"}
    assert (content["reason"], content["changes"]) == ("Số liên tục.", [change])


def test_a_decision_can_be_made_anew_and_the_journal_keeps_both(world: World) -> None:
    intake = decided(world)
    more = {"contradiction": 0, "side": "other", "value": "35", "reason": "Sổ ghi 35."}
    ACTS["intake.decide"](by=world.secretary, intake=intake.pk, edit=intake.edit, **more)
    assert intake.rulings.get().value == "35"
    assert "36" in str(ActContent.objects.get(seq=Journal.objects.latest("seq").seq).content)
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"reading": {"is_session": False, "contradictions": []}}, BadInput, "reading"),
        ({"reading": {"is_session": True}}, BadInput, "reading.contradictions"),
        ({"reading": {"is_session": True, "contradictions": [{"field": "x"}]}}, BadInput, "reading.contradictions"),
        ({"text": ""}, BadInput, "text"),
        ({"digest": "0"}, BadInput, "digest"),
    ],
)
def test_what_is_no_reading_of_a_meeting_is_refused(
    world: World, changes: dict[str, Any], refusal: type[ActError], field: str
) -> None:
    with pytest.raises(refusal) as caught:
        opened(world, **changes)
    assert caught.value.field == field
    assert not Intake.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"contradiction": 1}, "contradiction"),
        ({"contradiction": -1}, "contradiction"),
        ({"side": "other"}, "value"),
        ({"reason": ""}, "reason"),
        ({"side": "c"}, "side"),
    ],
)
def test_a_bad_decision_names_its_field(world: World, more: dict[str, Any], field: str) -> None:
    intake = opened(world)
    whole = {**parameters(world, "intake.decide"), **more}
    with pytest.raises(BadInput) as caught:
        ACTS["intake.decide"](by=world.secretary, intake=intake.pk, edit=1, **whole)
    assert caught.value.field == field


def test_the_same_bytes_come_in_once_unless_they_were_discarded(world: World) -> None:
    intake = opened(world)
    with pytest.raises(Contradiction) as caught:
        opened(world, title="Tên khác")
    assert caught.value.field == "digest"
    ACTS["intake.discard"](by=world.secretary, intake=intake.pk, edit=1, reason="Đọc lại.")
    assert opened(world).pk != intake.pk


def test_nothing_undecided_is_accepted(world: World) -> None:
    intake = opened(world)
    with pytest.raises(Contradiction) as caught:
        ACTS["intake.accept"](by=world.secretary, intake=intake.pk, edit=1, meeting=past_meeting(world).pk)
    assert (caught.value.field, caught.value.found) == ("contradictions.0", "36 / 31")


def test_a_page_is_accepted_as_a_past_meeting_only(world: World) -> None:
    intake = decided(world)
    with pytest.raises(BadInput):
        ACTS["intake.accept"](by=world.secretary, intake=intake.pk, edit=intake.edit, meeting=world.plan_meeting().pk)
    meeting = past_meeting(world)
    ACTS["intake.accept"](by=world.secretary, intake=intake.pk, edit=intake.edit, meeting=meeting.pk)
    found = Intake.objects.get(pk=intake.pk)
    assert (found.state, found.meeting) == ("accepted", meeting)


@pytest.mark.parametrize("path", ["items.0", "items.0.colour", "items.100.title", "state", "persons.0.name", ""])
def test_only_what_a_proposal_has_is_changed(world: World, path: str) -> None:
    intake = opened(world)
    with pytest.raises(BadInput) as caught:
        ACTS["intake.amend"](by=world.secretary, intake=intake.pk, edit=1, changes={path: "x", "name": "y"})
    assert caught.value.field == f"changes.{path}"
    assert Intake.objects.get(pk=intake.pk).amendments == {}
