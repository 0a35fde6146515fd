"""A list as a file: CSV and XLSX. Text stays text, whatever it begins with; a spreadsheet runs nothing of it."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import chain
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from nghitrinh.desk.kit.attached import attached
from nghitrinh.record.kernel import deadline
from nghitrinh.record.kernel.clock import ZONE

Row = Sequence[object]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t")
_NOT_IN_A_CELL = {code: " " for code in range(32) if chr(code) not in "\n\t"}


def csv_answer(name: str, headers: Row, rows: Iterable[Row]) -> HttpResponse:
    """Return rows as CSV in UTF-8, with the mark by which a spreadsheet knows the encoding."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([_csv(value) for value in headers])
    for row in rows:
        deadline.check()
        writer.writerow([_csv(value) for value in row])
    return attached(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_answer(name: str, headers: Row, rows: Iterable[Row]) -> HttpResponse:
    """Return rows as a workbook: days as days, numbers as numbers, everything else as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    try:
        for row in chain([headers], rows):
            deadline.check()
            sheet.append([_cell(sheet, value) for value in row])
    except BaseException:
        sheet.close()  # half a sheet, with its file: thrown away without this it would complain
        sheet._writer.cleanup()
        raise
    data = BytesIO()
    book.save(data)
    return attached(data.getvalue(), XLSX, f"{name}.xlsx")


def _csv(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date | int):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        value = value.astimezone(ZONE).replace(tzinfo=None)
    if isinstance(value, date | int):
        return WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its stubs forget days and whole numbers
    text = "" if value is None else str(value).translate(_NOT_IN_A_CELL)
    cell = WriteOnlyCell(sheet, text)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_FORMULA)
    return cell
