"""A sheet as a table of values, with the addresses of its cells; and its text, by which a list is recognised."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.messages import written
from nghitrinh.vietnamese import format_date
from nghitrinh.workbooks import Remark


class NotAList(BadInput):
    """A file that holds no list of tasks: nothing of it can be understood. `field` is the name of the file."""


@dataclass(frozen=True)
class Odd:
    """A value that no column takes, or that its column does not take."""

    found: str
    expected: object  # words that are read as the values of a message are


Value = str | date | Odd


def shown(value: Value) -> str:
    """Return a value as a person reads it in the sheet."""
    if isinstance(value, date):
        return format_date(value)
    return value.found if isinstance(value, Odd) else value


@dataclass(frozen=True)
class BadCell:
    """One cell with what was found in it and what was expected."""

    sheet: str
    cell: str
    found: str
    expected: object

    def __str__(self) -> str:
        found = repr(self.found) if self.found else gettext("không có gì")
        given = {"found": found, "expected": written(self.expected)}
        return f"{self.sheet}!{self.cell}: " + gettext("thấy %(found)s, cần %(expected)s") % given


class BadCells(BadInput):
    """A workbook with bad cells, each of them named; nothing of it came in."""

    bad: list[BadCell]


@dataclass(frozen=True)
class SheetTable:
    """One sheet of a file: its lines from the first on, each up to its last value; an empty cell is an empty text.

    `remarks` is what the file says beyond these values.
    """

    file: str
    sheet: str
    lines: list[list[Value]]
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        """Return the table as tab-separated text, as it would be copied out of the sheet."""
        written = io.StringIO()
        rows = csv.writer(written, "excel-tab", lineterminator="\n")
        rows.writerows([["" if isinstance(value, Odd) else shown(value) for value in line] for line in self.lines])
        return written.getvalue()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text, as its source will have it: an act strips what it is given."""
        return hashlib.sha256(self.text.strip().encode()).hexdigest()

    def bad(self, line: int, column: int, odd: Odd) -> BadCell:
        """Return a bad cell by its place in `lines`."""
        return BadCell(self.sheet, f"{get_column_letter(column + 1)}{line + 1}", odd.found, odd.expected)


def in_order_of_cells(cells: Iterable[BadCell], rank: Callable[[str], int] = lambda _sheet: 0) -> list[BadCell]:
    """Return each bad cell once, by what was found of it first: by the rank of its sheet, its row, its column."""
    found: dict[tuple[str, str], BadCell] = {}
    for cell in cells:  # of a cell that cannot be read no act is right about what it lacks
        found.setdefault((cell.sheet, cell.cell), cell)

    def place(cell: BadCell) -> tuple[int, int, int]:
        letters, row = coordinate_from_string(cell.cell)
        return rank(cell.sheet), row, column_index_from_string(letters)

    return sorted(found.values(), key=place)


def table_from(text: str, *, file: str, sheet: str, remarks: tuple[Remark, ...] = ()) -> SheetTable:
    """Return the table that a text was made of, every value of it as text."""
    lines: list[list[Value]] = [list(line) for line in csv.reader(io.StringIO(text, newline=""), "excel-tab")]
    return SheetTable(file, sheet, lines, remarks)
