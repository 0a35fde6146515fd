"""Small workbooks written row by row, as a test needs them."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from nghitrinh.evidence import Finding, Status
from nghitrinh.evidence.land import check_workbook

Rows = Sequence[Sequence[object]]
LAW = "Theo Thông tư 28/2014/TT-BTNMT. Đơn vị tính: ha"


def workbook(sheets: Mapping[str, Rows], pattern: str = "General") -> bytes:
    """Return a workbook whose figures have one number format."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet: Any = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, int | float):
                    cell.number_format = pattern
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def use(year: int, *rows: Sequence[object], heads: Sequence[object] = ("Diện tích (ha)",)) -> Rows:
    """Return a table of land use by the statistics' list, with names and codes alike."""
    return [[f"Hiện trạng sử dụng đất năm {year}"], [LAW], ["Loại đất", "Mã", *heads], *rows]


def check(sheets: Mapping[str, Rows], pattern: str = "0.00", **answers: str) -> Finding:
    """Return the finding of such a workbook."""
    return check_workbook(workbook(sheets, pattern), "bang.xlsx", answers)


def status(finding: Finding, code: str) -> Status:
    """Return what came of one check."""
    return next(each.status for each in finding.checks if each.code == code)


def codes(finding: Finding) -> list[str]:
    """Return the codes of all faults, in order."""
    return [fault.code for fault in finding.faults]
