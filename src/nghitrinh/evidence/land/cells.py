"""A workbook as cells with the digits that they show. What a program could not compute, or is no value, says so.

One pass by openpyxl's own parser: values, formats and merged ranges of a sheet together. Nothing is evaluated, no link
is followed, and a file that is larger than a table of land use can be is refused before it is unpacked.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import isfinite
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from nghitrinh.evidence.errors import EvidenceError

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_CELLS = 1_000_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OverflowError, SyntaxError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip


class Holds(StrEnum):
    """What a cell holds: a number, a text, a formula that nothing has computed, or an error such as #REF!."""

    NUMBER = "number"
    TEXT = "text"
    UNCOMPUTED = "uncomputed"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: its text as written or its number, and how many decimals its format shows (None: as many as it has)."""

    holds: Holds
    text: str = ""
    number: Decimal = Decimal(0)
    decimals: int | None = None


@dataclass
class Sheet:
    """One sheet of the workbook: its cells by (row, column) from 1, its merged ranges (top, left, bottom, right)."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    @cached_property
    def width(self) -> int:
        """The last column with a value, once the sheet is read."""
        return max((column for _, column in self.cells), default=0)

    def address(self, row: int, column: int) -> str:
        """Return a cell's name with its sheet, as Excel writes it.

        >>> Sheet("CH01").address(7, 2), Sheet("Năm 2025").address(1, 28)
        ('CH01!B7', "'Năm 2025'!AB1")
        """
        plain = re.fullmatch(r"\w+", self.name) and not self.name[0].isdigit()
        name = self.name if plain else "'" + self.name.replace("'", "''") + "'"
        return f"{name}!{get_column_letter(column)}{row}"

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, without spaces around it; empty for a number and for nothing."""
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell is not None and cell.holds is Holds.TEXT else ""

    def spread(self) -> None:
        """Let every cell of a merged range have the text of its first: a merged head speaks for all below it."""
        for top, left, bottom, right in self.merged:
            cell = self.cells.get((top, left))
            if cell is not None and cell.holds is Holds.TEXT and (bottom - top + 1) * (right - left + 1) <= MOST_CELLS:
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        self.cells.setdefault((row, column), cell)


def open_sheets(data: bytes, name: str) -> list[Sheet]:
    """Return the visible sheets of a workbook. Raises EvidenceError, which says what the file is instead."""
    _hold_against_limits(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as drop-down lists
            sheets = list(_sheets(data, name))
    except EvidenceError:
        raise
    except _DAMAGED as error:
        found = f"a damaged workbook ({type(error).__name__})"
        raise EvidenceError(name, found, "a workbook that Excel opens and saves", code="damaged") from None
    if not any(sheet.cells for sheet in sheets):
        raise EvidenceError(name, "no cell with a value", "a table of land use", code="empty")
    return sheets


def _hold_against_limits(data: bytes, name: str) -> None:
    if not data:
        raise EvidenceError(name, "an empty file", "a workbook (.xlsx)", code="empty")
    if len(data) > MOST_BYTES:
        raise EvidenceError(name, f"{len(data)} bytes", f"at most {MOST_BYTES}", code="too_large")
    if data.startswith(_OLD) and _ENCRYPTED in data:
        raise EvidenceError(name, "a workbook with a password", "one without", code="password")
    if data.startswith(_OLD):
        raise EvidenceError(name, "a workbook of old Excel (.xls)", "one saved as .xlsx", code="old_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _DAMAGED:
        raise EvidenceError(name, "a file of another kind", "a workbook (.xlsx)", code="not_a_workbook") from None
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise EvidenceError(name, "an archive of another kind", "a workbook (.xlsx)", code="not_a_workbook")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise EvidenceError(name, f"{unpacked} bytes unpacked", f"at most {MOST_UNPACKED}", code="too_large")


def _sheets(data: bytes, name: str) -> Iterator[Sheet]:
    workbook: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        count = 0
        for worksheet in workbook.worksheets:
            if worksheet.sheet_state == "visible":
                sheet = _sheet(worksheet)
                count += len(sheet.cells)
                if count > MOST_CELLS:
                    raise EvidenceError(name, "too many cells", f"at most {MOST_CELLS}", code="too_large")
                yield sheet
    finally:
        workbook.close()


def _sheet(worksheet: Any) -> Sheet:
    book, sheet = worksheet.parent, Sheet(worksheet.title)
    digits = [_decimals(_format(book, style.numFmtId)) for style in book._cell_styles]
    with book._archive.open(worksheet._worksheet_path) as source:
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        parser = _Parser(source, worksheet._shared_strings, data_only=True, epoch=book.epoch, **formats)
        for _number, row in parser.parse():
            for cell in row:
                held = _held(cell, digits)
                if held is not None:
                    sheet.cells[cell["row"], cell["column"]] = held
                if len(sheet.cells) > MOST_CELLS:
                    return sheet
        ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
        sheet.merged = [_bounds(each.ref) for each in ranges]
    sheet.spread()
    return sheet


def _bounds(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    return int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)


class _Parser(WorkSheetParser):
    """The library's own, which says nothing of a formula that was never computed, and gives up at one odd value."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        before, value = self.col_counter, element.find(VALUE_TAG)
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            if value is None:
                raise
            self.col_counter = before
            element.remove(value)
            cell = super().parse_cell(element)
            cell["value"], cell["data_type"] = value.text or "?", "e"
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"], cell["data_type"] = "=", "f"
        return cell


def _format(book: Any, number: int) -> str:
    builtin = BUILTIN_FORMATS.get(number)
    custom = book._number_formats
    index = number - 164
    return builtin or (custom[index] if 0 <= index < len(custom) else "General")


def _decimals(pattern: str) -> int | None:
    """Return how many decimals a number format shows: negative for percentages, None for General and for text.

    >>> _decimals("#,##0.00"), _decimals("General"), _decimals("0"), _decimals("0.0%")
    (2, None, 0, -2)
    """
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", pattern.split(";", maxsplit=1)[0])
    if "0" not in bare and "#" not in bare:
        return None
    after = re.search(r"\.([0#?]+)", bare)
    shown = len(after[1]) if after else 0
    return -shown - 1 if "%" in bare else shown


def _held(cell: dict[str, Any], digits: list[int | None]) -> SheetCell | None:
    value, kind = cell["value"], cell["data_type"]
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind in ("f", "e"):
        return SheetCell(Holds.UNCOMPUTED if kind == "f" else Holds.ERROR, str(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return SheetCell(Holds.TEXT, str(value))
    if not isfinite(value):
        return SheetCell(Holds.ERROR, str(value))
    decimals = digits[cell["style_id"]] if cell["style_id"] < len(digits) else None
    number = Decimal(f"{value:.15g}")
    if decimals is not None and decimals < 0:  # a percentage shows a hundred times its value
        return SheetCell(Holds.NUMBER, "%", number * 100, -decimals - 1)
    return SheetCell(Holds.NUMBER, "", number, decimals)
