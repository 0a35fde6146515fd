"""XLSX → a table: what the reader of workbooks gives, as the values that a list of tasks can have."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.task_list.columns import BODIES_SHEET, HELP_SHEET, SHEET, plain
from nghitrinh.intake.task_list.tables import NotAList, Odd, SheetTable, Value
from nghitrinh.record.kernel import deadline
from nghitrinh.sandbox import Ended, Sandbox
from nghitrinh.vietnamese import format_datetime, old_encoding
from nghitrinh.workbooks import CellKind, Limits, RawCell, RawSheet, Remark, RemarkKind, WorkbookError, opened

MOST_BYTES = 5_000_000
MOST_TAGS = 400_000
MOST_CELLS = 500_000
LIMITS = Limits(packed=MOST_BYTES, unpacked=20_000_000, cells=MOST_CELLS, tags=MOST_TAGS)
MOST_LINES = 10_000
MOST_CHARACTERS = 2_000_000
# Seconds for one workbook where no request waits; of what a request has left, this share: the rest is for its answer.
SECONDS, SHARE = 20.0, 0.7

_MOST_SHOWN = 40
_OF_TEMPLATE = frozenset(map(plain, (HELP_SHEET, BODIES_SHEET)))
_MANY_CELLS = _("Trang tính có quá nhiều ô, kể cả ô trống có định dạng; hãy xóa các dòng và cột thừa.")
# Why a file was not opened, by the code of the workbooks' library: our code, and the words.
_NOT_OPENED = {
    "empty": ("file_empty", _("Tệp rỗng.")),
    "too_large": ("list_file_too_large", _("Tệp lớn quá; nhiều nhất là 5 MB.")),
    "password": ("list_with_password", _("Tệp có mật khẩu; hãy bỏ mật khẩu rồi nộp lại.")),
    "old_workbook": ("workbook_of_old_excel", _("Đây là bảng tính kiểu cũ; hãy mở rồi lưu lại thành .xlsx.")),
    "not_a_workbook": ("not_a_workbook", _("Tệp này không phải là bảng tính Excel (.xlsx).")),
    "too_large_unpacked": (
        "list_too_large_unpacked",
        _("Tệp mở ra lớn quá; chỉ để lại danh sách, bỏ hình và các trang khác."),
    ),
    "macros": ("list_with_macros", _("Tệp có macro; hãy lưu lại thành .xlsx không có macro.")),
    "too_many_cells": ("list_of_many_cells", _MANY_CELLS),
    "not_as_excel_writes": (
        "not_as_excel_writes",
        _("Tệp không như Excel ghi; hãy mở bằng Excel rồi lưu lại."),
    ),
    "strict": (
        "workbook_strict",
        _("Tệp ở dạng “Strict Open XML”; hãy lưu lại bằng “Excel Workbook (.xlsx)”."),
    ),
    "damaged": ("workbook_damaged", _("Tệp bị hỏng, không đọc được; hãy mở bằng Excel rồi lưu lại.")),
}


def read_table(data: bytes, name: str) -> SheetTable:
    """Read a workbook from outside as `read_here` does, in a process of its own: it raises NotAList in time."""
    try:
        with Sandbox(read_here) as reader:
            return reader(SHARE * deadline.remaining(SECONDS), data, name)
    except Ended:
        raise NotAList(
            _(
                "Đọc bảng tính này lâu quá, máy đã thôi đọc. "
                "Hãy thử lại sau ít phút; vẫn vậy thì chép riêng danh sách vào một tệp mới."
            ),
            code="list_too_slow",
            field=name,
        ) from None


def read_sheets(data: bytes, name: str, wanted: frozenset[str], aside: frozenset[str]) -> list[SheetTable]:
    """Read the sheets of some plain names, in a process of its own; what else holds something is a remark of the first.

    Sheets `aside` are known not to be read. Raises NotAList.
    """
    try:
        with Sandbox(sheets_here) as reader:
            return reader(SHARE * deadline.remaining(SECONDS), data, name, wanted, aside)
    except Ended:
        raise NotAList(
            _(
                "Đọc bảng tính này lâu quá, máy đã thôi đọc. "
                "Hãy thử lại sau ít phút; vẫn vậy thì chép riêng danh sách vào một tệp mới."
            ),
            code="list_too_slow",
            field=name,
        ) from None


def sheets_here(data: bytes, name: str, wanted: frozenset[str], aside: frozenset[str]) -> list[SheetTable]:
    """Read sheets as `read_sheets` does, in this process."""
    try:
        with opened(data, LIMITS) as sheets:
            found = []
            for sheet in sheets:
                if plain(sheet.name) in wanted:
                    lines = list(_lines(sheet, name))
                    found.append(SheetTable(name, unicodedata.normalize("NFC", sheet.name), lines, (*sheet.remarks,)))
            others = [sheet for sheet in sheets if plain(sheet.name) not in wanted | aside and sheet.holds_anything()]
    except WorkbookError as error:
        code, text = _NOT_OPENED[error.code]
        raise NotAList(text, code=code, field=name) from None
    if found and others:
        remarks = tuple(_other(sheet) for sheet in others)
        found[0] = SheetTable(name, found[0].sheet, found[0].lines, (*found[0].remarks, *remarks))
    return found


def _other(sheet: RawSheet) -> Remark:
    kind = RemarkKind.OTHER_SHEET if sheet.is_shown else RemarkKind.HIDDEN_SHEET
    return Remark(kind, text=unicodedata.normalize("NFC", sheet.name))


def read_here(data: bytes, name: str) -> SheetTable:
    """Read the sheet "Danh sách" of a workbook, or its only one. Raises NotAList."""
    try:
        with opened(data, LIMITS) as sheets:
            sheet = _sheet(sheets, name)
            lines = list(_lines(sheet, name))
            remarks = (*sheet.remarks, *_beside(sheet, sheets))
    except WorkbookError as error:
        code, text = _NOT_OPENED[error.code]
        raise NotAList(text, code=code, field=name) from None
    if not lines:
        raise NotAList(_("Trang tính trống."), code="sheet_empty", field=name)
    return SheetTable(name, unicodedata.normalize("NFC", sheet.name), lines, remarks)


def _beside(chosen: RawSheet, sheets: list[RawSheet]) -> Iterator[Remark]:
    """Yield the other sheets that hold something; those of the template are known not to be read."""
    for sheet in sheets:
        if sheet is not chosen and plain(sheet.name) not in _OF_TEMPLATE and sheet.holds_anything():
            yield _other(sheet)


def _sheet(sheets: list[RawSheet], name: str) -> RawSheet:
    named = [sheet for sheet in sheets if plain(sheet.name) == plain(SHEET)]
    shown = [sheet for sheet in sheets if sheet.is_shown]
    if len(named) != 1 and len(shown) != 1:
        found = ", ".join(sheet.name for sheet in shown) or "none"
        raise NotAList(
            _("Tệp có các trang %(found)s; danh sách phải ở trang tên “Danh sách”."),
            code="sheets_without_the_list",
            field=name,
            found=found,
        )
    return named[0] if len(named) == 1 else shown[0]


def _lines(sheet: RawSheet, name: str) -> Iterator[list[Value]]:
    """Yield each line up to the last that holds a value, from the first on; what a file leaves out is empty."""
    count = cells = characters = 0
    for number, row in sheet.rows():
        line = _line(row)
        cells += len(line)
        characters += sum(len(value) for value in line if isinstance(value, str))
        if cells > MOST_CELLS:
            raise NotAList(_MANY_CELLS, code="list_of_many_cells", field=name)
        if line and (number > MOST_LINES or characters > MOST_CHARACTERS):
            raise NotAList(_("Danh sách dài quá; hãy chia thành nhiều tệp."), code="list_too_long", field=name)
        if line:
            yield from ([] for _missing in range(count + 1, number))
            yield line
            count = number


def _line(row: list[RawCell]) -> list[Value]:
    line: list[Value] = [""] * max((cell.column for cell in row), default=0)
    for cell in row:
        line[cell.column - 1] = _value(cell)
    while line and line[-1] == "":
        line.pop()
    return line


_WANTED = {
    CellKind.FORMULA: _("giá trị, không phải công thức"),
    CellKind.ERROR: _("giá trị, không phải lỗi"),
}


def _value(cell: RawCell) -> Value:
    if cell.kind is CellKind.TEXT:
        return _text(cell.value)
    if cell.kind is CellKind.DAY:
        return _day(cell.value)
    if cell.kind is CellKind.NUMBER and cell.value == int(cell.value):
        return str(int(cell.value))
    if cell.kind in _WANTED:
        return Odd(cell.value, _WANTED[cell.kind])
    found = cell.value if cell.kind is CellKind.UNREADABLE else str(cell.value).upper().replace(".", ",")
    return Odd(found[:_MOST_SHOWN], _("chữ, số nguyên hoặc ngày"))


def _day(value: date) -> Value:
    if not isinstance(value, datetime):
        return value
    midnight = value.time() == time()
    return value.date() if midnight else Odd(format_datetime(value), _("một ngày, không kèm giờ"))


def _text(value: str) -> Value:
    text = value.strip()
    odd = re.search(r"[^\n\t\u0020-\U0010ffff]|[\u007f-\u009f\ud800-\udfff\ufffe\uffff]", text)
    if odd:
        return Odd(f"U+{ord(odd[0]):04X}", _("chữ, không có ký tự điều khiển"))
    encoding = old_encoding(text)
    return Odd(encoding, _("chữ Unicode; hãy chuyển mã rồi dán lại")) if encoding else text
