"""What speaks against hearing an item, against somebody speaking, and against moments of a hearing."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.course.models import Hearing, Speech
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, WrongState
from nghitrinh.record.meetings.models import AgendaItem, Attendance, ItemState, Meeting
from nghitrinh.record.meetings.written import against_room
from nghitrinh.record.presence.quorum import is_there
from nghitrinh.vietnamese import format_datetime


def against_hearing(item: AgendaItem, now: Hearing | None) -> Iterator[ActError]:
    """Yield what speaks against hearing an item: nobody meets, it is off the agenda, or is heard already."""
    yield from against_room(item.meeting)
    if item.state == ItemState.WITHDRAWN:
        yield WrongState(
            _("Nội dung này đã rút khỏi chương trình"),
            code="item_withdrawn",
            field="item",
            found=item.title,
            expected=_("một nội dung trong chương trình"),
        )
    if now is not None and now.item_id == item.pk:
        yield WrongState(
            _("Đang bàn nội dung này rồi: %(found)s"),
            code="heard_already",
            field="item",
            found=item.title,
            expected=_("một nội dung khác"),
        )


def against_not_heard(item: AgendaItem, now: Hearing | None) -> Iterator[ActError]:
    """Yield the refusal of what is done to the item that is heard, when this one is not."""
    if now is None or now.item_id != item.pk:
        yield WrongState(
            _("Hội nghị không đang bàn nội dung này: %(found)s"),
            code="item_not_heard",
            field="item",
            found=item.title,
            expected=_("nội dung đang bàn"),
        )


def against_stopping(meeting: Meeting, item: AgendaItem | None) -> Iterator[ActError]:
    """Yield the refusal of taking an item off the agenda, or concluding it, while it is heard."""
    if item is not None and Hearing.objects.filter(meeting=meeting, item=item, ended_at=None).exists():
        yield WrongState(
            _("Đang bàn dở nội dung này: %(found)s"),
            code="item_heard_now",
            field="item",
            found=item.title,
            expected=_("dừng bàn nội dung này trước"),
        )


def against_speaking(item: AgendaItem, attendance: Attendance, at: datetime) -> Iterator[ActError]:
    """Yield what speaks against somebody asking to speak on an item: they are not in the room, or wait or speak."""
    if attendance.meeting_id != item.meeting_id or not is_there(attendance, at):
        yield Contradiction(
            _("Chưa ghi người này đang có mặt: %(found)s"),
            code="speaker_away",
            field="attendance",
            found=attendance.label(),
            expected=_("người đang có mặt trong phòng; điểm danh trước"),
        )
    asked = Speech.objects.filter(item=item, attendance=attendance, ended_at=None, withdrawn_at=None)
    if asked.exists():
        yield Contradiction(
            _("Người này đã đăng ký hoặc đang phát biểu: %(found)s"),
            code="asked_to_speak_already",
            field="attendance",
            found=attendance.label(),
            expected=_("mỗi người một lượt chờ ở một nội dung"),
        )


def against_called(speech: Speech) -> Iterator[ActError]:
    """Yield the refusal of what is done to somebody who waits, when they were called or asked no more."""
    if not speech.is_waiting:
        yield WrongState(
            _("Người này không còn chờ phát biểu: %(found)s"),
            code="speech_not_waiting",
            field="speech",
            found=speech.label(),
            expected=_("người đang chờ phát biểu"),
        )


def against_moments(hearing: Hearing, now: datetime) -> Iterator[ActError]:
    """Yield what speaks against from when to when an item was heard: outside its meeting, reversed, two at one time."""
    begins, ends = hearing.meeting.starts_at, hearing.meeting.ends_at or now
    for column in ("began_at", "ended_at"):
        moment = getattr(hearing, column)
        if moment is not None and not begins <= moment <= ends:
            yield BadInput(
                _("Giờ này ngoài thời gian họp: %(found)s"),
                code="outside_meeting",
                field=column,
                found=_moment(moment),
                expected=_("từ %(begins)s đến %(ends)s"),
                begins=_moment(begins),
                ends=_moment(ends),
            )
    if hearing.ended_at is not None and hearing.ended_at <= hearing.began_at:
        yield BadInput(
            _("Giờ dừng không muộn hơn giờ bắt đầu: %(found)s"),
            code="ended_before_begun",
            field="ended_at",
            found=_moment(hearing.ended_at),
            expected=_("sau %(begun)s"),
            begun=_moment(hearing.began_at),
        )
    yield from _against_overlap(hearing)


def _against_overlap(hearing: Hearing) -> Iterator[ActError]:
    for other in Hearing.objects.filter(meeting=hearing.meeting_id).exclude(pk=hearing.pk).select_related("item"):
        is_before = other.ended_at is not None and other.ended_at <= hearing.began_at
        is_after = hearing.ended_at is not None and hearing.ended_at <= other.began_at
        if not is_before and not is_after:
            yield Contradiction(
                _("Lúc ấy đang bàn nội dung khác: %(found)s"),
                code="hearings_overlap",
                field="began_at",
                found=other.label(),
                expected=_("hai khoảng giờ rời nhau"),
            )


def _moment(at: datetime) -> str:
    return format_datetime(at.astimezone(ZONE))
