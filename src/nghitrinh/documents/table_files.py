"""A paper that is one table, as DOCX and as what its PDF is drawn from: heading, what it is about, figures, rows."""

import io
from collections.abc import Sequence
from typing import Any, Protocol

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import Notice, NoticeLine, heading_lines, issuer_lines
from nghitrinh.documents.docx import OTHER_FACE, element, set_lines, set_up, settled, two_columns
from nghitrinh.documents.pdf import plain
from nghitrinh.vietnamese import writable

_UPRIGHT, _CROSSWISE = (Mm(70), Mm(95)), (Mm(110), Mm(142))


class TablePaper(Protocol):
    """What such a paper says."""

    @property
    def frame(self) -> Notice:
        """Return who issues it, and when."""

    @property
    def about(self) -> str:
        """Return what it is about."""

    @property
    def figures(self) -> Sequence[str]:
        """Return the lines above the table."""

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Return the rows of the table, as wide as its columns."""


def begun(made: TablePaper, title: str, *, crosswise: bool = False) -> Any:
    """Return a DOCX document with everything above the table, on paper that lies crosswise or stands."""
    document = docx.Document()
    set_up(document, made.frame)
    if crosswise:
        section = document.sections[0]
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    issuer, heading = two_columns(document, *(_CROSSWISE if crosswise else _UPRIGHT))
    set_lines(issuer, _issuer(made), centred=True)
    set_lines(heading, heading_lines(made.frame), centred=True)
    _centred(document, title, bold=True)
    _centred(document, made.about, bold=True)
    if made.frame.illustrative:
        _centred(document, "Văn bản minh họa của bản dùng thử", bold=False)
    for line in made.figures:
        document.add_paragraph(writable(line))
    return document


def _issuer(made: TablePaper) -> list[NoticeLine]:
    """Return the left of the heading; such a paper has no number."""
    return [line for line in issuer_lines(made.frame) if line.text]


def _centred(document: Any, text: str, *, bold: bool) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(writable(text)).bold = bold


def set_table(
    document: Any, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, numbers: bool
) -> None:
    """Add the table, its head again on each page; where it has `numbers`, all but the first column is centred."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))
    for row, said in enumerate((columns, *rows)):
        cells = (table.rows[0] if row == 0 else table.add_row()).cells
        for at, (cell, text, width) in enumerate(zip(cells, said, widths, strict=True)):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            is_centred = row == 0 or (numbers and at > 0)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_centred else WD_ALIGN_PARAGRAPH.LEFT
            run = paragraph.add_run(writable(text))
            run.font.size, run.bold = Pt(12), row == 0


def ended_docx(document: Any) -> bytes:
    """Return the bytes of a document, the same for the same content."""
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), OTHER_FACE)


def drawn_from(made: TablePaper, title: str, columns: Sequence[str]) -> dict[str, Any]:
    """Return what the PDF of such a paper is drawn from; what stands below its table, each kind adds."""
    day = made.frame.issued_on
    return {
        "title": f"{title}: {made.about}",
        "author": " ".join(made.frame.issuer),
        "day": [day.year, day.month, day.day] if day else None,
        "issuer": plain(_issuer(made)),
        "heading": plain(heading_lines(made.frame)),
        "head": title,
        "about": made.about,
        "illustrative": made.frame.illustrative,
        "figures": made.figures,
        "columns": columns,
        "rows": made.rows,
    }
