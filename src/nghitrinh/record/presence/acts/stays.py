"""Acts on who is there: checking in with the code on the screen, arrivals, departures, and their correction."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import require_seat, seat_of, seats_on
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, nothing_corrected, unknown
from nghitrinh.record.kernel.texts import Reason, Word
from nghitrinh.record.meetings.days import aware
from nghitrinh.record.meetings.models import AWAY, Attendance, AttendanceRole, Meeting, MeetingState
from nghitrinh.record.meetings.written import against_room
from nghitrinh.record.presence.codes import is_code
from nghitrinh.record.presence.models import Stay
from nghitrinh.record.presence.quorum import attendance_of, held_seats
from nghitrinh.vietnamese import format_datetime


@act("attendance.check_in")
def check_in(act: Act, *, meeting: UUID, membership: UUID, code: Word) -> Attendance:
    """Record oneself as there, with the code on the room's screen: from the opening on, or from now when it is open."""
    found = act.open(Meeting, meeting, None)
    act.refuse(*against_room(found))
    post = require_seat(act, found.owner_id, membership)
    if found.day != act.at.date() and found.state != MeetingState.OPEN:
        act.refuse(
            BadInput(
                _("Hội nghị họp ngày %(day)s, chưa điểm danh được"),
                code="not_the_day",
                field="meeting",
                found=act.at.date(),
                expected=_("điểm danh trong ngày họp"),
                day=found.day,
            )
        )
    if not is_code(found, code, act.at):
        act.refuse(
            BadInput(
                _("Mã này không phải mã đang hiện trên màn hình"),
                code="wrong_code",
                field="code",
                found=code,
                expected=_("sáu chữ số trên màn hình phòng họp; mã đổi mỗi phút"),
            )
        )
    act.settle()
    attendance = _let_arrive(act, found, post, act.at, field="membership")
    act.about(attendance, owner=found.owner_id, level=found.level)
    return attendance


@act("attendance.arrive")
def arrive(
    act: Act,
    *,
    meeting: UUID,
    attendance: UUID | None = None,
    membership: UUID | None = None,
    arrived_at: datetime | None = None,
) -> Attendance:
    """Record that somebody came after the opening, now or at a time: who is recorded, or the holder of a post."""
    found = act.open(Meeting, meeting, None)
    act.refuse(*against_room(found))
    at = aware(arrived_at) if arrived_at else act.at
    act.refuse(*_outside(found, at, act.at, field="arrived_at", typed=arrived_at is not None))
    if attendance is not None:
        known = act.get(Attendance, attendance, field="attendance")
        if known.meeting_id != found.pk:
            raise unknown(attendance, field="attendance")
        came = _arrive(act, found, known, at, field="attendance")
    elif membership is not None:
        came = _let_arrive(act, found, act.get(Membership, membership, field="membership"), at, field="membership")
    else:
        raise BadInput(
            _("Chưa nói ai đến"),
            code="nobody_came",
            field="attendance",
            expected=_("một người đã có trong điểm danh, hoặc một chức vụ"),
        )
    act.about(came, owner=found.owner_id, level=found.level)
    return came


@act("attendance.leave")
def leave(act: Act, *, attendance: UUID, edit: int, left_at: datetime | None = None) -> Attendance:
    """Record that somebody left, now or at a time; coming back is another arrival."""
    found = _open(act, attendance, edit)
    at = aware(left_at) if left_at else act.at
    act.refuse(*_outside(found.meeting, at, act.at, field="left_at", typed=left_at is not None))
    stay = _last_of(found)
    if found.role in AWAY or (stay and stay.left_at):
        act.refuse(
            Contradiction(
                _("Người này đang vắng mặt: %(found)s"),
                code="not_there",
                field="attendance",
                found=found.label(),
                expected=_("người đang có mặt"),
            )
        )
    act.settle()
    stay = stay or Stay(attendance=found)
    act.change(stay, "left_at", stay.left_at, at)
    stay.left_at = at
    return _keep(act, found, stay, field="left_at")


@act("attendance.correct_stay")
def correct(
    act: Act,
    *,
    attendance: UUID,
    edit: int,
    reason: Reason,
    stay: UUID | None = None,
    arrived_at: datetime | None = None,
    left_at: datetime | None = None,
    removed: bool = False,
) -> Attendance:
    """Correct from when to when somebody was there, or add a stay that was left out; the journal keeps old and new.

    Without `arrived_at` they were there from the opening, without `left_at` to the end. `removed` takes a stay out that
    was entered by mistake.
    """
    found = _open(act, attendance, edit)
    act.reason = reason
    kept = act.get(Stay, stay, field="stay") if stay else Stay(attendance=found)
    if kept.attendance_id != found.pk:
        raise unknown(str(stay), field="stay")
    if removed and not kept._state.adding:
        return _take_out(act, found, kept)
    _put(act, found.meeting, kept, "arrived_at", arrived_at)
    _put(act, found.meeting, kept, "left_at", left_at)
    if not act.changes and not kept._state.adding:
        raise nothing_corrected(field="arrived_at")
    act.refuse(*_recorded_away(found))
    return _keep(act, found, kept, field="arrived_at")


def _take_out(act: Act, attendance: Attendance, stay: Stay) -> Attendance:
    act.change(stay, "arrived_at", stay.arrived_at, None)
    act.change(stay, "left_at", stay.left_at, None)
    act.remove(stay)
    return act.save(attendance)


def _put(act: Act, meeting: Meeting, stay: Stay, column: str, typed: datetime | None) -> None:
    """Put a time that was typed, or none, in the place of the one of a stay."""
    moment = aware(typed) if typed else None
    if moment:
        act.refuse(*_outside(meeting, moment, act.at, field=column, typed=True))
    act.change(stay, column, getattr(stay, column), moment)
    setattr(stay, column, moment)


def _recorded_away(attendance: Attendance) -> Iterator[ActError]:
    if attendance.role in AWAY:
        yield Contradiction(
            _("Người này ghi là vắng: %(found)s"),
            code="recorded_away",
            field="attendance",
            found=attendance.label(),
            expected=_("đính chính điểm danh trước, rồi ghi giờ"),
        )


def _keep(act: Act, attendance: Attendance, stay: Stay, *, field: str) -> Attendance:
    act.refuse(*_out_of_order(stay, field=field))
    act.create(stay) if stay._state.adding else act.save(stay)
    return act.save(attendance)


def _open(act: Act, attendance: UUID, edit: int) -> Attendance:
    found = act.open(
        Attendance,
        attendance,
        edit,
        side=lambda each: each.meeting.owner_id,
        judged=lambda each: each.meeting,
        field="attendance",
    )
    act.refuse(*against_room(found.meeting))
    act.about(found, owner=found.meeting.owner_id, level=found.meeting.level)
    return found


def _let_arrive(act: Act, meeting: Meeting, post: Membership, at: datetime, *, field: str) -> Attendance:
    """Record that the holder of a post came: by the row of them that there is, whichever of their posts it names."""
    seats = seats_on(meeting.owner_id, meeting.day)
    seat = seat_of(post.pk, seats)
    known = attendance_of(meeting, post, seat, seats)
    if known is not None:
        return _arrive(act, meeting, act.get(Attendance, known.pk), at, field=field)
    role = AttendanceRole.MEMBER if seat else AttendanceRole.INVITED
    made = Attendance(meeting=meeting, role=role, membership=post, post=post.post, name=post.holder_name)
    act.change(made, "role", "", role)
    act.create(made)
    _stay_from(act, meeting, made, at)
    return made


def _arrive(act: Act, meeting: Meeting, attendance: Attendance, at: datetime, *, field: str) -> Attendance:
    """Let somebody recorded come: from being away, or back."""
    stay = _last_of(attendance)
    if attendance.role not in AWAY and (stay is None or stay.left_at is None):
        raise Contradiction(
            _("Đã ghi có mặt rồi: %(found)s"),
            code="present_already",
            field=field,
            found=attendance.label(),
            expected=_("người chưa đến, hoặc đã về"),
        )
    if attendance.role in AWAY:
        holders = held_seats(meeting.attendances.all(), seats_on(meeting.owner_id, meeting.day)).values()
        has_seat = attendance.pk in {each.pk for each in holders}
        role = AttendanceRole.MEMBER if has_seat else AttendanceRole.INVITED
        act.change(attendance, "role", attendance.role, role)
        act.change(attendance, "absence", attendance.absence, "")
        attendance.role, attendance.absence = role, ""
    act.save(attendance)
    _stay_from(act, meeting, attendance, at)
    return attendance


def _stay_from(act: Act, meeting: Meeting, attendance: Attendance, at: datetime) -> None:
    """Let a stay begin; whoever is there before the opening was there when it came, and needs none."""
    if meeting.state != MeetingState.OPEN or at <= meeting.starts_at:
        return
    stay = Stay(attendance=attendance, arrived_at=at)
    act.refuse(*_out_of_order(stay, field="arrived_at"))
    act.change(stay, "arrived_at", None, at)
    act.create(stay)


def _last_of(attendance: Attendance) -> Stay | None:
    """Return the stay that is not over, otherwise the one that was over last; None where there is none."""
    stays = list(attendance.stays.all())
    running = [each for each in stays if each.left_at is None]
    return running[0] if running else max(stays, key=lambda each: each.left_at or each.recorded_at, default=None)


def _outside(meeting: Meeting, at: datetime, now: datetime, *, field: str, typed: bool) -> Iterator[ActError]:
    """Yield the refusal of a time before the meeting was opened, after it was closed, or yet to come."""
    begun, ended = meeting.starts_at, meeting.ends_at
    if typed and at < begun:
        yield BadInput(
            _("Giờ này trước khi khai mạc: %(found)s"),
            code="before_opening",
            field=field,
            found=_moment(at),
            expected=_("từ %(begun)s trở đi; ai có mặt từ đầu thì để trống giờ đến"),
            begun=_moment(begun),
        )
    if at > now:
        yield BadInput(
            _("Giờ này chưa đến: %(found)s"),
            code="time_ahead",
            field=field,
            found=_moment(at),
            expected=_("%(last)s hoặc sớm hơn"),
            last=_moment(now),
        )
    elif ended and at > ended:
        yield BadInput(
            _("Giờ này sau khi hội nghị kết thúc: %(found)s"),
            code="after_closing",
            field=field,
            found=_moment(at),
            expected=_("%(last)s hoặc sớm hơn"),
            last=_moment(ended),
        )


def _out_of_order(stay: Stay, *, field: str) -> Iterator[ActError]:
    """Yield the refusal of a departure that is no later than the arrival, and of two stays at one time."""
    if stay.left_at and stay.left_at <= (stay.arrived_at or stay.attendance.meeting.starts_at):
        yield BadInput(
            _("Giờ về không muộn hơn giờ đến: %(found)s"),
            code="left_before_arriving",
            field="left_at",
            found=_moment(stay.left_at),
            expected=_("sau %(begun)s"),
            begun=_moment(stay.arrived_at or stay.attendance.meeting.starts_at),
        )
    for other in stay.attendance.stays.exclude(pk=stay.pk):
        begins_before_end = stay.arrived_at is None or other.left_at is None or stay.arrived_at < other.left_at
        ends_after_begin = stay.left_at is None or other.arrived_at is None or other.arrived_at < stay.left_at
        if begins_before_end and ends_after_begin:
            yield Contradiction(
                _("Hai lần có mặt trùng giờ nhau: %(found)s"),
                code="stays_overlap",
                field=field,
                found=_span(other),
                expected=_("hai khoảng rời nhau, hoặc sửa khoảng đã ghi"),
            )


def _moment(at: datetime) -> str:
    return format_datetime(at.astimezone(ZONE))


def _span(stay: Stay) -> str:
    ends = (stay.arrived_at, stay.left_at)
    return "–".join(f"{each.astimezone(ZONE):%H:%M}" if each else "…" for each in ends)
