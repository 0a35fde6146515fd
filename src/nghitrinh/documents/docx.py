"""The notice as DOCX: the same lines and paragraphs, in the margins and type of an office document, the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nghitrinh.documents.content import (
    Notice,
    NoticeLine,
    Paragraph,
    heading_lines,
    issuer_lines,
    name_lines,
    paragraphs,
    recipient_lines,
    signature_lines,
    title_size,
)
from nghitrinh.vietnamese import writable

# Where Times New Roman is not installed, Tinos has its widths: the PDF is set in it.
_FACE = b'<w:font w:name="Times New Roman">'
OTHER_FACE = {"word/fontTable.xml": (_FACE, _FACE + b'<w:altName w:val="Tinos"/>')}
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_CENTRED = ("title", "subject", "note")
_BOLD = ("title", "subject", "item", "section", "entry")
# What stands in the document's outline, by which a reader jumps and a screen reader lists it.
_OUTLINE = {"title": 0, "item": 1, "section": 1, "entry": 2}
# Room for signature and seal, in an earlier layout and now.
SIGNATURE_ROOM = {True: Mm(30), False: Mm(26)}
_BESIDE_LINE = Mm(70)


def notice_docx(notice: Notice) -> bytes:
    """Return the document as DOCX."""
    document = docx.Document()
    set_up(document, notice)
    if notice.stamp:
        _stamp(document, notice.stamp)
    earlier = notice.layout == 1
    issuer, heading = two_columns(document, Mm(70), Mm(95)) if earlier else two_columns(document, Mm(68), Mm(97))
    set_lines(issuer, issuer_lines(notice), centred=True)
    set_lines(heading, heading_lines(notice), centred=True)
    for each in paragraphs(notice):
        write_paragraph(document, each, Pt(title_size(notice)))
    recipients, signature = two_columns(document, Mm(82), Mm(83))
    set_lines(recipients, recipient_lines(notice), size=Pt(12) if earlier else None)
    set_lines(signature, signature_lines(notice), centred=True)
    for cell in (recipients, signature):
        cell.paragraphs[0].paragraph_format.space_before = Pt(12)
    signature.paragraphs[-1].paragraph_format.space_after = SIGNATURE_ROOM[earlier]
    signed_name(signature, notice)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), {} if earlier else OTHER_FACE)


def set_up(document: Any, notice: Notice) -> None:
    """Give a document the paper, the type and the properties of an office's."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(6)
    if notice.layout > 1:
        style.paragraph_format.line_spacing = 1.0  # python-docx begins with more: a page would hold less than the PDF's
    style.element.get_or_add_rPr().append(element("w:lang", val="vi-VN"))
    number_pages(section)
    properties = document.core_properties
    issuer = writable(" ".join(notice.issuer))
    properties.title, properties.author, properties.language = writable(notice.title), issuer, "vi"
    properties.created = properties.modified = _EPOCH
    properties.last_modified_by, properties.revision = issuer, 1


def number_pages(section: Any) -> None:
    """Put the page's number in the middle of the upper margin, from the second page on."""
    section.different_first_page_header_footer, section.header_distance = True, Mm(10)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = element("w:fldSimple", instr="PAGE")
    paragraph._p.append(field)


def element(name: str, **attributes: str) -> Any:
    """Return an element of the format with attributes of its own namespace."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def signed_name(cell: Any, notice: Notice) -> None:
    """Write the name of who signs below the room for the signature."""
    for line in name_lines(notice):
        paragraph = cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(writable(line.text)).bold = line.bold


def _stamp(document: Any, words: str) -> None:
    """Write what a copy says of a document that holds no more, in a frame above everything."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(writable(words)).bold = True
    frame = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        frame.append(element(f"w:{side}", val="single", sz="8", space="4", color="auto"))
    paragraph._p.get_or_add_pPr().append(frame)


def write_paragraph(document: Any, given: Paragraph, size_of_title: Any) -> None:
    """Write a paragraph of the body, as its kind is set."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(writable(given.text))
    run.bold, run.italic = given.kind in _BOLD, given.kind == "note"
    run.font.size = size_of_title if given.kind == "title" else None
    shape = paragraph.paragraph_format
    shape.keep_with_next = given.kind in _BOLD
    shape.space_before = Pt(18) if given.kind == "title" else None
    if given.kind in _CENTRED:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        shape.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(10)
    if given.kind in _OUTLINE:
        paragraph._p.get_or_add_pPr().append(element("w:outlineLvl", val=str(_OUTLINE[given.kind])))
    if given.kind == "subject":
        short_line(document)


def short_line(document: Any) -> None:
    """Draw the line between the subject and the body: an empty low paragraph with a border."""
    paragraph = document.add_paragraph()
    border = OxmlElement("w:pBdr")
    border.append(element("w:top", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().append(border)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = _BESIDE_LINE
    shape.line_spacing = Pt(6)


def two_columns(document: Any, left: Mm, right: Mm) -> tuple[Any, Any]:
    """Return the cells of a row that stays on one page."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, cell, width in zip(table.columns, row.cells, (left, right), strict=True):
        column.width = cell.width = width
    first, second = row.cells
    return first, second


def without_margins(cell: Any) -> None:
    """Let a cell's text begin at its edge: the lines were measured for the whole width of the column."""
    properties = cell._parent._tbl.tblPr
    if properties.find(qn("w:tblInd")) is None:  # otherwise the table begins as far outside as cells have margins
        properties.find(qn("w:tblW")).addnext(element("w:tblInd", w="0", type="dxa"))
    margins = OxmlElement("w:tcMar")
    margins.extend(element(f"w:{side}", w="0", type="dxa") for side in ("left", "right"))
    cell._tc.get_or_add_tcPr().append(margins)


def set_lines(cell: Any, lines: Sequence[NoticeLine], *, centred: bool = False, size: Any = None) -> None:
    """Write lines into a cell, each a paragraph with its rule below."""
    if any(line.size for line in lines):
        without_margins(cell)
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(writable(line.text))
        run.bold, run.italic, run.underline = line.bold, line.italic, line.underlined
        # The first line of the recipients, their heading, keeps the size of the text.
        run.font.size = Pt(line.size) if line.size else size if index else None
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if line.rule:
            paragraph.paragraph_format.space_after = Pt(0)
            _rule(cell, line.rule)


def _rule(cell: Any, length: float) -> None:
    """Draw a line of a length in millimetres in the middle of a cell: an empty low paragraph with a border."""
    paragraph = cell.add_paragraph()
    border = OxmlElement("w:pBdr")
    border.append(element("w:top", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().append(border)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(0, (cell.width.mm - length) / 2))
    shape.line_spacing, shape.space_after = Pt(5), Pt(0)
    shape.space_before = Pt(2)  # clear of the marks below the letters


def settled(content: bytes, replaced: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """Zip anew in sorted order with a fixed time: python-docx stamps the present into every member.

    `replaced` has bytes of members, by name, and what stands in their place.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(
                zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)),
                _member(old.read(name), (replaced or {}).get(name)),
                zipfile.ZIP_DEFLATED,
            )
    return stream.getvalue()


def _member(content: bytes, replaced: tuple[bytes, bytes] | None) -> bytes:
    return content.replace(*replaced) if replaced else content
