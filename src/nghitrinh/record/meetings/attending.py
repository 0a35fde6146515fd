"""What speaks against recording somebody as what they were at a meeting."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.meetings.models import AWAY, Attendance, AttendanceRole
from nghitrinh.record.meetings.substitutes import against_sending, called, substitute_of_substitute
from nghitrinh.record.meetings.written import against_room


def against_attending(attendance: Attendance) -> Iterator[ActError]:
    """Yield the refusals of a role: an absence of who is there, times of who is away, a substitute against the rule.

    Where members are asked in writing nobody is there or away: who chairs is all that is said of them.
    """
    if attendance.role != AttendanceRole.CHAIR:
        yield from against_room(attendance.meeting)
    if attendance.absence and attendance.role not in AWAY:
        yield BadInput(
            _("Chỉ người vắng mới có lý do vắng"),
            code="absence_of_present",
            field="absence",
            found=attendance.absence,
            expected=_("để trống, hoặc ghi là vắng"),
        )
    if attendance.role in AWAY and attendance.stays.exists():
        yield Contradiction(
            _("Đã ghi giờ có mặt của người này: %(found)s"),
            code="away_but_stayed",
            field="role",
            found=attendance.label(),
            expected=_("có mặt; hoặc đính chính, bỏ giờ đã ghi trước"),
        )
    if (attendance.role == AttendanceRole.SUBSTITUTE) != (attendance.stands_for is not None):
        yield BadInput(
            _("Người dự thay thì ghi thay cho ai, và chỉ người dự thay mới ghi"),
            code="stands_for_whom",
            field="stands_for",
            found=attendance.stands_for.post if attendance.stands_for else "",
            expected=_("“Dự thay”, cùng với chức vụ được thay"),
        )
    elif attendance.stands_for is not None:
        yield from _against_substitute(attendance)


def _against_substitute(attendance: Attendance) -> Iterator[ActError]:
    meeting, member = attendance.meeting, attendance.stands_for
    if member is None:
        return
    sent = attendance.membership_id
    yield from against_sending(meeting, member, attendance.post, attendance.name, sent, field="stands_for")
    who = called(member.post, member.holder_name)
    for other in meeting.attendances.filter(role=AttendanceRole.SUBSTITUTE).exclude(pk=attendance.pk):
        if other.membership_id == member.pk or (other.name and called(other.post, other.name) == who):
            yield substitute_of_substitute(other.label(), field="stands_for")
        if other.stands_for_id == member.pk:
            yield Contradiction(
                _("Đã có người dự thay: %(found)s"),
                code="stood_for_already",
                field="stands_for",
                found=other.label(),
                expected=_("mỗi ghế một người dự thay"),
            )
    if meeting.attendances.filter(membership=member, role__in=(AttendanceRole.CHAIR, AttendanceRole.MEMBER)).exists():
        yield Contradiction(
            _("Người được thay đang ghi là có mặt: %(found)s"),
            code="stands_for_present",
            field="stands_for",
            found=member.post,
            expected=_("người vắng mặt"),
        )
