"""The minutes of counting as DOCX and PDF: the same words in each."""

from docx.shared import Mm, Pt

from nghitrinh.documents.content import NoticeLine
from nghitrinh.documents.counting import COLUMNS, TELLERS, TITLE, CountingMinutes
from nghitrinh.documents.docx import SIGNATURE_ROOM, set_lines, two_columns
from nghitrinh.documents.pdf import drawn
from nghitrinh.documents.table_files import begun, drawn_from, ended_docx, set_table

_WIDTHS = (Mm(55), Mm(32), Mm(24), Mm(24), Mm(30))


def minutes_docx(made: CountingMinutes) -> bytes:
    """Return the minutes as DOCX."""
    document = begun(made, TITLE)
    set_table(document, COLUMNS, made.rows, _WIDTHS, numbers=True)
    for cell, title, teller in zip(two_columns(document, Mm(82), Mm(82)), TELLERS, made.tellers, strict=True):
        lines = [NoticeLine(title, bold=True), NoticeLine("(Ký, ghi rõ họ tên)", italic=True), NoticeLine(teller)]
        set_lines(cell, lines, centred=True)
        cell.paragraphs[0].paragraph_format.space_before = Pt(12)
        cell.paragraphs[1].paragraph_format.space_after = SIGNATURE_ROOM[False]
    return ended_docx(document)


def minutes_pdf(made: CountingMinutes) -> bytes:
    """Return the minutes as PDF: tagged, in Vietnamese, the same bytes for the same content."""
    tellers = [list(each) for each in zip(TELLERS, made.tellers, strict=True)]
    return drawn("counting.typ", drawn_from(made, TITLE, COLUMNS) | {"tellers": tellers})
