"""The words of papers."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.papers.models import Consultation, File, PaperRevision, PaperState

PAPERS = Vocabulary(
    verbs={
        "paper.register": _("Đăng ký tài liệu"),
        "paper.report_written": _("Báo cáo kết quả lấy ý kiến"),
        "paper.submit": _("Nộp bản tài liệu"),
        "paper.accept": _("Nhận tài liệu"),
        "paper.return": _("Trả lại tài liệu"),
        "paper.withdraw": _("Rút tài liệu"),
        "paper.lay": _("Đưa tài liệu vào nội dung"),
        "paper.release": _("Công bố tài liệu"),
    },
    signs={
        PaperState.DRAFT: ("", "pen"),
        PaperState.SUBMITTED: ("info", "hand"),
        PaperState.ACCEPTED: ("ok", "done"),
        PaperState.RETURNED: ("late", "refuse"),
        PaperState.WITHDRAWN: ("", "cross"),
    },
    parts=(
        PartWords(PaperRevision, _("Bản tài liệu")),
        PartWords(File, _("Tệp")),
        PartWords(Consultation, _("Tài liệu của nội dung")),
    ),
)
