"""The week as PDF, on one page of A4 laid crosswise, and as DOCX."""

import io
from dataclasses import asdict
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import heading_lines, issuer_lines
from nghitrinh.documents.docx import OTHER_FACE, element, set_lines, set_up, settled, two_columns
from nghitrinh.documents.pdf import drawn, plain
from nghitrinh.documents.week import COLUMNS, HEAD, NOTHING, WIDTHS, WeekPaper
from nghitrinh.vietnamese import writable

# The size of the type in a DOCX, by how many rows a week has: a word processor cannot be asked to fit a page.
_SIZES = ((10, 13), (14, 12), (18, 10.5), (24, 9.5))
_SMALLEST = 8.5


def week_pdf(made: WeekPaper) -> bytes:
    """Return the week as PDF: one page, however much is in it."""
    data = {
        "title": f"{HEAD}: {made.about}",
        "author": " ".join(made.frame.issuer),
        "issuer": plain(_issuer(made)),
        "heading": plain(heading_lines(made.frame)[:-1]),  # a plan for a week is of no day
        "head": HEAD,
        "about": made.about,
        "columns": COLUMNS,
        "widths": WIDTHS,
        "nothing": NOTHING,
        "days": [asdict(each) for each in made.days],
    }
    return drawn("week.typ", data)


def week_docx(made: WeekPaper) -> bytes:
    """Return the week as DOCX, to be changed."""
    document = docx.Document()
    set_up(document, made.frame)
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin, section.top_margin, section.bottom_margin = Mm(20), Mm(17), Mm(12)
    issuer, heading = two_columns(document, Mm(110), Mm(152))
    set_lines(issuer, _issuer(made), centred=True)
    set_lines(heading, heading_lines(made.frame)[:-1], centred=True)
    for line in (HEAD, made.about):
        paragraph = document.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(3)
        paragraph.add_run(writable(line)).bold = True
    _table(document, made)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), OTHER_FACE)


def _issuer(made: WeekPaper) -> list[Any]:
    return [line for line in issuer_lines(made.frame) if line.text]


def _table(document: Any, made: WeekPaper) -> None:
    rows = [(day.name, *row) for day in made.days for row in (day.rows or (("", NOTHING, "", ""),))]
    size = next((size for most, size in _SIZES if len(rows) <= most), _SMALLEST)
    table = document.add_table(rows=len(rows) + 1, cols=len(COLUMNS))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))
    for row, said in zip(table.rows, (COLUMNS, *rows), strict=True):
        is_head = said is COLUMNS
        for at, (cell, text) in enumerate(zip(row.cells, said, strict=True)):
            _write(cell, text if at else "", size, at, is_head=is_head)
    _write(table.rows[0].cells[0], COLUMNS[0], size, 0, is_head=True)
    _name_days(table, made, size)


def _write(cell: Any, text: str, size: float, column: int, *, is_head: bool) -> None:
    cell.width = Mm(WIDTHS[column])
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_head or column < 2 else WD_ALIGN_PARAGRAPH.LEFT
    if text:
        run = paragraph.add_run(writable(text))
        run.font.size, run.bold = Pt(size), is_head or column == 0


def _name_days(table: Any, made: WeekPaper, size: float) -> None:
    """Write each day once, in a cell over all of its rows."""
    at = 1
    for day in made.days:
        count = max(len(day.rows), 1)
        first, last = table.cell(at, 0), table.cell(at + count - 1, 0)
        merged = first.merge(last) if count > 1 else first
        for empty in merged.paragraphs[1:]:
            empty._p.getparent().remove(empty._p)
        _write(merged, day.name, size, 0, is_head=False)
        at += count
