"""`land template`: an empty workbook that can be checked without a question once it is filled in."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from nghitrinh.evidence.land.classes import AREA, ClassTree, tree

_SPLIT = ("Cấp trên phân bổ", "Địa phương xác định", "Tổng số")
_FIGURE = "#,##0.00"
_THIN = Side(style="thin", color="999999")
_GUIDE = (
    "Điền số liệu vào các ô trống; đơn vị tính là héc ta. Trang không dùng thì xóa đi.",
    "Hàng và cột không có số liệu thì để trống. Tên loại đất và mã giữ nguyên.",
    "Kiểm tra: nghitrinh land check TỆP.xlsx",
    "Trang “Địa giới”: quyết định làm đổi diện tích tự nhiên, tăng ghi số dương, giảm ghi số âm.",
    "Loại đất có dấu * là khu chức năng, không cộng vào diện tích tự nhiên.",
)


@dataclass(frozen=True)
class _Head:
    """One head of a table: its row and column, the words, and how many columns it spans."""

    words: str
    columns: int = 1


def template(scheme: str = "2021-tinh", units: Sequence[str] = (), years: Sequence[int] = (2020, 2025, 2030)) -> bytes:
    """Return the workbook as bytes. `units` are the names of the administrative units, two years or more in order.

    Raises EvidenceError for a scheme that there is not.
    """
    classes, workbook = tree(scheme), Workbook()
    sheet: Any = workbook.active
    sheet.title = "Hướng dẫn"
    for row, words in enumerate((*_GUIDE, f"Danh mục loại đất: {classes.name}."), start=1):
        sheet.cell(row, 1).value = words
    rows = list(_rows(classes))
    _plan(workbook.create_sheet("Chỉ tiêu"), classes, rows, years)
    for year in years if units else ():
        _by_units(workbook.create_sheet(f"Năm {year}"), classes, rows, units, year)
    _conversions(workbook.create_sheet("Chuyển mục đích"), classes, units, years)
    _matrix(workbook.create_sheet("Chu chuyển"), classes, years)
    _list(
        workbook.create_sheet("Công trình"),
        f"DANH MỤC CÔNG TRÌNH, DỰ ÁN {_period(years)}",
        ("STT", "Tên công trình, dự án", "Mã loại đất", "Địa điểm (huyện, xã)", "Diện tích (ha)", "Đất lúa (LUA)"),
    )
    _list(workbook.create_sheet("Địa giới"), "QUYẾT ĐỊNH ĐỊA GIỚI HÀNH CHÍNH",
          ("STT", "Đơn vị hành chính", "Năm", "Diện tích tăng, giảm (ha)", "Quyết định"))  # fmt: skip
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _period(years: Sequence[int]) -> str:
    return f"GIAI ĐOẠN {years[0]}-{years[1]}" if len(years) > 1 else f"NĂM {years[0]}"


def _rows(classes: ClassTree) -> Iterable[tuple[str, str]]:
    """Yield name and code of each row, the natural area first and functional areas last."""
    yield "Tổng diện tích tự nhiên", ""
    yield from ((each.name, each.code) for each in classes.classes.values() if not each.overlay)
    yield from ((f"{each.name}*", each.code) for each in classes.classes.values() if each.overlay and each.name)


def _title(sheet: Any, words: str, columns: int) -> None:
    sheet.cell(1, 1).value = words
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    sheet.cell(2, 1).value = "Đơn vị tính: ha"
    for column in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 44 if column == 1 else 14


def _heads(sheet: Any, row: int, heads: Sequence[_Head], first: int = 1) -> None:
    column = first
    for head in heads:
        cell = sheet.cell(row, column)
        cell.value = head.words
        if head.columns > 1:
            sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=column + head.columns - 1)
        for each in range(column, column + head.columns):
            _dress(sheet.cell(row, each))
        column += head.columns


def _dress(cell: Any) -> None:
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7E6E6")
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def _labels(sheet: Any, classes: ClassTree, first: int, rows: Iterable[tuple[str, str]], columns: int) -> None:
    for row, (name, code) in enumerate(rows, start=first):
        depth = len(classes.above(code)) if code in classes.classes else 0
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = name, code or None
        sheet.cell(row, 1).alignment = Alignment(indent=depth)
        sheet.cell(row, 1).font = Font(bold=code in ("", *classes.children[AREA]))
        for column in range(3, 3 + columns):
            sheet.cell(row, column).number_format = _FIGURE
    sheet.freeze_panes = sheet.cell(first, 3)


def _plan(sheet: Any, classes: ClassTree, rows: list[tuple[str, str]], years: Sequence[int]) -> None:
    columns = len(_SPLIT) * len(years)
    _title(sheet, "CHỈ TIÊU SỬ DỤNG ĐẤT", 2 + columns)
    _heads(sheet, 4, [_Head("Loại đất"), _Head("Mã"), *(_Head(f"Năm {year}", len(_SPLIT)) for year in years)])
    _heads(sheet, 5, [_Head(words) for _year in years for words in _SPLIT], 3)
    _labels(sheet, classes, 6, rows, columns)


def _by_units(sheet: Any, classes: ClassTree, rows: list[tuple[str, str]], units: Sequence[str], year: int) -> None:
    _title(sheet, f"DIỆN TÍCH CÁC LOẠI ĐẤT THEO ĐƠN VỊ HÀNH CHÍNH NĂM {year}", 3 + len(units))
    _heads(sheet, 4, [*map(_Head, ("Loại đất", "Mã", "Tổng diện tích")), *map(_Head, units)])
    _labels(sheet, classes, 5, rows, 1 + len(units))


def _conversions(sheet: Any, classes: ClassTree, units: Sequence[str], years: Sequence[int]) -> None:
    farm = [each for each in classes.classes.values() if "NNP" in (each.code, *classes.above(each.code))]
    rows = [(each.name, f"{each.code}/PNN") for each in farm]
    _title(sheet, f"DIỆN TÍCH ĐẤT CHUYỂN SANG PHI NÔNG NGHIỆP {_period(years)}", 3 + len(units))
    _heads(sheet, 4, [*map(_Head, ("Chỉ tiêu", "Mã", "Tổng diện tích")), *map(_Head, units)])
    _labels(sheet, classes, 5, rows, 1 + len(units))


def _matrix(sheet: Any, classes: ClassTree, years: Sequence[int]) -> None:
    ends = [code for code in classes.leaves(AREA) if code in classes.classes]
    _title(sheet, f"CHU CHUYỂN ĐẤT ĐAI {_period(years)}", 4 + len(ends))
    start, end = f"Diện tích đầu kỳ, năm {years[0]}", f"Diện tích cuối kỳ, năm {years[-1 if len(years) < 2 else 1]}"
    _heads(sheet, 4, [*map(_Head, ("Loại đất", "Mã", start)), *map(_Head, ends), _Head("Cộng giảm")])
    rows = [(classes.classes[code].name, code) for code in ends]
    _labels(sheet, classes, 5, [*rows, ("Cộng tăng", ""), (end, "")], 2 + len(ends))


def _list(sheet: Any, title: str, heads: Sequence[str]) -> None:
    sheet.cell(1, 1).value = title
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    _heads(sheet, 3, [_Head(words) for words in heads])
    for column, words in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = 6 if words == "STT" else 32
