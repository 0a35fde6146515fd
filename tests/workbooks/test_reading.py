"""What a workbook's cells hold, as its reader gives them: kinds, days of both epochs, formulas, texts, sheets."""

import io
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from tests.workbooks.hostile import with_cell

from nghitrinh.workbooks import CellKind, Limits, WorkbookError, opened

LIMITS = Limits(packed=1_000_000, unpacked=5_000_000, cells=1_000, tags=10_000)


def _saved(workbook: Workbook) -> bytes:
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _book(*rows: Any) -> Workbook:
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in rows:
        sheet.append(row)
    return workbook


def _row(data: bytes, *, computed: bool = False) -> list[tuple[int, CellKind, Any]]:
    """Return the cells of the one row with values."""
    with opened(data, LIMITS, computed=computed) as (sheet,):
        ((_number, cells),) = sheet.rows()
    return [(cell.column, cell.kind, cell.value) for cell in cells]


@pytest.mark.parametrize("epoch", [datetime(1899, 12, 30), datetime(1904, 1, 1)])  # noqa: DTZ001
def test_each_kind_of_value_is_told_in_either_epoch(epoch: datetime) -> None:
    workbook = _book(("Hai\r\ndòng", 7, 2.5, True, date(2021, 12, 31), time(14, 0), "=SUM(B1:C1)", "#REF!", None))
    workbook.epoch = epoch
    (text, *others) = _row(_saved(workbook))
    assert text == (1, CellKind.TEXT, "Hai\ndòng")
    assert others == [
        (2, CellKind.NUMBER, 7),
        (3, CellKind.NUMBER, 2.5),
        (4, CellKind.BOOLEAN, True),
        (5, CellKind.DAY, datetime(2021, 12, 31)),  # noqa: DTZ001
        (6, CellKind.TIME, time(14, 0)),
        (7, CellKind.FORMULA, "=SUM(B1:C1)"),
        (8, CellKind.ERROR, "#REF!"),
    ]


def test_a_formula_is_its_computed_value_where_that_is_asked_for_and_there() -> None:
    data = _saved(_book(("=1+1", "=2+2")))
    data = with_cell(data, "A1", b'<c r="A1"><f>1+1</f><v>2</v></c>')
    assert _row(data, computed=True) == [(1, CellKind.NUMBER, 2), (2, CellKind.FORMULA, "=")]
    assert _row(data) == [(1, CellKind.FORMULA, "=1+1"), (2, CellKind.FORMULA, "=2+2")]


def test_a_text_is_as_people_see_it() -> None:
    assert _row(_saved(_book(("Ho\u0300a_x000D_\nhai_x0041_",)))) == [(1, CellKind.TEXT, "Hòa\nhaiA")]


def test_a_number_comes_with_the_format_that_shows_it() -> None:
    workbook = _book((1, 2, 3))
    sheet: Any = workbook.active
    sheet["B1"].number_format, sheet["C1"].number_format = "0.00", '#,##0.0 "ha"'
    with opened(_saved(workbook), LIMITS) as (raw,):
        ((_number, cells),) = raw.rows()
    assert [cell.format for cell in cells] == ["General", "0.00", '#,##0.0 "ha"']


def test_hidden_sheets_are_told_and_merged_ranges_are_known_once_the_rows_are() -> None:
    workbook = _book(("a", None), ("b", "c"))
    first: Any = workbook.active
    first.merge_cells("A1:B1")
    workbook.create_sheet("Ẩn").sheet_state = "hidden"
    with opened(_saved(workbook), LIMITS) as sheets:
        assert [(sheet.name, sheet.is_shown) for sheet in sheets] == [("Sheet", True), ("Ẩn", False)]
        assert [number for number, _cells in sheets[0].rows()] == [1, 2]
        assert sheets[0].merged == [(1, 1, 1, 2)]


def test_the_cells_of_all_sheets_are_counted_together() -> None:
    workbook = _book(*[[1] * 10] * 60)
    again: Any = workbook.copy_worksheet(workbook.worksheets[0])
    assert again.max_row == 60
    with opened(_saved(workbook), LIMITS) as (first, second):
        assert len(list(first.rows())) == 60
        with pytest.raises(WorkbookError) as refused:
            list(second.rows())
    assert refused.value.code == "too_many_cells"
