"""Meetings: numbers, transitions, agenda, and entering the past."""

import json
from datetime import UTC, date, datetime

import pytest
from tests.refused import refusing
from tests.remembered import remembered
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.provenance import spans_of
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import ActContent
from nghitrinh.record.meetings.acts import agenda, meeting, past, series
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to, recorded_as
from nghitrinh.record.meetings.rules import MEETING


def convened(world: World, day: int = 10) -> Meeting:
    planned = world.plan_meeting(day=day)
    return meeting.convene(by=world.secretary, meeting=planned.pk, edit=1, series=world.series.pk)


def enter(world: World, **changes: object) -> Meeting:
    given = {
        "organization": world.committee.pk,
        "name": "Hội nghị cũ",
        "held_on": date(2021, 9, 10),
        "source": world.source.pk,
        "series": world.series.pk,
        "number": 36,
        "number_reason": "trang nguồn",
    } | changes
    return past.enter_past(by=world.secretary, **given)


def number(of: Meeting) -> int | None:
    return of.convenings.get().number


def test_the_record_gives_consecutive_numbers_past_declared_gaps(world: World) -> None:
    series.declare_gap(by=world.secretary, series=world.series.pk, number=2, reason="bỏ số")
    assert [number(convened(world, day)) for day in (10, 11, 12)] == [1, 3, 4]


def test_a_series_starts_where_it_is_said_to(world: World) -> None:
    other = series.start_series(
        by=world.secretary, organization=world.committee.pk, name="Chuyên đề", term=world.term.pk, starts_at=14
    )
    planned = world.plan_meeting()
    meeting.convene(by=world.secretary, meeting=planned.pk, edit=1, series=other.pk)
    assert number(planned) == 14


def test_a_kind_that_is_not_numbered_has_no_number(world: World) -> None:
    plain = series.start_series(by=world.secretary, organization=world.committee.pk, name="Giao ban", numbered=False)
    planned = world.plan_meeting()
    meeting.convene(by=world.secretary, meeting=planned.pk, edit=1, series=plain.pk)
    assert number(planned) is None


def test_a_number_from_a_source_needs_a_reason_and_must_be_free(world: World) -> None:
    with pytest.raises(BadInput) as unreasoned:
        enter(world, number_reason="")
    assert unreasoned.value.field == "number_reason"
    enter(world)
    with pytest.raises(Contradiction) as taken:
        enter(world, held_on=date(2021, 9, 11))
    assert taken.value.field == "number"
    assert "Hội nghị cũ" in taken.value.found


def test_two_true_numbers_of_one_meeting_are_two_convenings(world: World) -> None:
    first = convened(world)
    special = series.start_series(by=world.secretary, organization=world.committee.pk, name="Chuyên đề")
    meeting.add_convener(
        by=world.secretary,
        meeting=first.pk,
        edit=2,
        organization=world.committee.pk,
        series=special.pk,
        number=14,
        reason="trang nguồn",
    )
    assert sorted(first.convenings.values_list("number", flat=True)) == [1, 14]


def test_entering_the_past_keeps_what_is_unknown_unknown(world: World) -> None:
    entered = enter(
        world,
        chairs=[{"post": "Bí thư Tỉnh ủy"}],
        items=[{"title": "Chỉ tiêu đất", "level": "public"}],
        spans=[{"field": "number", "start": 9, "end": 20}],
    )
    assert (entered.state, entered.has_time, entered.ends_at, entered.entered_past) == ("closed", False, None, True)
    assert [each.post for each in entered.attendances.all()] == ["Bí thư Tỉnh ủy"]
    assert [(span.field, world.source.text[span.start : span.end]) for span in spans_of(entered)] == [
        ("number", "lần thứ 36 ")
    ]
    assert journal.verify() == []


def test_a_span_outside_the_source_is_refused_whole(world: World) -> None:
    with pytest.raises(BadInput) as refused:
        enter(world, spans=[{"field": "number", "start": 9, "end": 2000}])
    assert refused.value.field == "spans.number"
    assert not Meeting.objects.exists()


def test_the_future_cannot_be_entered_as_past(world: World) -> None:
    with pytest.raises(BadInput):
        enter(world, held_on=date(2999, 1, 1))


def test_a_meeting_already_recorded_is_recognised_by_day_or_number(world: World) -> None:
    entered = enter(world)
    assert set(recorded_as(world.committee, date(2021, 9, 10), None)) == {entered}
    assert set(recorded_as(world.committee, date(2020, 1, 1), 36)) == {entered}
    assert set(recorded_as(world.council, date(2021, 9, 10), 36)) == set()


def test_a_meeting_keeps_its_name_unless_another_is_given(world: World) -> None:
    planned = world.plan_meeting("Hội nghị BTV")
    moved = {"starts_at": planned.starts_at, "place": "tầng 2"}
    kept = meeting.reschedule(by=world.secretary, meeting=planned.pk, edit=1, **moved)
    assert kept.name == "Hội nghị BTV"
    meeting.reschedule(by=world.secretary, meeting=planned.pk, edit=2, name="Hội nghị Ban Thường vụ", **moved)
    assert Meeting.objects.get().name == "Hội nghị Ban Thường vụ"
    line = ActContent.objects.order_by("-pk")[0]
    assert json.loads(line.content or "")["changes"] == [
        {"of": f"meeting:{planned.pk}", "field": "name", "old": "Hội nghị BTV", "new": "Hội nghị Ban Thường vụ"}
    ]


def run(world: World, verb: str, by: object, subject: Meeting) -> None:
    extra = {
        "meeting.reschedule": {"starts_at": datetime(2021, 9, 12, 8, tzinfo=ZONE), "place": "tầng 2"},
        "meeting.cancel": {"reason": "hoãn"},
        "meeting.correct": {"reason": "gõ nhầm", "place": "tầng 3"},
        "attendance.record": {"role": "chair", "post": "Bí thư"},
        "attendance.correct": {"role": "chair", "post": "Bí thư", "reason": "ghi sót"},
        "meeting.add_convener": {"organization": world.council.pk},
        "item.add": {"title": "Nội dung"},
        "invitation.invite": {"post": "Khách"},
    }
    if verb == "invitation.invite_all":  # somebody who came to office since
        given = {"organization": world.committee.pk, "post": "Ủy viên", "starts_on": date(2021, 1, 1)}
        ACTS["membership.appoint"](by=world.admin, **given)
    ACTS[verb](by=by, meeting=subject.pk, edit=subject.edit, **extra.get(verb, {}))


REACH = {
    "planned": [],
    "convened": ["meeting.convene"],
    "open": ["meeting.convene", "meeting.open"],
    "closed": ["meeting.convene", "meeting.open", "meeting.close"],
    "cancelled": ["meeting.cancel"],
}
# What is done where nobody meets: tests/record/voting/test_written.py.
IN_WRITING = ("meeting.ask", "meeting.extend")


def _of_itself(verb: str) -> bool:
    """Tell whether a verb is done to the meeting itself, and not to an item, an invitation or who is there."""
    return {"meeting", "edit"} <= ACTS[verb].parameters.model_fields.keys() and verb not in IN_WRITING


VERBS = [row for row in MEETING.transitions if row.sources != ("",) and _of_itself(row.verb)]


def reached(world: World, state: str) -> Meeting:
    """Return a meeting that acts have brought to a state."""
    subject = world.plan_meeting()
    for verb in REACH[state]:
        run(world, verb, world.secretary, Meeting.objects.get(pk=subject.pk))
    return Meeting.objects.get(pk=subject.pk)


@pytest.mark.parametrize("state", REACH)
@pytest.mark.parametrize("row", VERBS, ids=lambda row: row.verb)
@pytest.mark.parametrize("role", ["secretary", "chair", "member", "reader", "officer", "bob"])
def test_the_table_is_the_policy(world: World, state: str, row: object, role: str) -> None:
    subject = remembered(reached, world, state, about=state)
    assert subject.state == state
    may = role in {str(Role(each)) for each in row.roles}
    if may and state in row.sources:
        run(world, row.verb, world.users[role], subject)
        assert Meeting.objects.get(pk=subject.pk).state == (row.target or state)
    else:
        with pytest.raises(WrongState if may else NotAllowed):
            run(world, row.verb, world.users[role], subject)
        assert Meeting.objects.get(pk=subject.pk).edit == subject.edit


def test_a_stale_revision_is_refused_with_both_texts(world: World) -> None:
    item = world.item(title="Lời cũ")
    agenda.revise_item(by=world.secretary, item=item.pk, edit=1, title="Lời của người kia")
    with pytest.raises(Stale) as stale:
        agenda.revise_item(by=world.secretary, item=item.pk, edit=1, title="Lời của tôi")
    assert (stale.value.theirs, stale.value.yours) == ("Lời của người kia", "Lời của tôi")


def test_moving_an_item_renumbers_the_agenda(world: World) -> None:
    subject = world.plan_meeting()
    items = [world.item(subject, title=title) for title in ("A", "B", "C")]
    agenda.move_item(by=world.secretary, item=items[2].pk, edit=1, position=1)
    assert list(subject.items.values_list("title", "position")) == [("C", 1), ("A", 2), ("B", 3)]
    with pytest.raises(BadInput):
        agenda.move_item(by=world.secretary, item=items[0].pk, edit=2, position=9)


def test_attendance_of_a_closed_meeting_is_corrected_with_a_reason(world: World) -> None:
    entered = enter(world, chairs=[{"post": "Bí thư Tỉnh ủy"}])
    given = {"meeting": entered.pk, "post": "Bí thư Tỉnh ủy", "reason": "Theo biên bản"}
    with pytest.raises(BadInput):
        meeting.correct_attendance(by=world.secretary, edit=1, role="chair", **given)
    meeting.correct_attendance(by=world.secretary, edit=1, role="excused", **given)
    assert [(each.post, each.role) for each in entered.attendances.all()] == [("Bí thư Tỉnh ủy", "excused")]
    line = json.loads(ActContent.objects.order_by("-pk")[0].content or "")
    attendance = entered.attendances.get()
    change = {"of": f"attendance:{attendance.pk}", "field": "role", "old": "chair", "new": "excused"}
    assert (line["reason"], line["changes"]) == ("Theo biên bản", [change])


def test_a_closed_meeting_has_a_closed_agenda(world: World) -> None:
    subject = convened(world)
    item = world.item(subject)
    for verb in ("meeting.open", "meeting.close"):
        run(world, verb, world.secretary, Meeting.objects.get(pk=subject.pk))
    with pytest.raises(ActError):
        world.item(subject)
    with pytest.raises(WrongState):
        agenda.revise_item(by=world.secretary, item=item.pk, edit=item.edit, title="muộn")


def test_only_the_chair_approves_the_public_title_of_a_restricted_item(world: World) -> None:
    item = world.item(level="restricted", title="Tờ trình về ông A")
    with pytest.raises(NotAllowed):
        agenda.approve_public_title(by=world.secretary, item=item.pk, edit=1, public_title="Công tác cán bộ")
    agenda.approve_public_title(by=world.chair, item=item.pk, edit=1, public_title="Công tác cán bộ")
    assert AgendaItem.objects.get(pk=item.pk).public_title_approved


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        ("secretary", {"public", "internal", "restricted"}),
        ("chair", {"public", "internal", "restricted"}),
        ("member", {"public", "internal", "restricted"}),
        ("reader", {"public", "internal"}),
        ("officer", set()),
        ("bob", set()),
    ],
)
def test_who_sees_which_level(world: World, role: str, levels: set[str]) -> None:
    subject = world.plan_meeting()
    for level in ("public", "internal", "restricted"):
        world.item(subject, title=level, level=level)
    assert {item.level for item in items_visible_to(world.users[role])} == levels
    assert set(meetings_visible_to(world.users[role])) == ({subject} if levels else set())
    assert not items_visible_to(None).exists()


def test_an_item_is_at_least_as_strict_as_its_meeting(world: World) -> None:
    """A reader of internal items would else see what a closed meeting talks of."""
    closed = world.plan_meeting(level="restricted")
    item = world.item(closed, level="public")
    assert item.level == "restricted"
    revised = agenda.revise_item(by=world.secretary, item=item.pk, edit=1, title=item.title, level="internal")
    assert revised.level == "restricted"
    past_item = enter(world, level="internal", items=[{"title": "Nhân sự", "level": "public"}]).items.get()
    assert past_item.level == "internal"
    assert not items_visible_to(world.reader).filter(pk=item.pk).exists()


def test_a_body_has_one_term_of_a_number(world: World) -> None:
    given = {"by": world.admin, "body": world.body.pk, "number": "XVII", "starts_on": date(2025, 10, 1)}
    with refusing(Contradiction, "term_taken"):
        bodies.open_term(**given)
    bodies.open_term(**given | {"number": "XVIII"})


def test_the_day_of_a_meeting_is_vietnams() -> None:
    late = datetime(2021, 9, 9, 18, 30, tzinfo=UTC)  # half past one of the next day
    assert Meeting(starts_at=late).day == date(2021, 9, 10)


@pytest.mark.parametrize(
    ("level", "public_title", "approved", "name"),
    [
        ("public", "", False, "Nhân sự huyện"),
        ("public", "Công tác cán bộ", True, "Nhân sự huyện"),
        ("internal", "Công tác cán bộ", True, ""),
        ("restricted", "Công tác cán bộ", True, "Công tác cán bộ"),
        ("restricted", "Công tác cán bộ", False, ""),
        ("restricted", "", True, ""),
    ],
)
def test_the_public_knows_an_item_by_its_title_or_by_an_approved_one(
    level: str, public_title: str, approved: object, name: str
) -> None:
    item = AgendaItem(level=level, title="Nhân sự huyện", public_title=public_title, public_title_approved=approved)
    assert item.public_name == name


@pytest.mark.parametrize("state", MeetingState)
def test_an_open_item_is_called_by_how_far_its_meeting_has_come(state: MeetingState) -> None:
    item = AgendaItem(meeting=Meeting(state=state), state=ItemState.OPEN)
    assert ("Chờ họp" in item.get_state_display()) is (state in (MeetingState.PLANNED, MeetingState.CONVENED))
    assert AgendaItem(meeting=Meeting(state=state), state=ItemState.WITHDRAWN).get_state_display() == (
        "Rút khỏi chương trình"
    )
