"""Acts on a meeting from plan to close, and its correction."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.ended import has_ended
from nghitrinh.record.bodies.models import Membership, Organization, Source
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.days import require_come
from nghitrinh.record.kernel.errors import BadInput, nothing_corrected
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.texts import Heading, Line, ShortLine, Text
from nghitrinh.record.meetings import dependents
from nghitrinh.record.meetings.acts.series import Positive
from nghitrinh.record.meetings.attending import against_attending
from nghitrinh.record.meetings.days import aware, begins, move
from nghitrinh.record.meetings.dependents import mark_dependents
from nghitrinh.record.meetings.form_words import WORDS
from nghitrinh.record.meetings.models import (
    Attendance,
    AttendanceRole,
    Convening,
    Meeting,
    MeetingForm,
)
from nghitrinh.record.meetings.numbering import accept_number, next_number, series_of
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.record.meetings.rules import MEETING
from nghitrinh.record.meetings.written import against_frame, against_room
from nghitrinh.record.publications.queries import raise_public_revision


def _saved(act: Act, meeting: Meeting, *, adds: bool = False) -> Meeting:
    """Write what the public reads of a meeting: when, where, who convenes it, whether it is held or cancelled."""
    raise_public_revision(act, meeting, adds=adds)
    return act.save(meeting)


def _changes(act: Act, *columns: str) -> bool:
    return any(change["field"] in columns for change in act.changes)


@act("meeting.plan")
def plan(
    act: Act,
    *,
    organization: UUID,
    name: Heading,
    starts_at: datetime,
    kind: Heading | None = None,
    form: MeetingForm = MeetingForm.ROOM,
    place: ShortLine = "",
    level: Level = Level.PUBLIC,
    papers_by: date | None = None,
    answers_by: date | None = None,
    source: UUID | None = None,
) -> Meeting:
    """Plan a meeting of an organization; it has no number yet. `papers_by` is the last day for handing in papers.

    One in writing has a day, no hour and no place; `answers_by` is the last day of its members' answers, and without
    one the body's rule says it when they are asked.
    """
    owner = act.get(Organization, organization, field="organization")
    if owner.ended_on and owner.ended_on < aware(starts_at).date():
        act.refuse(has_ended(owner, field="organization"))
    meeting = Meeting(
        owner=owner,
        name=name,
        kind=kind or WORDS[form].kind,
        form=form,
        state="",
        starts_at=aware(starts_at),
        has_time=form == MeetingForm.ROOM,
        place=place,
        level=level,
        papers_by=papers_by,
        answers_by=answers_by,
        source=act.get(Source, source, field="source") if source else None,
    )
    meeting.starts_at = begins(meeting, starts_at)
    _require_papers_by(act, meeting, changed=True)
    act.refuse(*against_frame(meeting))
    act.step(MEETING, meeting)
    act.create(meeting)
    act.about(meeting)
    return meeting


def _require_papers_by(act: Act, meeting: Meeting, *, changed: bool) -> None:
    """Refuse a last day for papers that comes after the meeting, and a new one that is over before anybody reads it."""
    if meeting.papers_by and changed and meeting.papers_by < act.at.date() <= meeting.day:
        act.refuse(
            BadInput(
                _("Hạn nộp tài liệu %(found)s đã qua"),
                code="papers_by_over",
                field="papers_by",
                found=meeting.papers_by,
                expected=_("từ %(today)s đến ngày họp; để trống thì nộp trước giờ họp"),
                today=act.at.date(),
            )
        )
    if meeting.papers_by and meeting.papers_by > meeting.day:
        act.refuse(
            BadInput(
                _("Hạn nộp tài liệu %(found)s muộn hơn ngày họp"),
                code="papers_after_meeting",
                field="papers_by",
                found=meeting.papers_by,
                expected=_("ngày %(day)s hoặc sớm hơn"),
                day=meeting.day,
            )
        )


@act("meeting.reschedule")
def reschedule(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    starts_at: datetime,
    place: ShortLine,
    name: Heading | None = None,
    papers_by: date | None = None,
    answers_by: date | None = None,
    reason: Line = "",
) -> Meeting:
    """Move a meeting that has not begun to another time or place, or give it another name.

    `papers_by` is the last day for handing in papers; without one, they are wanted before the meeting. Where the
    meeting was announced, the portal tells the reason beside old and new, so there must be one; of `papers_by` it says
    nothing.
    """
    found = act.open(Meeting, meeting, edit)
    act.reason = reason
    if name is not None:
        act.change(found, "name", found.name, name)
        found.name = name
    move(act, found, starts_at)
    act.change(found, "place", found.place, place)
    act.change(found, "papers_by", found.papers_by, papers_by)
    act.change(found, "answers_by", found.answers_by, answers_by)
    is_new = found.papers_by != papers_by
    found.place, found.papers_by, found.answers_by = place, papers_by, answers_by
    _require_papers_by(act, found, changed=is_new)
    act.refuse(*against_frame(found))
    return _saved(act, found) if _changes(act, "name", "starts_at", "place") else act.save(found)


@act("meeting.convene")
def convene(act: Act, *, meeting: UUID, edit: int, series: UUID | None = None) -> Meeting:
    """Convene a planned meeting. The record gives the next number of the series, under lock."""
    found = act.open(Meeting, meeting, edit)
    give_number(act, found, series)
    for ask in dependents.CONVENED:
        ask(act, found)
    return act.save(found)


def give_number(act: Act, meeting: Meeting, series: UUID | None) -> None:
    """Record that a meeting's own body convenes it, with the next number of a series or none."""
    chosen = series_of(act, series, meeting.owner_id)
    convening = Convening(meeting=meeting, organization=meeting.owner, series=chosen)
    convening.number = next_number(act, chosen) if chosen else None
    act.create(convening)
    act.change(convening, "number", None, convening.number)


@act("meeting.add_convener")
def add_convener(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    organization: UUID,
    series: UUID | None = None,
    number: Positive | None = None,
    reason: Line = "",
) -> Convening:
    """Record that another organization convenes the meeting too, or that it has a second true number."""
    found = act.open(Meeting, meeting, edit)
    chosen = series_of(act, series, organization)
    if chosen and number is not None:
        accept_number(act, chosen, number, reason, field="number")
    convening = Convening(
        meeting=found,
        organization=act.get(Organization, organization, field="organization"),
        series=chosen,
        number=number if number is not None or chosen is None else next_number(act, chosen),
        number_reason=reason,
    )
    act.create(convening)
    _saved(act, found, adds=True)
    return convening


@act("meeting.open")
def open_meeting(
    act: Act, *, meeting: UUID, edit: int, starts_at: datetime | None = None, reason: Line = ""
) -> Meeting:
    """Open a convened meeting. Before the day that it was set for, `starts_at` says when it really begins.

    Another time than the announced one needs a reason, which the portal tells.
    """
    found = act.open(Meeting, meeting, edit)
    act.reason = reason
    act.refuse(*against_room(found))
    if starts_at is not None:
        move(act, found, starts_at)
    require_come(act, found.day, field="starts_at")
    return _saved(act, found, adds=not _changes(act, "starts_at"))


@act("meeting.close")
def close(act: Act, *, meeting: UUID, edit: int) -> Meeting:
    """Close a meeting. Agenda and attendance are closed with it; its decisions go on."""
    found = act.open(Meeting, meeting, edit)
    act.refuse(*dependents.against_stopping(found))
    found.ends_at = act.at
    act.settle()
    for end in dependents.CLOSED:
        end(act, found)
    return _saved(act, found, adds=True)


@act("meeting.cancel")
def cancel(act: Act, *, meeting: UUID, edit: int, reason: Text) -> Meeting:
    """Cancel a meeting that has not begun; a number that it had stays taken."""
    found = act.open(Meeting, meeting, edit)
    act.reason = reason
    return _saved(act, found)


@act("meeting.correct")
def correct(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    reason: Text,
    name: Line | None = None,
    starts_at: datetime | None = None,
    place: ShortLine | None = None,
) -> Meeting:
    """Correct what was recorded of a closed meeting; the journal keeps old, new and reason."""
    found = act.open(Meeting, meeting, edit)
    for field, value in (("name", name), ("place", place)):
        if value is not None:
            act.change(found, field, getattr(found, field), value)
            setattr(found, field, value)
    act.refuse(*against_frame(found))
    if starts_at is not None:
        move(act, found, starts_at)
        require_come(act, found.day, field="starts_at")
    if not act.changes:
        raise nothing_corrected(field="name")
    act.reason = reason
    _saved(act, found)
    mark_dependents(act, found, reason)
    return found


@act("attendance.record")
def record_attendance(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    role: AttendanceRole,
    post: Heading,
    name: ShortLine = "",
    membership: UUID | None = None,
    organization: UUID | None = None,
    absence: Line = "",
    stands_for: UUID | None = None,
    reason: Line = "",
) -> Attendance:
    """Record as what a post holder attends; recorded again, the newer role replaces the older.

    `organization` is the body for which a guest comes, `absence` why somebody is away, `stands_for` the post for whose
    holder a substitute comes, `reason` why somebody is no longer in the chair of whom that was announced.
    """
    found = act.open(Meeting, meeting, edit)
    act.reason = reason
    given = Attendance(role=role, post=post, name=name, absence=absence)
    return _attend(act, found, given, membership, organization, stands_for)


@act("attendance.correct")
def correct_attendance(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    reason: Text,
    role: AttendanceRole,
    post: Heading,
    name: ShortLine = "",
    membership: UUID | None = None,
    organization: UUID | None = None,
    absence: Line = "",
    stands_for: UUID | None = None,
) -> Attendance:
    """Correct as what a post holder attended a closed meeting, or add who was left out, with the reason."""
    found = act.open(Meeting, meeting, edit)
    if found.attendances.filter(post=post, name=name, role=role, absence=absence).exists():
        raise nothing_corrected(field="role", found=role, expected=_("một vai trò khác"))
    act.reason = reason
    chaired = set(chairs_of(found))
    given = Attendance(role=role, post=post, name=name, absence=absence)
    attendance = _attend(act, found, given, membership, organization, stands_for)
    if set(chairs_of(found)) != chaired:  # who chaired is told of a meeting, who else came is not
        mark_dependents(act, found, reason)
    return attendance


def _attend(
    act: Act,
    meeting: Meeting,
    given: Attendance,
    membership: UUID | None,
    organization: UUID | None,
    stands_for: UUID | None,
) -> Attendance:
    found = meeting.attendances.filter(post=given.post, name=given.name).first()
    before = found.role if found else ""
    attendance = found or given
    if found is None:
        given.meeting = meeting
        given.membership = act.get(Membership, membership, field="membership") if membership else None
    if organization:
        attendance.organization = act.get(Organization, organization, field="organization")
    act.change(attendance, "role", before, given.role)
    act.change(attendance, "absence", found.absence if found else "", given.absence)
    attendance.role, attendance.absence = given.role, given.absence
    attendance.stands_for = act.get(Membership, stands_for, field="stands_for") if stands_for else None
    act.refuse(*against_attending(attendance))
    if given.role != before and AttendanceRole.CHAIR in (given.role, before):  # the only role that the public reads
        raise_public_revision(act, meeting, adds=before != AttendanceRole.CHAIR)
    act.save(attendance) if found else act.create(attendance)
    act.save(meeting)
    return attendance
