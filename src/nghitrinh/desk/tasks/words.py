"""The words of tasks."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.tasks.models import TaskBody, TaskEscalation, TaskFile, TaskQuestion, TaskReport, TaskState

TASKS = Vocabulary(
    verbs={
        "task.assign": _("Giao việc"),
        "task.accept": _("Nhận việc"),
        "task.report": _("Báo cáo việc"),
        "task.confirm": _("Xác nhận đã xong"),
        "task.return": _("Trả lại báo cáo"),
        "task.ask": _("Hỏi về việc quá hạn"),
        "task.answer": _("Trả lời câu hỏi về việc"),
        "task.escalate": _("Báo cấp trên về việc quá hạn"),
        "task.extend": _("Gia hạn"),
        "task.cancel": _("Thôi giao việc"),
        "task.import_list": _("Nhập danh sách việc"),
    },
    fields={
        "result": _("Kết quả"),
        "public_reason": _("Lý do, đăng công khai"),
        "finished_on": _("Ngày xong"),
        "submit_to": _("Báo cáo lên"),
        "asked_on": _("Ngày hỏi"),
        "asked_by": _("Người hỏi"),
        "step": _("Mốc của quy chế (ngày)"),
        "escalated_on": _("Ngày báo cấp trên"),
        "answered_on": _("Ngày trả lời"),
        "answered_by": _("Người trả lời"),
    },
    signs={
        TaskState.ASSIGNED: ("", "open"),
        TaskState.ACCEPTED: ("info", "open"),
        TaskState.REPORTED: ("info", "hand"),
        TaskState.CONFIRMED: ("ok", "done"),
        TaskState.RETURNED: ("late", "refuse"),
        TaskState.CANCELLED: ("", "refuse"),
    },
    parts=(
        PartWords(TaskBody, _("Phối hợp")),
        PartWords(TaskReport, _("Báo cáo việc")),
        PartWords(TaskQuestion, _("Câu hỏi về việc")),
        PartWords(TaskEscalation, _("Báo cấp trên")),
        PartWords(TaskFile, _("Tệp của báo cáo")),
    ),
)
