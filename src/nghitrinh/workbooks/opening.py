"""A workbook opened: its sheets with their names, each row by row, and its merged ranges once it is read."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from nghitrinh.workbooks.cells import CellParser, RawCell, raw_cell
from nghitrinh.workbooks.errors import WorkbookError
from nghitrinh.workbooks.holding import Limits, damage_refused, hold, too_many_cells

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of any sheet
Range = tuple[int, int, int, int]


class _Count:
    """The cells of a workbook that were parsed, empty ones too, held against its limit."""

    def __init__(self, most: int) -> None:
        self.cells, self.most = 0, most

    def take(self, number: int, columns: list[int]) -> None:
        self.cells += len(columns)
        if number > LAST_ROW or max(columns, default=0) > LAST_COLUMN:
            raise too_many_cells(f"a cell in row {number}", f"at most {LAST_ROW} rows and {LAST_COLUMN} columns")
        if self.cells > self.most:
            raise too_many_cells(f"more than {self.most} cells", f"at most {self.most}")


class RawSheet:
    """One sheet: its name, whether people see it; its merged ranges (top, left, bottom, right) after its rows."""

    def __init__(self, worksheet: Any, count: _Count, *, computed: bool) -> None:
        self.name: str = worksheet.title
        self.is_shown = worksheet.sheet_state == "visible"
        self.merged: list[Range] = []
        self._worksheet, self._count, self._computed = worksheet, count, computed

    def rows(self) -> Iterator[tuple[int, list[RawCell]]]:
        """Yield every row that holds a value: its number from 1, and its cells in order.

        Raises:
            WorkbookError: the sheet is damaged, has too many cells, or its cells stand in no order.
        """
        book, worksheet = self._worksheet.parent, self._worksheet
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        with damage_refused(), book._archive.open(worksheet._worksheet_path) as source:
            texts = worksheet._shared_strings
            parser = CellParser(source, texts, data_only=self._computed, epoch=book.epoch, **formats)
            last = 0
            for number, parsed in parser.parse():
                self._count.take(number, [cell["column"] for cell in parsed])
                _require_order(last, number, parsed)
                last = number
                cells = [held for cell in parsed if (held := raw_cell(cell, book)) is not None]
                if cells:
                    yield number, cells
            ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
            self.merged = [_bounds(each.ref) for each in ranges]


def _require_order(last: int, number: int, cells: list[dict[str, Any]]) -> None:
    """Refuse cells that stand twice or elsewhere than their row says: each program would show another value."""
    columns = [cell["column"] for cell in cells]
    rising = all(one < other for one, other in pairwise(columns))
    if number <= last or not rising or any(cell["row"] != number for cell in cells):
        found = f"cells out of order in row {number}"
        raise WorkbookError(found, "a workbook as Excel writes it", code="not_as_excel_writes")


def _bounds(reference: str) -> Range:
    left, top, right, bottom = range_boundaries(reference)
    return int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)


@contextmanager
def opened(data: bytes, limits: Limits, *, computed: bool = False) -> Iterator[list[RawSheet]]:
    """Open a workbook's sheets, hidden ones too; `computed` asks for the values of formulas instead of their texts.

    Raises:
        WorkbookError: it is no workbook, larger than the limits, damaged, or not to be opened.
    """
    hold(data, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as drop-down lists
        with damage_refused():
            book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=computed, keep_links=False)
        try:
            count = _Count(limits.cells)
            yield [RawSheet(each, count, computed=computed) for each in book.worksheets]
        finally:
            book.close()
