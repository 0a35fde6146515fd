"""The words of invitations and of who is there."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.presence.models import Invitation, Stay

PRESENCE = Vocabulary(
    verbs={
        "invitation.invite": _("Mời dự họp"),
        "invitation.invite_all": _("Mời thành viên, cơ quan trình"),
        "invitation.answer": _("Trả lời giấy mời"),
        "invitation.note_answer": _("Ghi trả lời giấy mời"),
        "attendance.check_in": _("Tự điểm danh"),
        "attendance.arrive": _("Ghi giờ đến"),
        "attendance.leave": _("Ghi giờ về"),
        "attendance.correct_stay": _("Đính chính giờ có mặt"),
    },
    fields={
        "answer": _("Trả lời"),
        "sent_post": _("Chức vụ người đến"),
        "sent_name": _("Họ tên người đến"),
        "heard": _("Nghe bằng cách nào"),
        "answered_for": _("Trả lời cho ngày họp"),
        "arrived_at": _("Giờ đến"),
        "left_at": _("Giờ về"),
    },
    parts=(
        PartWords(Invitation, _("Giấy mời"), place=lambda row: str(row.label()), related=("organization",)),
        PartWords(Stay, _("Giờ có mặt"), place=lambda row: str(row.label()), related=("attendance",)),
    ),
)
