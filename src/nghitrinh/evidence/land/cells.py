"""A workbook as cells with the digits that they show. What a program could not compute, or is no value, says so."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from openpyxl.utils import get_column_letter

from nghitrinh.evidence.errors import EvidenceError
from nghitrinh.workbooks import CellKind, Limits, RawCell, RawSheet, Remark, RemarkKind, WorkbookError, opened

MOST_CELLS = 1_000_000
# Offices keep tables in workbooks with macros: nothing runs them here, and the file is handed to nobody.
LIMITS = Limits(packed=20_000_000, unpacked=200_000_000, cells=MOST_CELLS, tags=6 * MOST_CELLS, macros=True)


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
    """One sheet of the workbook: its cells by (row, column) from 1, its merged ranges (top, left, bottom, right).

    `remarks` is what the sheet says beyond its values.
    """

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

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
    """Return the visible sheets of a workbook; the first tells of the hidden ones that hold something, too.

    Raises EvidenceError, which says what the file is instead.
    """
    try:
        with opened(data, LIMITS, computed=True) as raw:
            sheets = [_sheet(each) for each in raw if each.is_shown]
            hidden = [Remark(RemarkKind.HIDDEN_SHEET, text=each.name) for each in raw if _is_kept_from_sight(each)]
    except WorkbookError as error:
        raise EvidenceError(name, error.found, error.expected, code=error.code) from None
    if not any(sheet.cells for sheet in sheets):
        raise EvidenceError(name, "no cell with a value", "a table of land use", code="empty")
    sheets[0].remarks += hidden
    return sheets


def _is_kept_from_sight(raw: RawSheet) -> bool:
    return not raw.is_shown and raw.holds_anything()


def _sheet(raw: RawSheet) -> Sheet:
    sheet = Sheet(raw.name)
    for number, cells in raw.rows():
        held = ((cell.column, _held(cell)) for cell in cells)
        sheet.cells |= {(number, column): each for column, each in held if each is not None}
    sheet.merged, sheet.remarks = raw.merged, raw.remarks
    sheet.spread()
    return sheet


@lru_cache(maxsize=1_000)
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


def _held(cell: RawCell) -> SheetCell | None:
    if cell.kind is CellKind.FORMULA:
        return SheetCell(Holds.UNCOMPUTED, cell.value)
    if cell.kind in (CellKind.ERROR, CellKind.UNREADABLE):
        return SheetCell(Holds.ERROR, cell.value)
    if cell.kind is not CellKind.NUMBER:
        text = str(cell.value)
        return SheetCell(Holds.TEXT, text) if text.strip() else None
    decimals, number = _decimals(cell.format), Decimal(f"{cell.value:.15g}")
    if decimals is not None and decimals < 0:  # a percentage shows a hundred times its value
        return SheetCell(Holds.NUMBER, "%", number * 100, -decimals - 1)
    return SheetCell(Holds.NUMBER, "", number, decimals)
