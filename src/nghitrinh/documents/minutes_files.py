"""Minutes as PDF, as DOCX in our form, and as DOCX by an office's own template: the same paragraphs in all of them."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import (
    LEFT,
    TEXT,
    NoticeLine,
    heading_lines,
    issuer_lines,
    title_size,
)
from nghitrinh.documents.docx import (
    OTHER_FACE,
    SIGNATURE_ROOM,
    set_lines,
    set_up,
    settled,
    two_columns,
    write_paragraph,
)
from nghitrinh.documents.measuring import fitted
from nghitrinh.documents.minutes import MinutesText
from nghitrinh.documents.pdf import drawn, plain
from nghitrinh.vietnamese import writable

# What stands at the head and is no part of the text that an office's own template sets as paragraphs.
_AT_HEAD = ("title", "subject", "note")
# Each placeholder of a template of minutes, with what it stands for in Vietnamese and English.
PLACEHOLDERS: dict[str, tuple[str, str]] = {
    "co_quan_cap_tren": ("Cơ quan cấp trên, các dòng", "superior body, its lines"),
    "co_quan": ("Cơ quan họp, các dòng", "the body that met, its lines"),
    "so_ky_hieu": ("Số và ký hiệu: Số: …/BB-UBND", "number and symbol"),
    "dia_danh_ngay": ("Địa danh, ngày tháng năm", "place and date"),
    "trich_yeu": ("Tên hội nghị", "name of the meeting"),
    "ghi_chu": ("Dự thảo, đính chính, lược bớt: các dòng", "draft, corrected, left out: lines"),
    "noi_dung": ("Các đoạn của biên bản, mỗi dòng một đoạn", "paragraphs of the minutes"),
    "chuc_vu_thu_ky": ("Chức vụ thư ký", "post of the secretary"),
    "thu_ky": ("Họ tên thư ký", "name of the secretary"),
    "chuc_vu_chu_tri": ("Chức vụ chủ trì", "post of the chair"),
    "chu_tri": ("Họ tên chủ trì", "name of the chair"),
}


def minutes_pdf(text: MinutesText) -> bytes:
    """Return minutes as PDF: tagged, in Vietnamese, the same bytes for the same content."""
    data: dict[str, Any] = {
        "title": text.head.title,
        "author": " ".join(text.head.issuer),
        "issuer": plain(issuer_lines(text.head)),
        "heading": plain(heading_lines(text.head)),
        "paragraphs": plain(text.paragraphs),
        "title_size": title_size(text.head),
        "writer": plain(text.writer),
        "writer_name": text.writer_name,
        "chair": plain(text.chair),
        "chair_name": text.chair_name,
    }
    return drawn("minutes.typ", data)


def minutes_docx(text: MinutesText) -> bytes:
    """Return minutes as DOCX in our own form."""
    document = docx.Document()
    set_up(document, text.head)
    issuer, heading = two_columns(document, Mm(68), Mm(97))
    set_lines(issuer, issuer_lines(text.head), centred=True)
    set_lines(heading, heading_lines(text.head), centred=True)
    for each in text.paragraphs:
        write_paragraph(document, each, Pt(title_size(text.head)))
    writer, chair = two_columns(document, Mm(82), Mm(83))
    for cell, lines, name in ((writer, text.writer, text.writer_name), (chair, text.chair, text.chair_name)):
        _sign(cell, lines, name)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), OTHER_FACE)


def _sign(cell: Any, lines: tuple[NoticeLine, ...], name: str) -> None:
    set_lines(cell, lines, centred=True)
    cell.paragraphs[0].paragraph_format.space_before = Pt(12)
    cell.paragraphs[-1].paragraph_format.space_after = SIGNATURE_ROOM[False]
    paragraph = cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(writable(name)).bold = True


def minutes_values(text: MinutesText) -> dict[str, Any]:
    """Return what each placeholder stands for in minutes."""
    head = text.head
    *_, place_and_day = heading_lines(head)
    values: dict[str, Any] = {
        "co_quan_cap_tren": [line for name in head.superior for line in fitted(name.upper(), LEFT, TEXT)],
        "co_quan": [line for name in head.issuer for line in fitted(name.upper(), LEFT, TEXT, bold=True)],
        "so_ky_hieu": head.number_line,
        "dia_danh_ngay": place_and_day.text,
        "trich_yeu": text.title,
        "ghi_chu": [each.text for each in text.paragraphs if each.kind == "note"],
        "noi_dung": [each.text for each in text.paragraphs if each.kind not in _AT_HEAD],
        "chuc_vu_thu_ky": text.writer[-1].text if len(text.writer) > 1 else "",
        "thu_ky": text.writer_name,
        "chuc_vu_chu_tri": text.chair[-1].text if len(text.chair) > 1 else "",
        "chu_tri": text.chair_name,
    }
    return {
        name: [writable(each) for each in value] if isinstance(value, list) else writable(value)
        for name, value in values.items()
    }
