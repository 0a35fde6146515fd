"""Slips for a vote on paper: one for each seat, several on a sheet, and nothing on one that tells it from another."""

import io
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.docx import OTHER_FACE, element, set_up, settled
from nghitrinh.documents.pdf import drawn
from nghitrinh.documents.sheets import frame_of
from nghitrinh.record.bodies.seats import seats_on
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.voting.models import Vote
from nghitrinh.vietnamese import format_date, unended, writable

HEAD = "PHIẾU BIỂU QUYẾT"
UNNAMED = "(Bỏ phiếu kín)"
HOW = "Đánh dấu X vào một ô của mỗi dòng. Không ký tên, không ghi gì khác lên phiếu."
COLUMNS = ("TT", "Nội dung", "Tán thành", "Không tán thành", "Không biểu quyết")
OF_NAMES = "Họ tên, chức vụ"
WIDTHS = (11.0, 79.0, 25.0, 25.0, 25.0)
# How many slips stand on a sheet, by the rows of one.
_ON_A_SHEET = ((2, 3), (8, 2))


@dataclass(frozen=True)
class Slips:
    """The slips of one vote: what each says, how many there are, how many stand on a sheet."""

    body: str
    meeting: str
    question: str
    heads: tuple[str, ...]
    rows: tuple[str, ...]
    count: int
    vote: Vote

    @property
    def on_a_sheet(self) -> int:
        """Return how many slips fit on a sheet."""
        return next((slips for most, slips in _ON_A_SHEET if len(self.rows) <= most), 1)


def slips_of(vote: Vote) -> Slips:
    """Return the slips of a vote on paper, one for each seat of the body on the meeting's day."""
    meeting = vote.item.meeting
    names = tuple(each.label() for each in vote.candidates.all())
    question = unended(vote.question)
    return Slips(
        body=vote.owner.name,
        meeting=f"{title_of(meeting)}, ngày {format_date(meeting.day)}",
        question=question,
        heads=(COLUMNS[0], OF_NAMES if names else COLUMNS[1], *COLUMNS[2:]),
        rows=names or (question,),
        count=len(seats_on(vote.owner_id, meeting.day)),
        vote=vote,
    )


def slips_pdf(made: Slips) -> bytes:
    """Return slips as PDF, with a line to cut along between them."""
    data = {
        "title": f"{HEAD}: {made.question}",
        "author": made.body,
        "head": HEAD,
        "secret": UNNAMED,
        "how": HOW,
        "body": made.body.upper(),
        "meeting": made.meeting,
        "question": made.question if made.rows != (made.question,) else "",
        "heads": made.heads,
        "widths": WIDTHS,
        "rows": made.rows,
        "count": made.count,
        "on_a_sheet": made.on_a_sheet,
    }
    return drawn("slips.typ", data)


def slips_docx(made: Slips) -> bytes:
    """Return slips as DOCX: the same words, as many on a page."""
    document: Any = docx.Document()
    vote = made.vote
    frame = frame_of(vote.item.meeting, heading_of(vote.owner), f"{HEAD}: {made.question}", None)
    set_up(document, frame)
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(12)
    for number in range(made.count):
        _slip(document, made)
        if (number + 1) % made.on_a_sheet == 0 and number + 1 < made.count:
            document.add_page_break()
        elif number + 1 < made.count:
            _cut(document)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), OTHER_FACE)


def _slip(document: Any, made: Slips) -> None:
    _centred(document, made.body.upper(), bold=True, size=12)
    _centred(document, HEAD, bold=True, size=15)
    _centred(document, UNNAMED, italic=True, size=12)
    _centred(document, made.meeting, size=13)
    if made.rows != (made.question,):
        _centred(document, made.question, bold=True, size=13)
    _table(document, made)
    _centred(document, HOW, italic=True, size=11)


def _table(document: Any, made: Slips) -> None:
    table = document.add_table(rows=len(made.rows) + 1, cols=len(WIDTHS))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    said = [made.heads, *((str(at), row, "", "", "") for at, row in enumerate(made.rows, start=1))]
    for index, (row, words) in enumerate(zip(table.rows, said, strict=True)):
        row.height = Mm(9)
        for column, text in enumerate(words):
            _write(row.cells[column], text, column, is_head=index == 0)


def _write(cell: Any, text: str, column: int, *, is_head: bool) -> None:
    cell.width, cell.vertical_alignment = Mm(WIDTHS[column]), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if column == 1 and not is_head else WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(writable(text))
    run.font.size, run.bold = Pt(12), is_head


def _centred(document: Any, text: str, *, size: int, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(3)
    run = paragraph.add_run(writable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _cut(document: Any) -> None:
    """Draw the line to cut along: an empty paragraph with a dashed border."""
    paragraph = document.add_paragraph()
    border = element("w:pBdr")
    border.append(element("w:bottom", val="dashed", sz="6", space="8", color="808080"))
    paragraph._p.get_or_add_pPr().append(border)
    paragraph.paragraph_format.space_after = Pt(18)
