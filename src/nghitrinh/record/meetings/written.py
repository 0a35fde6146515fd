"""A meeting in writing: members are asked without a room, so that nothing of a room holds for it, and the other way."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.errors import ActError, BadInput, WrongState
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.meetings.models import Meeting, MeetingState


def against_room(meeting: Meeting) -> Iterator[ActError]:
    """Yield the refusal of what wants a room: opening it, inviting to it, saying who is there."""
    if meeting.is_written:
        yield WrongState(
            _("Việc này chỉ có ở hội nghị họp trực tiếp: %(found)s"),
            code="nobody_meets",
            field="meeting",
            found=label_of(meeting, "form"),
            expected=_("gửi phiếu lấy ý kiến, và trả lời phiếu"),
        )


def against_slips(meeting: Meeting) -> Iterator[ActError]:
    """Yield the refusal of asking in writing where the members meet."""
    if not meeting.is_written:
        yield WrongState(
            _("Hội nghị này họp trực tiếp, không gửi phiếu: %(found)s"),
            code="they_meet",
            field="meeting",
            found=label_of(meeting, "form"),
            expected=_("một lần lấy ý kiến bằng văn bản"),
        )


def against_asking_further(meeting: Meeting) -> Iterator[ActError]:
    """Yield the refusal of another item or question once the slips are out: who has answered is not asked again."""
    if meeting.is_written and meeting.state == MeetingState.OPEN:
        yield WrongState(
            _("Phiếu đã gửi, không thêm được nữa"),
            code="slips_sent",
            field="meeting",
            found=label_of(meeting, "state"),
            expected=_("một lần lấy ý kiến khác, hoặc kỳ họp sau"),
        )


def against_frame(meeting: Meeting) -> Iterator[ActError]:
    """Yield what does not belong to a meeting of its form: a place where nobody meets, a last day where all meet."""
    if meeting.is_written and meeting.place:
        yield BadInput(
            _("Lấy ý kiến bằng văn bản thì không có nơi họp: %(found)s"),
            code="place_without_room",
            field="place",
            found=meeting.place,
            expected=_("để trống"),
        )
    if meeting.answers_by and not meeting.is_written:
        yield BadInput(
            _("Họp trực tiếp thì không có hạn trả lời phiếu"),
            code="answers_by_in_room",
            field="answers_by",
            found=meeting.answers_by,
            expected=_("để trống"),
        )
    elif meeting.answers_by and meeting.answers_by < meeting.day:
        yield BadInput(
            _("Hạn trả lời %(found)s sớm hơn ngày gửi phiếu"),
            code="answers_before_asking",
            field="answers_by",
            found=meeting.answers_by,
            expected=_("ngày %(day)s hoặc muộn hơn"),
            day=meeting.day,
        )
