"""XLSX → a table. A workbook comes from outside: it is held against limits before anything of it is unpacked."""

import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from nghitrinh.intake.task_list.cells import Cell, no_value, rows_of
from nghitrinh.intake.task_list.columns import SHEET, plain
from nghitrinh.intake.task_list.tables import NotAList, Odd, SheetTable, Value
from nghitrinh.record.kernel import deadline
from nghitrinh.sandbox import Ended, Sandbox

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
MOST_PARTS = 1_000
MOST_TAGS = 400_000  # in one part: what a parser holds in memory
MOST_LINES = 10_000
MOST_CELLS = 500_000
MOST_CHARACTERS = 2_000_000
# Seconds for one workbook where no request waits; of what a request has left, this share: the rest is for its answer.
SECONDS, SHARE = 20.0, 0.7

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What openpyxl raises for files that are damaged, or only pretend to be workbooks.
_DAMAGED = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OverflowError, SyntaxError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip


def read_table(data: bytes, name: str) -> SheetTable:
    """Read a workbook from outside as `read_here` does, in a process of its own: it raises NotAList in time."""
    try:
        with Sandbox(read_here) as reader:
            return reader(SHARE * deadline.remaining(SECONDS), data, name)
    except Ended:
        raise NotAList(
            _("Đọc bảng tính này lâu quá, máy đã thôi đọc; hãy chép riêng danh sách vào một tệp mới."),
            code="list_too_slow",
            field=name,
        ) from None


def read_here(data: bytes, name: str) -> SheetTable:
    """Read the sheet "Danh sách" of a workbook, or its only one. Raises NotAList."""
    _hold_against_limits(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as drop-down lists
            return _read(data, name)
    except NotAList:
        raise
    except _DAMAGED as error:
        raise NotAList(
            _("Tệp bị hỏng, không đọc được; hãy mở bằng Excel rồi lưu lại."),
            code="workbook_damaged",
            field=name,
            found=type(error).__name__,
        ) from None


def _hold_against_limits(data: bytes, name: str) -> None:
    if not data:
        raise NotAList(_("Tệp rỗng."), code="file_empty", field=name)
    if len(data) > MOST_BYTES:
        raise NotAList(
            _("Tệp lớn quá; nhiều nhất là 5 MB."),
            code="list_file_too_large",
            field=name,
            found=len(data),
            expected=MOST_BYTES,
        )
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            raise NotAList(_("Tệp có mật khẩu; hãy bỏ mật khẩu rồi nộp lại."), code="list_with_password", field=name)
        raise NotAList(
            _("Đây là bảng tính kiểu cũ; hãy mở rồi lưu lại thành .xlsx."), code="workbook_of_old_excel", field=name
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _hold_parts(archive, name)
    except _DAMAGED:
        raise NotAList(_("Tệp này không phải là bảng tính Excel (.xlsx)."), code="not_a_workbook", field=name) from None


def _hold_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise NotAList(_("Tệp có mật khẩu; hãy bỏ mật khẩu rồi nộp lại."), code="list_with_password", field=name)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotAList(
            _("Tệp mở ra lớn quá; chỉ để lại danh sách, bỏ hình và các trang khác."),
            code="list_too_large_unpacked",
            field=name,
        )
    if any(each.endswith("vbaProject.bin") or each.startswith("xl/macrosheets/") for each in names):
        raise NotAList(_("Tệp có macro; hãy lưu lại thành .xlsx không có macro."), code="list_with_macros", field=name)
    if "[Content_Types].xml" not in names or not any(each.startswith("xl/") for each in names):
        raise NotAList(_("Tệp này không phải là bảng tính Excel (.xlsx)."), code="not_a_workbook", field=name)
    for part in parts:
        _hold_part(archive.read(part), name)


def _hold_part(content: bytes, name: str) -> None:
    if content.count(b"<") > MOST_TAGS:
        raise NotAList(
            _("Trang tính có quá nhiều ô, kể cả ô trống có định dạng; hãy xóa các dòng và cột thừa."),
            code="list_of_many_cells",
            field=name,
        )
    bare = content.replace(b"\0", b"")
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise NotAList(
            _("Tệp không như Excel ghi; hãy mở bằng Excel rồi lưu lại."), code="not_as_excel_writes", field=name
        )


def _read(data: bytes, name: str) -> SheetTable:
    workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        sheet = _sheet(workbook.worksheets, name)
        lines = list(_lines(rows_of(sheet), name))
    finally:
        workbook.close()
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        raise NotAList(_("Trang tính trống."), code="sheet_empty", field=name)
    return SheetTable(name, unicodedata.normalize("NFC", sheet.title), lines)


def _sheet(sheets: list[Any], name: str) -> Any:
    named = [sheet for sheet in sheets if plain(sheet.title) == plain(SHEET)]
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if len(named) != 1 and len(shown) != 1:
        found = ", ".join(sheet.title for sheet in shown) or "none"
        raise NotAList(
            _("Tệp có các trang %(found)s; danh sách phải ở trang tên “Danh sách”."),
            code="sheets_without_the_list",
            field=name,
            found=found,
        )
    return named[0] if len(named) == 1 else shown[0]


def _lines(rows: Iterable[list[Cell]], name: str) -> Iterator[list[Value]]:
    cells = characters = 0
    for index, row in enumerate(rows):
        cells += len(row)
        if index >= 1_048_576 or cells > MOST_CELLS:
            raise NotAList(
                _("Trang tính có quá nhiều ô, kể cả ô trống có định dạng; hãy xóa các dòng và cột thừa."),
                code="list_of_many_cells",
                field=name,
            )
        line = [_value(*cell) for cell in row]
        while line and line[-1] == "":
            line.pop()
        characters += sum(len(value) for value in line if isinstance(value, str))
        if line and (index >= MOST_LINES or characters > MOST_CHARACTERS):
            raise NotAList(_("Danh sách dài quá; hãy chia thành nhiều tệp."), code="list_too_long", field=name)
        if index < MOST_LINES:
            yield line


def _value(value: Any, kind: str) -> Value:
    if value is None or isinstance(value, Odd):
        return value or ""
    if kind == "f":
        return Odd(str(getattr(value, "text", value) or "="), _("giá trị, không phải công thức"))
    if isinstance(value, str):
        return Odd(value, _("giá trị, không phải lỗi")) if kind == "e" else _text(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date() if midnight else Odd(f"{value:%d/%m/%Y %H:%M}", _("một ngày, không kèm giờ"))
    if isinstance(value, date):
        return value
    return _number(value)


def _text(value: str) -> Value:
    text = unicodedata.normalize("NFC", unescape(value)).replace("\r\n", "\n").replace("\r", "\n").strip()
    odd = re.search(r"[^\n\t\u0020-\U0010ffff]|[\u007f-\u009f\ud800-\udfff\ufffe\uffff]", text)
    return Odd(f"U+{ord(odd[0]):04X}", _("chữ, không có ký tự điều khiển")) if odd else text


def _number(value: Any) -> Value:
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value == int(value):
        return str(int(value))
    return no_value(str(value).upper().replace(".", ","))
