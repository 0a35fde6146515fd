"""The response matrix as DOCX, PDF and workbook: the same words in each."""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from nghitrinh.documents.content import NoticeLine, heading_lines, issuer_lines, signature_lines
from nghitrinh.documents.docx import OTHER_FACE, SIGNATURE_ROOM, element, set_lines, set_up, settled, two_columns
from nghitrinh.documents.matrix import COLUMNS, TITLE, MatrixDocument
from nghitrinh.documents.pdf import drawn, plain
from nghitrinh.vietnamese import writable

_WIDTHS = (Mm(52), Mm(45), Mm(75), Mm(80))
_SHEET_WIDTHS = (30, 28, 55, 60)
_LONGEST_CELL = 32_000  # a spreadsheet's cell takes 32,767 characters
_MORE = "… (xem bản DOCX, PDF)"
_FORMULA = ("=", "+", "-", "@", "\t")


def matrix_docx(made: MatrixDocument) -> bytes:
    """Return the matrix as DOCX, on paper laid crosswise."""
    document = docx.Document()
    set_up(document, made.frame)
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    issuer, heading = two_columns(document, Mm(110), Mm(142))
    set_lines(issuer, _issuer(made), centred=True)
    set_lines(heading, heading_lines(made.frame), centred=True)
    _centred(document, TITLE, bold=True)
    _centred(document, made.about, bold=True)
    if made.frame.illustrative:
        _centred(document, "Văn bản minh họa của bản dùng thử", bold=False)
    for line in made.figures:
        document.add_paragraph(writable(line))
    _table(document, made)
    _, signature = two_columns(document, Mm(126), Mm(126))
    set_lines(signature, signature_lines(made.frame), centred=True)
    signature.paragraphs[0].paragraph_format.space_before = Pt(12)
    signature.paragraphs[-1].paragraph_format.space_after = SIGNATURE_ROOM[False]
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), OTHER_FACE)


def _issuer(made: MatrixDocument) -> list[NoticeLine]:
    """Return the left of the heading; a matrix has no number."""
    return [line for line in issuer_lines(made.frame) if line.text]


def _centred(document: Any, text: str, *, bold: bool) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(writable(text)).bold = bold


def _table(document: Any, made: MatrixDocument) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))  # again on each page
    for row, said in enumerate((COLUMNS, *made.rows)):
        cells = (table.rows[0] if row == 0 else table.add_row()).cells
        for cell, text, width in zip(cells, said, _WIDTHS, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if row == 0 else WD_ALIGN_PARAGRAPH.LEFT
            run = paragraph.add_run(writable(text))
            run.font.size, run.bold = Pt(12), row == 0


def matrix_pdf(made: MatrixDocument) -> bytes:
    """Return the matrix as PDF: tagged, in Vietnamese, the same bytes for the same content."""
    day = made.frame.issued_on
    data = {
        "title": f"{TITLE}: {made.about}",
        "author": " ".join(made.frame.issuer),
        "day": [day.year, day.month, day.day] if day else None,
        "issuer": plain(_issuer(made)),
        "heading": plain(heading_lines(made.frame)),
        "head": TITLE,
        "about": made.about,
        "illustrative": made.frame.illustrative,
        "figures": made.figures,
        "columns": COLUMNS,
        "rows": made.rows,
        "signature": plain(signature_lines(made.frame)),
    }
    return drawn("matrix.typ", data)


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
