"""The sheets of a workbook as a page shows them: texts by row and column, with the names by which faults name cells."""

from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from nghitrinh.evidence.land.cells import Holds, Sheet, SheetCell, open_sheets
from nghitrinh.vietnamese import format_number

# A sheet with more cells is shown by its first rows and those that are asked for.
MOST_CELLS, HEAD_ROWS = 6_000, 12


@dataclass(frozen=True)
class ShownCell:
    """One cell of a sheet: its name as a fault says it, its text, how many columns it spans, whether it is a number."""

    name: str
    text: str
    columns: int = 1
    is_number: bool = False


@dataclass(frozen=True)
class ShownRow:
    """One row of a sheet: its number from 1, its cells from the first column to the last."""

    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownSheet:
    """One visible sheet: its name, the letters of its columns, its rows; `left_out` counts rows that are not shown."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    left_out: int = 0


def shown_sheets(data: bytes, name: str, marked: frozenset[str] = frozenset()) -> list[ShownSheet]:
    """Return the visible sheets of a workbook that hold something; of a long one its head and the rows `marked`.

    `data` are the bytes of an .xlsx file, `name` its name without folders, `marked` names of cells as faults have
    them. Raises EvidenceError for a file that cannot be read.
    """
    return [_shown(each, marked) for each in open_sheets(data, Path(name).name) if each.cells]


def _shown(sheet: Sheet, marked: frozenset[str]) -> ShownSheet:
    numbers = sorted({row for row, _ in sheet.cells})
    spans = {(top, left): right - left + 1 for top, left, _bottom, right in sheet.merged}
    hidden = {
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in range(top, min(bottom, numbers[-1]) + 1)
        for column in range(left, min(right, sheet.width) + 1)
        if (row, column) != (top, left)
    }
    kept = numbers
    if len(numbers) * sheet.width > MOST_CELLS:
        asked = {row for row, column in sheet.cells if sheet.address(row, column) in marked}
        kept = sorted({*numbers[:HEAD_ROWS], *asked})
    rows = tuple(ShownRow(row, tuple(_cells(sheet, row, spans, hidden))) for row in kept)
    letters = tuple(get_column_letter(column) for column in range(1, sheet.width + 1))
    return ShownSheet(sheet.name, letters, rows, len(numbers) - len(kept))


def _cells(sheet: Sheet, row: int, spans: dict[tuple[int, int], int], hidden: set[tuple[int, int]]) -> list[ShownCell]:
    found: list[ShownCell] = []
    column = 1
    while column <= sheet.width:
        wide = min(spans.get((row, column), 1), sheet.width - column + 1)
        cell = None if (row, column) in hidden else sheet.cells.get((row, column))
        is_number = cell is not None and cell.holds is Holds.NUMBER
        found.append(ShownCell(sheet.address(row, column), shown_text(cell), wide, is_number))
        column += wide
    return found


def shown_text(cell: SheetCell | None) -> str:
    """Return what a cell shows: a number as Vietnamese writes it, with the decimals of its format.

    >>> from decimal import Decimal
    >>> shown_text(SheetCell(Holds.NUMBER, "", Decimal("1234.5"), 2)), shown_text(SheetCell(Holds.TEXT, " Đất lúa "))
    ('1.234,50', 'Đất lúa')
    """
    if cell is None:
        return ""
    if cell.holds is Holds.TEXT:
        return cell.text.strip()
    if cell.holds is not Holds.NUMBER:
        return cell.text
    number = cell.number if cell.decimals is None else round(cell.number, cell.decimals)
    text = format_number(number)
    lacking = (cell.decimals or 0) - len(text.partition(",")[2])
    if lacking > 0:
        text += ("" if "," in text else ",") + "0" * lacking
    return f"{text} %" if cell.text == "%" else text
