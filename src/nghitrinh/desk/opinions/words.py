"""The words of rounds, opinions and how they are answered."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.opinions.models import (
    Choice,
    Comment,
    Opinion,
    OpinionFile,
    Outcome,
    Request,
    Response,
    RoundState,
)

OPINIONS = Vocabulary(
    verbs={
        "round.open": _("Lấy ý kiến"),
        "round.ask": _("Hỏi thêm"),
        "round.extend": _("Gia hạn lấy ý kiến"),
        "round.close": _("Kết thúc lấy ý kiến"),
        "round.cancel": _("Hủy lấy ý kiến"),
        "request.extend": _("Gia hạn cho một bên"),
        "opinion.give": _("Gửi ý kiến"),
        "opinion.note": _("Ghi ý kiến trên giấy"),
        "opinion.sign": _("Duyệt ý kiến của cơ quan"),
        "opinion.note_signed": _("Ghi việc duyệt ý kiến"),
        "comment.split": _("Tách ý kiến"),
        "comment.respond": _("Tiếp thu, giải trình"),
    },
    asks={
        "round.close": _("Kết thúc rồi thì không ai gửi hay sửa ý kiến được nữa, và mọi người xem được ý kiến."),
        "opinion.sign": _("Duyệt rồi thì ý kiến này là của cơ quan."),
    },
    fields={
        "is_given": _("Đã gửi"),
        "outcome": _("Kết quả"),
    },
    signs={
        RoundState.OPEN: ("info", "clock"),
        RoundState.CLOSED: ("ok", "done"),
        RoundState.CANCELLED: ("", "cross"),
    },
    parts=(
        PartWords(
            Request, _("Yêu cầu góp ý"), place=lambda row: str(row.label()), related=("membership", "organization")
        ),
        PartWords(Opinion, _("Ý kiến"), place=lambda row: str(row.label()), related=("request",)),
        PartWords(Comment, _("Điều góp ý")),
        PartWords(OpinionFile, _("Tệp góp ý")),
        PartWords(Response, _("Trả lời góp ý")),
    ),
)
# How a choice, and what became of a comment, are drawn: kind of badge and icon.
CHOICES = {
    Choice.AGREES: ("ok", "done"),
    Choice.WITH_CHANGES: ("warn", "pen"),
    Choice.DISAGREES: ("late", "refuse"),
    Choice.OTHER: ("info", "info"),
}
OUTCOMES = {
    Outcome.ADOPTED: ("ok", "done"),
    Outcome.PARTLY: ("warn", "part"),
    Outcome.EXPLAINED: ("info", "info"),
}
