"""A template to begin with: a Word document that has every placeholder where a notice has its words."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import PARTY_HEADING, STATE_HEADING
from nghitrinh.documents.docx import settled

_LINES = "{%p for dong in NAME %}", "{{ dong }}", "{%p endfor %}"


def starting_template(*, of_the_party: bool) -> bytes:
    """Return the document, in the form of the state or of the Party."""
    document = docx.Document()
    section, style = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    heading = PARTY_HEADING if of_the_party else STATE_HEADING
    left, right = _row(document)
    _write(left, [*_each("co_quan_cap_tren"), *_each("co_quan"), "{{ so_ky_hieu }}"], centred=True)
    _write(right, [*heading, "{{ dia_danh_ngay }}"], centred=True)
    _write(document, ["{% if trich_cho %}TRÍCH {% endif %}THÔNG BÁO", "{{ trich_yeu }}"], centred=True)
    _write(document, ["{%p if trich_cho %}", "Trích sao phần giao {{ trich_cho }}", "{%p endif %}"], centred=True)
    _write(document, ["{%p if minh_hoa %}", "{{ minh_hoa }}", "{%p endif %}"], centred=True)
    _write(document, ["{{ mo_dau }}", *_each("noi_dung")])
    left, right = _row(document)
    _write(left, ["Nơi nhận:", *_each("noi_nhan")])
    _write(right, [*_each("quyen_han_ky"), "{{ chuc_vu }}", "", "", "", "{{ ho_ten }}"], centred=True)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


def _each(name: str) -> list[str]:
    return [line.replace("NAME", name) for line in _LINES]


def _row(document: Any) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(68), Mm(97)
    return left, right


def _write(into: Any, lines: list[str], *, centred: bool = False) -> None:
    for line in lines:
        paragraph = into.add_paragraph(line)
        paragraph.paragraph_format.space_after = Pt(3)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
