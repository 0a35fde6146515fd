"""The words of minutes: their verbs, columns, states and parts."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.minutes.models import MinutesPart, MinutesRevision, MinutesState

MINUTES = Vocabulary(
    verbs={
        "minutes.draft": _("Soạn biên bản"),
        "minutes.revise": _("Sửa biên bản"),
        "minutes.review": _("Soát biên bản"),
        "minutes.sign_off": _("Thư ký ký biên bản"),
        "minutes.sign": _("Chủ trì ký biên bản"),
        "minutes.send_back": _("Trả lại biên bản"),
        "minutes.drop": _("Bỏ dự thảo biên bản"),
        "minutes.approve": _("Thông qua biên bản"),
        "minutes.correct": _("Đính chính biên bản"),
    },
    asks={
        "minutes.sign": _(
            "Ký bằng tài khoản của chính mình: biên bản có đủ chữ ký, sau đó chỉ còn đính chính có lý do."
        ),
    },
    fields={
        "writer": _("Chức vụ thư ký"),
        "writer_post": _("Chức vụ thư ký ghi trên biên bản"),
        "writer_name": _("Họ tên thư ký"),
        "writer_signed_on": _("Thư ký ký ngày"),
        "writer_recorded_by": _("Người ghi nhận chữ ký thư ký"),
        "chair": _("Chức vụ chủ trì"),
        "chair_post": _("Chức vụ chủ trì ghi trên biên bản"),
        "chair_name": _("Họ tên chủ trì"),
        "approved_at": _("Thông qua ở hội nghị"),
    },
    signs={
        MinutesState.DRAFT: ("", "pen"),
        MinutesState.REVIEWED: ("info", "check"),
        MinutesState.SIGNED_OFF: ("info", "pen"),
        MinutesState.SIGNED: ("son", "seal"),
        MinutesState.DROPPED: ("", "cross"),
    },
    parts=(
        PartWords(MinutesRevision, _("Bản biên bản")),
        PartWords(MinutesPart, _("Phần biên bản của một nội dung")),
    ),
)
