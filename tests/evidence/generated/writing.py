"""A draft as the bytes of a workbook."""

import io
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from tests.evidence.generated.forms import Draft, Shown, Style


def address(title: str, row: int, column: int) -> str:
    """A cell as Excel names it."""
    return f"{title}!{get_column_letter(column)}{row}"


def written(draft: Draft) -> bytes:
    """Write the sheets with formats, merges and figures as the office's style has them."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for each in draft.sheets:
        sheet: Any = workbook.create_sheet(each.title)
        for (row, column), value in each.cells.items():
            _put(sheet.cell(row, column), value, draft.style)
        for top, left, bottom, right in each.merged:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _put(cell: Any, value: object, style: Style) -> None:
    if not isinstance(value, Shown):
        cell.value = value
        return
    digits = 2 if value.kind == "share" else style.digits
    if style.dashes and not value.value:
        cell.value = "-" if style.as_text else None
    elif style.as_text:
        cell.value = vietnamese(value.value, digits)
    else:
        cell.value = float(value.value)
        cell.number_format = "#,##0" + ("." + "0" * digits if digits else "")


def vietnamese(value: Decimal, digits: int) -> str:
    """A figure with dots between thousands and a decimal comma."""
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
