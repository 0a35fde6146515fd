"""Templates to begin with: Word documents that have every placeholder where a document has its words."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import PARTY_HEADING, STATE_HEADING
from nghitrinh.documents.docx import settled, without_margins

_CORRECTED = "{%p if dinh_chinh %}", "{{ dinh_chinh }}", "{%p endif %}"
_LINES = "{%p for dong in NAME %}", "{{ dong }}", "{%p endfor %}"


def starting_template(*, of_the_party: bool) -> bytes:
    """Return the document, in the form of the state or of the Party."""
    document = _begun(of_the_party=of_the_party, below=_CORRECTED)
    _write(document, ["{% if trich_cho %}TRÍCH {% endif %}THÔNG BÁO", "{{ trich_yeu }}"], centred=True, bold=True)
    _write(document, ["{%p if trich_cho %}", "Trích sao phần giao {{ trich_cho }}", "{%p endif %}"], centred=True)
    _write(document, ["{%p if minh_hoa %}", "{{ minh_hoa }}", "{%p endif %}"], centred=True)
    _write(document, ["{{ mo_dau }}", *_each("noi_dung")])
    left, right = _row(document, Mm(80), Mm(85))
    _write(left, ["Nơi nhận:"], bold=not of_the_party, italic=not of_the_party)
    _write(left, _each("noi_nhan"))
    _write(right, _each("quyen_han_ky"), centred=True, bold=True)
    _write(right, ["{{ chuc_vu }}"], centred=True, bold=not of_the_party)
    _write(right, ["", "", "", "{{ ho_ten }}"], centred=True, bold=True)
    return _saved(document)


def starting_minutes(*, of_the_party: bool) -> bytes:
    """Return the document of minutes, in the form of the state or of the Party: the secretary signs left."""
    document = _begun(of_the_party=of_the_party)
    _write(document, ["BIÊN BẢN", "{{ trich_yeu }}"], centred=True, bold=True)
    _write(document, _each("ghi_chu"), centred=True)
    _write(document, _each("noi_dung"))
    cells = _row(document, Mm(80), Mm(85))
    for cell, words, who in zip(cells, ("THƯ KÝ", "CHỦ TRÌ"), ("thu_ky", "chu_tri"), strict=True):
        _write(cell, [words], centred=True, bold=True)
        _write(cell, [f"{{{{ chuc_vu_{who} }}}}"], centred=True, italic=True)
        _write(cell, ["", "", "", f"{{{{ {who} }}}}"], centred=True, bold=True)
    return _saved(document)


def starting_letter(*, of_the_party: bool) -> bytes:
    """Return the document of letters of invitation, in the form of the state or of the Party."""
    document = _begun(of_the_party=of_the_party)
    _write(document, ["GIẤY MỜI", "{{ trich_yeu }}"], centred=True, bold=True)
    _write(document, ["{%p if minh_hoa %}", "{{ minh_hoa }}", "{%p endif %}"], centred=True)
    _write(document, ["{{ kinh_moi }}", *_each("noi_dung")])
    left, right = _row(document, Mm(80), Mm(85))
    _write(left, ["Nơi nhận:"], bold=not of_the_party, italic=not of_the_party)
    _write(left, _each("noi_nhan"))
    _write(right, _each("quyen_han_ky"), centred=True, bold=True)
    _write(right, ["{{ chuc_vu }}"], centred=True, bold=not of_the_party)
    return _saved(document)


def _begun(*, of_the_party: bool, below: tuple[str, ...] = ()) -> Any:
    """Return a document with the paper and the heading of an office's; some lines stand below the number."""
    document = docx.Document()
    section, style = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    left, right = _row(document, Mm(66), Mm(99))
    _write(left, _each("co_quan_cap_tren"), centred=True)
    _write(left, _each("co_quan"), centred=True, bold=True)
    _write(left, [*(["*"] if of_the_party else []), "{{ so_ky_hieu }}", *below], centred=True)
    _write(right, [*(PARTY_HEADING if of_the_party else STATE_HEADING)], centred=True, bold=True)
    _write(right, ["{{ dia_danh_ngay }}"], centred=True, italic=True)
    return document


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


def _each(name: str) -> list[str]:
    return [line.replace("NAME", name) for line in _LINES]


def _row(document: Any, *widths: Mm) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = width
        without_margins(cell)  # the longest line of the state's heading needs all of its column
    left, right = table.rows[0].cells
    return left, right


def _write(into: Any, lines: list[str], *, centred: bool = False, bold: bool = False, italic: bool = False) -> None:
    for line in lines:
        # A cell begins with an empty paragraph, which would stand above what is written into it.
        fresh = [each for each in into.paragraphs[:1] if hasattr(into, "_tc") and len(into.paragraphs) == 1]
        paragraph = fresh[0] if fresh and not fresh[0].text else into.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.italic, run.font.size = bold, italic, Pt(13) if centred else None
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(3), 1.0
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
