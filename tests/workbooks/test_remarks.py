"""What a sheet says beyond its values: each kind is told once, by its place, and a plain sheet says nothing."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from openpyxl.xml.constants import SHARED_STRINGS
from PIL import Image as Picture
from tests.workbooks.hostile import changed, with_cell, with_part

from nghitrinh.evidence.land import remarks as land
from nghitrinh.intake import sheet_remarks
from nghitrinh.workbooks import Limits, Remark, RemarkKind, opened

SHEET = "xl/worksheets/sheet1.xml"
LIMITS = Limits(packed=1_000_000, unpacked=5_000_000, cells=10_000, tags=100_000)


def book_of(change: Callable[[Any], Any]) -> bytes:
    """Return a workbook of five rows and three columns, changed by `change`, which is given its sheet."""
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in range(1, 6):
        sheet.append([f"{row}a", row, f"{row}c"])
    change(sheet)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def remarks_in(data: bytes, *, computed: bool = False) -> list[tuple[RemarkKind, str, str]]:
    with opened(data, LIMITS, computed=computed) as sheets:
        list(sheets[0].rows())
        return [(each.kind, each.place, each.text) for each in sheets[0].remarks]


def _hide(sheet: Any, *rows: int) -> None:
    for row in rows:
        sheet.row_dimensions[row].hidden = True


def _filter(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:C5"
    sheet.auto_filter.add_filter_column(0, ["2a"])
    _hide(sheet, 3, 4)


def _collapse(sheet: Any) -> None:
    sheet.row_dimensions.group(2, 3, hidden=True)


def _hide_columns(sheet: Any) -> None:
    sheet.column_dimensions.group("B", "C", hidden=True)


def _strike(sheet: Any) -> None:
    sheet["C2"].font = Font(strike=True)


def _strike_partly(sheet: Any) -> None:
    sheet["A3"] = CellRichText("giữ ", TextBlock(InlineFont(strike=True), "bỏ"), TextBlock(InlineFont(b=True), " đậm"))


def _white(sheet: Any) -> None:
    sheet["A2"].font = Font(color="FFFFFFFF")


def _same_as_ground(sheet: Any) -> None:
    sheet["A2"].font, sheet["A2"].fill = Font(color="FF00B050"), PatternFill("solid", fgColor="FF00B050")


def _note(sheet: Any) -> None:
    sheet["B4"].comment = Comment("Chờ ý\nkiến", "Thư ký")


def _draw(sheet: Any) -> None:
    drawn = io.BytesIO()
    Picture.new("RGB", (2, 2)).save(drawn, "PNG")
    sheet.add_image(Image(drawn), "E1")


SAYS: dict[str, tuple[Callable[[Any], Any], list[tuple[RemarkKind, str, str]]]] = {
    "hidden rows": (lambda sheet: _hide(sheet, 3), [(RemarkKind.HIDDEN_ROW, "3", "")]),
    "a filter": (_filter, [(RemarkKind.FILTERED_ROW, "3", ""), (RemarkKind.FILTERED_ROW, "4", "")]),
    "a collapsed outline": (_collapse, [(RemarkKind.COLLAPSED_ROW, "2", ""), (RemarkKind.COLLAPSED_ROW, "3", "")]),
    "hidden columns": (_hide_columns, [(RemarkKind.HIDDEN_COLUMN, "B", ""), (RemarkKind.HIDDEN_COLUMN, "C", "")]),
    "a struck out cell": (_strike, [(RemarkKind.STRUCK_OUT, "C2", "2c")]),
    "struck out words": (_strike_partly, [(RemarkKind.STRUCK_OUT, "A3", "bỏ")]),
    "white on nothing": (_white, [(RemarkKind.UNSEEN, "A2", "")]),
    "green on green": (_same_as_ground, [(RemarkKind.UNSEEN, "A2", "")]),
    "merged cells": (lambda sheet: sheet.merge_cells("C2:C4"), [(RemarkKind.MERGED, "C2:C4", "")]),
    "a note": (_note, [(RemarkKind.NOTE, "B4", "Chờ ý kiến")]),
    "a picture": (_draw, [(RemarkKind.DRAWING, "", "")]),
}


@pytest.mark.parametrize("name", SAYS)
def test_what_a_sheet_says_beyond_its_values_is_told(name: str) -> None:
    change, said = SAYS[name]
    assert remarks_in(book_of(change)) == said


def test_a_sheet_as_excel_dresses_it_says_nothing() -> None:
    def dress(sheet: Any) -> None:
        for cell in sheet[1]:
            cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E78")
        sheet["A2"].font, sheet["A3"].fill = Font(strike=False), PatternFill("solid", fgColor="FFFFFF00")
        sheet.row_dimensions[2].height, sheet.column_dimensions["A"].width = 40, 12
        sheet.auto_filter.ref, sheet.freeze_panes = "A1:C5", "A2"
        _hide(sheet, 40)
        sheet.column_dimensions["H"].hidden = True

    assert remarks_in(book_of(dress)) == []


def test_struck_out_words_of_shared_texts_are_told_too() -> None:
    texts = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>a</t></si><si><r><rPr><strike/>'
        b"</rPr><t>b</t></r><r><rPr><strike val='0'/></rPr><t>c</t></r></si></sst>"
    )
    kind = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + SHARED_STRINGS.encode() + b'"/></Types>'
    data = with_cell(book_of(lambda _sheet: None), "A2", b'<c r="A2" t="s"><v>1</v></c>')
    data = with_cell(data, "A3", b'<c r="A3" t="s"><v>0</v></c>')
    data = with_part(changed(data, "[Content_Types].xml", b"</Types>", kind), "xl/sharedStrings.xml", texts)
    assert remarks_in(data) == [(RemarkKind.STRUCK_OUT, "A2", "b")]


def test_a_value_that_another_program_computed_is_told_where_such_values_are_read() -> None:
    data = with_cell(book_of(lambda _sheet: None), "B2", b'<c r="B2"><f>1+1</f><v>2</v></c>')
    assert remarks_in(data, computed=True) == [(RemarkKind.COMPUTED, "B2", "")]
    assert remarks_in(data) == []


def test_rows_and_columns_without_any_size_are_hidden() -> None:
    data = changed(book_of(lambda _sheet: None), SHEET, b'<row r="4"', b'<row r="4" ht="0" customHeight="1"')
    data = changed(data, SHEET, b"<sheetData>", b'<cols><col min="2" max="2" width="0"/></cols><sheetData>')
    assert remarks_in(data) == [(RemarkKind.HIDDEN_ROW, "4", ""), (RemarkKind.HIDDEN_COLUMN, "B", "")]


def test_no_reader_passes_over_a_kind() -> None:
    """Each reader has an answer for every kind: a bad cell, a question, or a note; none is passed over."""
    elsewhere = {RemarkKind.COMPUTED}  # a list of tasks takes no formulas: each is a bad cell
    assert set(sheet_remarks.TO_MEND) | set(sheet_remarks._ASKED) | elsewhere == set(RemarkKind)
    spread = {RemarkKind.MERGED, RemarkKind.OTHER_SHEET}  # a merged head speaks for all below it; all sheets are read
    assert set(land._ASKED) | set(land._NOTED) | spread == set(RemarkKind)


def test_a_place_is_as_excel_names_it() -> None:
    assert Remark(RemarkKind.HIDDEN_COLUMN, 0, 28, 0, 28).place == "AB"
