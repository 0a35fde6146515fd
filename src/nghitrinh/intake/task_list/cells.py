"""The cells of a sheet, row by row. One that holds no value of its kind is a bad cell, and not a damaged workbook."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl.worksheet._reader import VALUE_TAG, WorkSheetParser

from nghitrinh.intake.task_list.tables import Odd

_MOST_SHOWN = 40
Cell = tuple[Any, str]
_EMPTY: Cell = (None, "n")


def no_value(found: str) -> Odd:
    """Return what stands for a value that no column could take."""
    return Odd(found[:_MOST_SHOWN], _("chữ, số nguyên hoặc ngày"))


def rows_of(sheet: Any) -> Iterator[list[Cell]]:
    """Yield each row of a sheet, from the first on, as values with their kinds; what a file leaves out is empty."""
    book = sheet.parent
    with book._archive.open(sheet._worksheet_path) as source:
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        parser = _Parser(source, sheet._shared_strings, epoch=book.epoch, **formats)
        following = 1
        for number, cells in parser.parse():
            yield from ([] for _missing in range(following, number))
            if number >= following:
                yield _row(cells)
                following = number + 1


def _row(cells: list[dict[str, Any]]) -> list[Cell]:
    row = [_EMPTY] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        row[cell["column"] - 1] = (cell["value"], cell["data_type"])
    return row


class _Parser(WorkSheetParser):
    """The library's own, which gives up the whole sheet for one value that it cannot make out."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        before, value = self.col_counter, element.find(VALUE_TAG)
        try:
            _require_index(element, value)
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            if value is None:
                raise
            self.col_counter = before
            element.remove(value)
            cell = super().parse_cell(element)
            cell["value"] = no_value(value.text or "")
        return cell


def _require_index(element: Any, value: Any) -> None:
    """Refuse a text before the first: counted from the end, it would be another cell's."""
    if value is not None and element.get("t") == "s" and int(value.text or "0") < 0:
        raise IndexError
