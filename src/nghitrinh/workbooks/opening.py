"""A workbook opened: its sheets with their names, each row by row, and what it says beyond them once it is read."""

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from nghitrinh.workbooks.cells import CellParser, RawCell, raw_cell
from nghitrinh.workbooks.errors import WorkbookError
from nghitrinh.workbooks.holding import Limits, damage_refused, hold, too_many_cells
from nghitrinh.workbooks.remarks import (
    Remark,
    RemarkKind,
    cell_remarks,
    column_remarks,
    part_remarks,
    row_remarks,
    struck_texts,
)

_SHARED_TEXTS = "xl/sharedStrings.xml"
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
    """One sheet: its name, whether people see it; after its rows what it says beyond their values.

    `merged` are its merged ranges (top, left, bottom, right), with them among the `remarks`.
    """

    def __init__(self, worksheet: Any, count: _Count, struck: Mapping[int, str], *, computed: bool) -> None:
        self.name: str = worksheet.title
        self.is_shown = worksheet.sheet_state == "visible"
        self.merged: list[Range] = []
        self.remarks: list[Remark] = []
        self._worksheet, self._count, self._struck, self._computed = worksheet, count, struck, computed

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
            parser.struck = self._struck
            last, places, remarks = 0, _Places(), list[Remark]()
            for number, parsed in parser.parse():
                self._count.take(number, [cell["column"] for cell in parsed])
                _require_order(last, number, parsed)
                last = number
                cells = [held for cell in parsed if (held := raw_cell(cell, book)) is not None]
                remarks += [each for cell in parsed if cell["value"] is not None for each in cell_remarks(cell, book)]
                if cells:
                    places.take(number, cells)
                    yield number, cells
            ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
            self.merged = [_bounds(each.ref) for each in ranges]
            self.remarks = [replace(each, sheet=self.name) for each in (*remarks, *self._remarks(parser, places))]

    def holds_anything(self) -> bool:
        """Return whether any cell of the sheet has a value; reads it no further than that."""
        return next(self.rows(), None) is not None

    def _remarks(self, parser: CellParser, places: "_Places") -> Iterator[Remark]:
        yield from row_remarks(parser, places.rows)
        yield from column_remarks(parser, sorted(places.columns))
        yield from (Remark(RemarkKind.MERGED, *each) for each in self.merged)
        yield from part_remarks(self._worksheet.parent._archive, self._worksheet._worksheet_path)


class _Places:
    """The rows and columns in which values stand."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns: set[int] = set()

    def take(self, row: int, cells: list[RawCell]) -> None:
        self.rows.append(row)
        self.columns |= {cell.column for cell in cells}


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
            with damage_refused():
                struck = struck_texts(book._archive, _SHARED_TEXTS)
            count = _Count(limits.cells)
            yield [RawSheet(each, count, struck, computed=computed) for each in book.worksheets]
        finally:
            book.close()
