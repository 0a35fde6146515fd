"""The words of findings: acts, why a workbook was not checked, what may be answered."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import Vocabulary
from nghitrinh.record.findings.models import FindingState

# What may stand in the way beside the codes of the library.
TOO_SLOW, FILE_LOST, FAULT = "too_slow", "file_lost", "fault"

FINDINGS = Vocabulary(
    verbs={
        "finding.begin": _("Kiểm tra bảng số liệu"),
        "finding.answer": _("Trả lời về bảng số liệu"),
        "finding.renew": _("Kiểm tra lại bảng số liệu"),
        "finding.conclude": _("Kết quả kiểm tra bảng số liệu"),
        "finding.send_back": _("Trả lại tài liệu kèm lỗi"),
    },
    fields={"answers": _("Trả lời")},
    signs={
        FindingState.WAITING: ("info", "clock"),
        FindingState.ASKING: ("warn", "info"),
        FindingState.CHECKED: ("ok", "done"),
        FindingState.UNREAD: ("warn", "late"),
    },
)
# Why nothing could be computed, by the library's codes and our own.
WHY_NOT: dict[str, Promise] = {
    "empty": _("Tệp không có số liệu nào."),
    "too_large": _("Tệp lớn quá, không kiểm tra được."),
    "too_large_unpacked": _("Tệp lớn quá, không kiểm tra được."),
    "too_many_cells": _("Bảng có nhiều ô quá, không kiểm tra được."),
    "not_a_workbook": _("Tệp không phải bảng tính Excel (.xlsx)."),
    "old_workbook": _("Tệp theo định dạng cũ (.xls); hãy lưu lại thành .xlsx rồi nộp bản mới."),
    "password": _("Tệp có mật khẩu; hãy bỏ mật khẩu rồi nộp bản mới."),
    "macros": _("Tệp có macro; hãy lưu lại không có macro rồi nộp bản mới."),
    "not_as_excel_writes": _("Tệp không được ghi như Excel ghi; hãy mở bằng Excel, lưu lại rồi nộp bản mới."),
    "damaged": _("Tệp bị hỏng; hãy lưu lại rồi nộp bản mới."),
    "strict": _("Tệp theo định dạng Strict Open XML; hãy lưu lại thành .xlsx thường rồi nộp bản mới."),
    "unknown_scheme": _("Danh mục loại đất đã trả lời không có; hãy sửa câu trả lời."),
    "unknown_answer": _("Có câu trả lời không hợp với bảng; hãy sửa câu trả lời."),
    TOO_SLOW: _("Kiểm tra lâu quá nên đã dừng; hãy bấm “Kiểm tra lại”, hoặc chia bảng nhỏ hơn."),
    FAULT: _("Chương trình gặp lỗi khi đọc bảng này; hãy báo quản trị."),
    FILE_LOST: _("Không đọc được tệp trong kho; hãy báo quản trị."),
}
# What may be answered, where a question offers choices.
CHOICES: dict[str, Promise] = {
    "yes": _("Có"),
    "no": _("Không"),
    "comma": _("Dấu phẩy là dấu thập phân"),
    "point": _("Dấu chấm là dấu thập phân"),
    "ha": _("Héc-ta (ha)"),
    "km2": _("Ki-lô-mét vuông (km²)"),
    "m2": _("Mét vuông (m²)"),
    "total": _("Tổng số"),
    "allocated": _("Cấp trên phân bổ"),
    "local": _("Địa phương xác định"),
    "additional": _("Xác định bổ sung"),
    "share": _("Tỷ lệ phần trăm"),
    "change": _("Tăng, giảm"),
    "skip": _("Bỏ qua cột này"),
}
