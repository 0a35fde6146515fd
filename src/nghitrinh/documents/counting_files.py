"""The minutes of counting as DOCX and PDF: the same words in each."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import NoticeLine, heading_lines, issuer_lines
from nghitrinh.documents.counting import COLUMNS, TELLERS, TITLE, CountingMinutes
from nghitrinh.documents.docx import OTHER_FACE, SIGNATURE_ROOM, set_lines, set_up, settled, two_columns
from nghitrinh.documents.pdf import drawn, plain
from nghitrinh.vietnamese import writable

_WIDTHS = (Mm(55), Mm(32), Mm(24), Mm(24), Mm(30))


def minutes_docx(made: CountingMinutes) -> bytes:
    """Return the minutes as DOCX."""
    document = docx.Document()
    set_up(document, made.frame)
    issuer, heading = two_columns(document, Mm(70), Mm(95))
    set_lines(issuer, _issuer(made), centred=True)
    set_lines(heading, heading_lines(made.frame), centred=True)
    _centred(document, TITLE)
    _centred(document, made.about)
    if made.frame.illustrative:
        document.add_paragraph("Văn bản minh họa của bản dùng thử").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in made.figures:
        document.add_paragraph(writable(line))
    _table(document, made)
    for cell, title, teller in zip(two_columns(document, Mm(82), Mm(82)), TELLERS, made.tellers, strict=True):
        lines = [NoticeLine(title, bold=True), NoticeLine("(Ký, ghi rõ họ tên)", italic=True), NoticeLine(teller)]
        set_lines(cell, lines, centred=True)
        cell.paragraphs[0].paragraph_format.space_before = Pt(12)
        cell.paragraphs[1].paragraph_format.space_after = SIGNATURE_ROOM[False]
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), OTHER_FACE)


def _issuer(made: CountingMinutes) -> list[NoticeLine]:
    """Return the left of the heading; minutes of a count have no number."""
    return [line for line in issuer_lines(made.frame) if line.text]


def _centred(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(writable(text)).bold = True


def _table(document: Any, made: CountingMinutes) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style, table.autofit = "Table Grid", False
    for row, said in enumerate((COLUMNS, *made.rows)):
        cells = (table.rows[0] if row == 0 else table.add_row()).cells
        for at, (cell, text, width) in enumerate(zip(cells, said, _WIDTHS, strict=True)):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if row and at == 0 else WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(writable(text))
            run.font.size, run.bold = Pt(12), row == 0


def minutes_pdf(made: CountingMinutes) -> bytes:
    """Return the minutes as PDF: tagged, in Vietnamese, the same bytes for the same content."""
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
        "tellers": [list(each) for each in zip(TELLERS, made.tellers, strict=True)],
    }
    return drawn("counting.typ", data)
