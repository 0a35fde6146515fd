"""The notice as DOCX: the same paragraphs, in the margins and type of an office document, the same bytes each time."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import HEADING, Notice, day_line, number_line, paragraphs
from nghitrinh.documents.pdf import RECIPIENTS

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_CENTRED = ("title", "subject", "note")
_BOLD = ("title", "subject", "item")


def notice_docx(notice: Notice) -> bytes:
    """Return the document as DOCX."""
    document = docx.Document()
    _set_up(document, notice)
    _two_columns(
        document,
        [(notice.superior.upper(), False), (notice.issuer.upper(), True), ("*", False), (number_line(notice), False)],
        [(HEADING, True), (day_line(notice), False)],
        centred=(True, True),
    )
    for each in paragraphs(notice):
        _paragraph(document, each.kind, each.text)
    recipients = [(RECIPIENTS, True), *((f"- {each}", False) for each in notice.recipients)]
    signature = [(notice.authority, True), (notice.signer, False)]
    _two_columns(document, recipients if notice.recipients else [], signature, centred=(False, True))
    stream = io.BytesIO()
    document.save(stream)
    return _settled(stream.getvalue())


def _set_up(document: Any, notice: Notice) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    properties = document.core_properties
    properties.title, properties.author, properties.language = notice.title, notice.issuer, "vi"
    properties.created = properties.modified = _EPOCH
    properties.last_modified_by, properties.revision = notice.issuer, 1


def _paragraph(document: Any, kind: str, text: str) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = kind in _BOLD, kind == "note"
    shape = paragraph.paragraph_format
    if kind in _CENTRED:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif kind in ("opening", "point"):
        shape.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(10)
    elif kind in ("figure", "task"):
        shape.alignment, shape.left_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(10)


Lines = list[tuple[str, bool]]


def _two_columns(document: Any, left: Lines, right: Lines, *, centred: tuple[bool, bool]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines, middle in zip(table.rows[0].cells, (left, right), centred, strict=True):
        for place, (text, bold) in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.add_run(text).bold = bold
            if middle:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _settled(content: bytes) -> bytes:
    """Zip anew in sorted order with a fixed time: python-docx stamps the present into every member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
