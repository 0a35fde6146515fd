"""What is wrong with a list of tasks, for a person: the reader of lists says it in English, for the command line."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.wording import iso_words
from nghitrinh.desk.refusals import look_up, patterns
from nghitrinh.intake.task_list.tables import NotAList

EXPECTED: dict[str, Promise] = {
    "a value": _("điền vào ô này"),
    "a date such as 31/12/2021": _("một ngày, như 31/12/2021"),
    "a day without a time": _("một ngày, không kèm giờ"),
    "a value, not a formula": _("giá trị, không phải công thức"),
    "a value, not an error": _("giá trị, không phải lỗi"),
    "text without control characters": _("chữ, không có ký tự điều khiển"),
    "text, a whole number or a date": _("chữ, số nguyên hoặc ngày"),
    "text; the cell is formatted as a date": _("chữ; ô này đang có định dạng ngày"),
    "at most * characters": _("nhiều nhất {0} chữ"),
    "at most * organizations": _("nhiều nhất {0} cơ quan"),
    "a name that only one organization has, such as its short name": _("tên chỉ một cơ quan có, như tên tắt"),
    "an organization that exists; this one was succeeded by *": _("cơ quan đang hoạt động; kế tục cơ quan này là {0}"),
    "an organization that exists": _("cơ quan đang hoạt động"),
    "an organization of the record, perhaps *": _("cơ quan có trong hồ sơ, có lẽ là {0}"),
    "an organization of the record": _("cơ quan có trong hồ sơ"),
    "a reference that no other task has": _("ký hiệu chưa việc nào có"),
    "the day of the assignment, since the deadline has passed": _("ngày giao, vì hạn đã qua"),
    "* or earlier": _("{0} hoặc sớm hơn"),
    "* or later": _("{0} hoặc muộn hơn"),
    "nothing, or a header above it": _("để trống, hoặc có tiêu đề ở trên"),
    "every header once": _("mỗi tiêu đề một lần"),
    "a header of the template": _("một tiêu đề của mẫu"),
    "the header '*'": _("tiêu đề “{0}”"),
    "* or * or *": _("{0}, {1} hoặc {2}"),
}
NO_LIST: dict[str, Promise] = {
    "an empty file": _("Tệp rỗng."),
    "something else": _("Tệp này không phải là bảng tính Excel (.xlsx)."),
    "a workbook of Excel 97-2003 (.xls)": _("Đây là bảng tính kiểu cũ; hãy mở rồi lưu lại thành .xlsx."),
    "an encrypted workbook": _("Tệp có mật khẩu; hãy bỏ mật khẩu rồi nộp lại."),
    "a workbook with macros": _("Tệp có macro; hãy lưu lại thành .xlsx không có macro."),
    "a document type declaration": _("Tệp không như Excel ghi; hãy mở bằng Excel rồi lưu lại."),
    "a damaged workbook (*)": _("Tệp bị hỏng, không đọc được; hãy mở bằng Excel rồi lưu lại."),
    "too much to unpack": _("Tệp mở ra lớn quá; chỉ để lại danh sách, bỏ hình và các trang khác."),
    "too many cells": _("Trang tính có quá nhiều ô, kể cả ô trống có định dạng; hãy xóa các dòng và cột thừa."),
    "too long a list": _("Danh sách dài quá; hãy chia thành nhiều tệp."),
    "* bytes": _("Tệp lớn quá; nhiều nhất là 5 MB."),
    "the sheets: *": _("Tệp có các trang {0}; danh sách phải ở trang tên “Danh sách”."),
    "an empty sheet": _("Trang tính trống."),
    "no headers on the sheet '*'": _("Trang “{0}” không có hàng tiêu đề của mẫu."),
    "0 tasks under the headers": _("Chưa có việc nào dưới hàng tiêu đề."),
    "* tasks under the headers": _("Có {0} việc; mỗi danh sách nhiều nhất 2000 việc."),
}
_EXPECTED, _NO_LIST = patterns(EXPECTED), patterns(NO_LIST)


def expected_words(expected: str) -> str:
    """Return what a cell should have."""
    known = look_up(expected, _EXPECTED)
    return str(known[0]).format(*map(iso_words, known[1])) if known else expected


def no_list_words(error: NotAList) -> str:
    """Return why a file holds no list."""
    known = look_up(error.found, _NO_LIST)
    if known is None:
        return gettext("Không đọc được tệp: %(found)s.") % {"found": error.found}
    return str(known[0]).format(*known[1])
