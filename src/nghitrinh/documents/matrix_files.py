"""The response matrix as DOCX, PDF and workbook: the same words in each."""

import io
from typing import Any

from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from nghitrinh.documents.content import signature_lines
from nghitrinh.documents.docx import SIGNATURE_ROOM, set_lines, two_columns
from nghitrinh.documents.matrix import COLUMNS, TITLE, MatrixDocument
from nghitrinh.documents.pdf import drawn, plain
from nghitrinh.documents.table_files import begun, drawn_from, ended_docx, set_table
from nghitrinh.vietnamese import writable

_WIDTHS = (Mm(52), Mm(45), Mm(75), Mm(80))
_SHEET_WIDTHS = (30, 28, 55, 60)
_LONGEST_CELL = 32_000  # a spreadsheet's cell takes 32,767 characters
_MORE = "… (xem bản DOCX, PDF)"
_FORMULA = ("=", "+", "-", "@", "\t")


def matrix_docx(made: MatrixDocument) -> bytes:
    """Return the matrix as DOCX, on paper laid crosswise."""
    document = begun(made, TITLE, crosswise=True)
    set_table(document, COLUMNS, made.rows, _WIDTHS, numbers=False)
    _, signature = two_columns(document, Mm(126), Mm(126))
    set_lines(signature, signature_lines(made.frame), centred=True)
    signature.paragraphs[0].paragraph_format.space_before = Pt(12)
    signature.paragraphs[-1].paragraph_format.space_after = SIGNATURE_ROOM[False]
    return ended_docx(document)


def matrix_pdf(made: MatrixDocument) -> bytes:
    """Return the matrix as PDF: tagged, in Vietnamese, the same bytes for the same content."""
    signature = plain(signature_lines(made.frame))
    return drawn("matrix.typ", drawn_from(made, TITLE, COLUMNS) | {"signature": signature})


def matrix_xlsx(made: MatrixDocument) -> bytes:
    """Return the matrix as a workbook: its figures, then the table; every cell is text, whatever it begins with."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Bảng tổng hợp"
    lines = (TITLE, made.about, *made.figures)
    for number, line in enumerate(lines, start=1):
        _write(sheet.cell(number, 1), line, bold=number <= 2, wraps=False)
    first = len(lines) + 2
    for row, said in enumerate((COLUMNS, *made.rows)):
        for column, text in enumerate(said, start=1):
            _write(sheet.cell(first + row, column), text, bold=row == 0, wraps=True)
    for letter, width in zip("ABCD", _SHEET_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{first + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(cell: Any, text: str, *, bold: bool, wraps: bool) -> None:
    said = writable(text)
    cell.value = said if len(said) <= _LONGEST_CELL else f"{said[:_LONGEST_CELL]}{_MORE}"
    cell.data_type = "s"
    cell.quotePrefix = said.startswith(_FORMULA)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=wraps, vertical="top")
