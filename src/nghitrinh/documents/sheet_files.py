"""Papers of a meeting as PDF and DOCX: the same words in both, the same bytes for the same content."""

import io
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from nghitrinh.documents.content import heading_lines, recipient_lines, signature_lines, title_size
from nghitrinh.documents.docx import (
    OTHER_FACE,
    SIGNATURE_ROOM,
    element,
    set_lines,
    set_up,
    settled,
    short_line,
    two_columns,
)
from nghitrinh.documents.pdf import drawn, plain
from nghitrinh.documents.sheets import ILLUSTRATIVE, Sheet, SheetLine, Table, left_of
from nghitrinh.vietnamese import writable


def sheets_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Return papers as one PDF, each from a page of its own."""
    first = sheets[0]
    return drawn(
        "sheet.typ",
        {
            "title": first.frame.title,
            "author": " ".join(first.frame.issuer),
            "sheets": [_data(each) for each in sheets],
        },
    )


def _data(sheet: Sheet) -> dict[str, Any]:
    return {
        "issuer": plain(left_of(sheet)),
        "heading": plain(heading_lines(sheet.frame)),
        "head": sheet.head,
        "title_size": title_size(sheet.frame),
        "about": sheet.about,
        "illustrative": sheet.frame.illustrative,
        "note": ILLUSTRATIVE,
        "lines": [asdict(each) for each in sheet.lines],
        "table": asdict(sheet.table) if sheet.table else None,
        "closing": sheet.closing,
        "recipients": plain(recipient_lines(sheet.frame)),
        "signature": plain(signature_lines(sheet.frame)) if sheet.is_signed else [],
    }


def sheet_docx(sheet: Sheet) -> bytes:
    """Return a paper as DOCX."""
    return sheets_docx([sheet])


def sheets_docx(sheets: Sequence[Sheet]) -> bytes:
    """Return papers as one DOCX, each from a page of its own."""
    document: Any = docx.Document()
    set_up(document, sheets[0].frame)
    for index, sheet in enumerate(sheets):
        if index:
            document.add_page_break()
        _sheet(document, sheet)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), OTHER_FACE)


def _sheet(document: Any, sheet: Sheet) -> None:
    issuer, heading = two_columns(document, Mm(68), Mm(97))
    set_lines(issuer, left_of(sheet), centred=True)
    set_lines(heading, heading_lines(sheet.frame), centred=True)
    _heads(document, sheet)
    for each in sheet.lines:
        _line(document, each)
    if sheet.table:
        _table(document, sheet.table)
    if sheet.closing:
        document.add_paragraph(writable(sheet.closing)).paragraph_format.space_before = Pt(6)
    if sheet.is_signed:
        _signature(document, sheet)


def _heads(document: Any, sheet: Sheet) -> None:
    size = Pt(title_size(sheet.frame))
    head = _centred(document, sheet.head, bold=True, size=size)
    head.paragraph_format.space_before = Pt(18)
    head._p.get_or_add_pPr().append(element("w:outlineLvl", val="0"))
    for each in sheet.about:
        _centred(document, each, bold=True)
    short_line(document)
    if sheet.frame.illustrative:
        _centred(document, ILLUSTRATIVE, italic=True)


def _centred(document: Any, text: str, *, bold: bool = False, italic: bool = False, size: Any = None) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(writable(text))
    run.bold, run.italic, run.font.size = bold, italic, size
    return paragraph


def _line(document: Any, line: SheetLine) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(10)
    if line.label:
        paragraph.add_run(writable(f"{line.label} ")).bold = True
    paragraph.add_run(writable(line.text))


def _table(document: Any, given: Table) -> None:
    table = document.add_table(rows=1, cols=len(given.columns))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    widths = [Mm(each.width) for each in given.columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))  # again on each page
    heads = tuple(each.head for each in given.columns)
    for index, said in enumerate((heads, *given.rows)):
        row = table.rows[0] if index == 0 else table.add_row()
        row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))
        if index and len(said) > 1 and given.height:
            row.height, row.height_rule = Mm(given.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        _cells(row, said, widths, given, is_head=index == 0)


def _cells(row: Any, said: tuple[str, ...], widths: list[Any], given: Table, *, is_head: bool) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
    cells = [row.cells[0].merge(row.cells[-1])] if len(said) == 1 else row.cells
    for cell, text, column in zip(cells, said, given.columns, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        is_centred = is_head or (column.centred and len(said) > 1)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_centred else WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(writable(text))
        run.font.size, run.bold = Pt(13), is_head or len(said) == 1


def _signature(document: Any, sheet: Sheet) -> None:
    recipients, signature = two_columns(document, Mm(82), Mm(83))
    set_lines(recipients, recipient_lines(sheet.frame))
    set_lines(signature, signature_lines(sheet.frame), centred=True)
    for cell in (recipients, signature):
        cell.paragraphs[0].paragraph_format.space_before = Pt(12)
    signature.paragraphs[-1].paragraph_format.space_after = SIGNATURE_ROOM[False]
