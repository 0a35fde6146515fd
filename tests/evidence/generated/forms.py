"""A plan as planning offices lay it out: sheets of texts and figures, each figure rounded by itself as it is shown."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from tests.evidence.generated.plans import OVERLAYS, WHOLE, Plan

Place = tuple[str, int, int]


@dataclass
class Shown:
    """One figure of a sheet: what it is of, and what stands in the cell."""

    key: tuple[str, ...]
    value: Decimal
    kind: str = "area"


@dataclass
class Style:
    """How one office writes: digits, the unit of area, figures as numbers or as Vietnamese text, zeros as a dash."""

    digits: int
    measure: str
    as_text: bool
    dashes: bool
    codes: bool
    shouting: bool


@dataclass
class SheetDraft:
    """A sheet before it is written: cells by (row, column) from 1, and what is merged."""

    title: str
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def line(self, row: int, values: Sequence[object], column: int = 1) -> None:
        """Put values side by side; None leaves a cell empty."""
        for offset, value in enumerate(values):
            if value is not None:
                self.cells[row, column + offset] = value

    def figures(self, kind: str = "") -> Iterator[tuple[tuple[int, int], Shown]]:
        """The figures with their places."""
        for place, cell in self.cells.items():
            if isinstance(cell, Shown) and (not kind or cell.kind == kind):
                yield place, cell


@dataclass
class Draft:
    """A workbook before it is written, and what a person who knows it would answer about it."""

    plan: Plan
    style: Style
    sheets: list[SheetDraft]
    answers: dict[str, str]


def make_draft(plan: Plan, chance: random.Random) -> Draft:
    """Lay a plan out in one of the usual forms, with conversion table, matrix and works beside it at times."""
    style = Style(
        digits=chance.choice((0, 1, 2, 2, 2, 3)),
        measure=chance.choice(("ha", "ha", "ha", "km2")),
        as_text=chance.random() < 0.2,
        dashes=chance.random() < 0.5,
        codes=chance.random() < 0.8,
        shouting=chance.random() < 0.3,
    )
    if style.measure == "km2":
        style.digits += 1
    form = chance.choice((classes_by_units, units_by_classes, province_by_years, long_list))
    sheets = list(form(plan, style, chance))
    if len(plan.years) > 1 and chance.random() < 0.5:
        sheets.append(conversions(plan, style, chance))
    if len(plan.years) > 1 and chance.random() < 0.3:
        sheets.append(matrix(plan, style, chance))
    if len(plan.years) > 1 and any("CH" in each.title for each in sheets) and chance.random() < 0.6:
        sheets.append(works(plan, style, chance))
    scheme = {"province": "2021-tinh", "statistics": "2014"}[plan.scheme]
    return Draft(plan, style, sheets, {"scheme": scheme, "measure": style.measure})


def figure(style: Style, square_metres: int, key: tuple[str, ...], kind: str = "area") -> Shown:
    """Round one figure as it is shown."""
    per = 10_000 if style.measure == "ha" else 1_000_000
    value = (Decimal(square_metres) / per).quantize(Decimal(1).scaleb(-style.digits), ROUND_HALF_UP)
    return Shown(key, value, kind)


def _rows(plan: Plan, *, overlays: bool) -> list[tuple[str, str, str]]:
    """Number, name and code of each row of a form: the natural area first, the overlays last."""
    rows = [("", "Tổng diện tích tự nhiên", "")]
    roman, deeper = ["I", "II", "III"], [0, 0, 0, 0, 0]
    for code in plan.shown():
        depth = len(plan.lines[code]) - 1
        deeper[depth] += 1
        deeper[depth + 1 :] = [0] * (len(deeper) - depth - 1)
        number = roman[deeper[0] - 1] if depth == 0 else ".".join(str(each) for each in deeper[: depth + 1])
        rows.append((number, plan.names[code], code))
    return [*rows, *(("", f"{name}*", code) for code, name in OVERLAYS.items() if overlays)]


def _said(name: str, style: Style, *, group: bool) -> str:
    return name.upper() if style.shouting and group else name


def _title(sheet: SheetDraft, plan: Plan, style: Style, title: str, chance: random.Random) -> int:
    """Write what stands above a table; return the first row of its head."""
    row = 1
    if chance.random() < 0.6:
        sheet.line(row, ["ỦY BAN NHÂN DÂN TỈNH AN BÌNH"])
        row += 1
    sheet.line(row, [title])
    sheet.merged.append((row, 1, row, 6))
    row += 1
    if chance.random() < 0.3:
        law = "01/2021/TT-BTNMT" if plan.scheme == "province" else "28/2014/TT-BTNMT"
        sheet.line(row, [f"(Kèm theo Thông tư số {law})"])
        row += 1
    if chance.random() < 0.7:
        sheet.line(row, [f"Đơn vị tính: {style.measure}"], column=5)
        row += 1
    return row + chance.randint(0, 1)


def _numbered(sheet: SheetDraft, row: int, columns: int, chance: random.Random) -> int:
    """Some forms number their columns below the head."""
    if chance.random() < 0.4:
        sheet.line(row, [f"({number})" for number in range(1, columns + 1)])
        return row + 1
    return row


def _foot(sheet: SheetDraft, row: int, chance: random.Random) -> None:
    if chance.random() < 0.4:
        sheet.line(row + 1, ["Ghi chú: * Khu chức năng không cộng vào tổng diện tích tự nhiên"])
    if chance.random() < 0.3:
        sheet.line(row + 3, ["Ngày 15 tháng 10 năm 2021"], column=4)
        sheet.line(row + 4, ["NGƯỜI LẬP BIỂU"], column=4)


def classes_by_units(plan: Plan, style: Style, chance: random.Random) -> Iterator[SheetDraft]:
    """A sheet a year; classes down, units across under one merged head, the whole before or after them."""
    first = chance.random() < 0.7
    across = [WHOLE, *plan.units] if first else [*plan.units, WHOLE]
    for number, year in enumerate(plan.years, start=1):
        sheet = SheetDraft(f"CH{number:02}")
        row = _title(sheet, plan, style, f"PHÂN BỔ DIỆN TÍCH CÁC LOẠI ĐẤT NĂM {year}", chance)
        labels = ["STT", "Chỉ tiêu sử dụng đất", *(["Mã"] if style.codes else [])]
        start = len(labels) + 1
        sheet.line(row, labels)
        heads = ["Tổng diện tích" if unit == WHOLE else unit for unit in across]
        sheet.line(row + 1, heads, column=start)
        place = start + (1 if first else 0)
        if first:
            sheet.cells[row, start] = sheet.cells.pop((row + 1, start))
            sheet.merged.append((row, start, row + 1, start))
        sheet.line(row, ["Diện tích phân theo đơn vị hành chính"], column=place)
        sheet.merged += [(row, column, row + 1, column) for column in range(1, start)]
        sheet.merged.append((row, place, row, start + len(across) - 1))
        row = _numbered(sheet, row + 2, len(labels) + len(across), chance)
        for numbering, name, code in _rows(plan, overlays=True):
            shown = _said(name, style, group=code in ("", "NNP", "PNN", "CSD"))
            sheet.line(row, [numbering or None, shown, *([code or None] if style.codes else [])])
            for offset, unit in enumerate(across):
                key = (unit, code, str(year))
                sheet.cells[row, start + offset] = figure(style, plan.area[unit, code, year], key)
            row += 1
        _foot(sheet, row, chance)
        yield sheet


def units_by_classes(plan: Plan, style: Style, chance: random.Random) -> Iterator[SheetDraft]:
    """A sheet a year; units down, classes across by their codes or names, the whole in the last row."""
    codes = chance.random() < 0.7
    for year in plan.years:
        sheet = SheetDraft(f"Nam {year}")
        row = _title(sheet, plan, style, f"DIỆN TÍCH, CƠ CẤU ĐẤT ĐAI CÁC ĐƠN VỊ HÀNH CHÍNH NĂM {year}", chance)
        sheet.line(row, ["TT", "Đơn vị hành chính"])
        rows = list(_rows(plan, overlays=False))
        heads = [name if not code else (code if codes else name) for _, name, code in rows]
        sheet.line(row, heads, column=3)
        row = _numbered(sheet, row + 1, 2 + len(heads), chance)
        for number, unit in enumerate([*plan.units, WHOLE], start=1):
            sheet.line(row, [number if unit != WHOLE else None, unit or "Toàn tỉnh"])
            for offset, (_, _name, code) in enumerate(rows):
                key = (unit, code, str(year))
                sheet.cells[row, 3 + offset] = figure(style, plan.area[unit, code, year], key)
            row += 1
        _foot(sheet, row, chance)
        yield sheet


def province_by_years(plan: Plan, style: Style, chance: random.Random) -> Iterator[SheetDraft]:
    """One sheet for the whole: years across, each with area and share, or allocated, locally determined and total."""
    sheet = SheetDraft("CT04")
    row = _title(sheet, plan, style, "CHỈ TIÊU SỬ DỤNG ĐẤT CỦA TỈNH", chance)
    labels = ["STT", "Loại đất", *(["Mã"] if style.codes else [])]
    split = chance.random() < 0.6
    parts = ["Cấp trên phân bổ", "Địa phương xác định", "Tổng số"] if split else ["Diện tích (ha)", "Cơ cấu (%)"]
    if not split and style.measure == "km2":
        parts[0] = "Diện tích (km2)"
    start = len(labels) + 1
    sheet.line(row, labels)
    sheet.merged += [(row, column, row + 1, column) for column in range(1, start)]
    for index, year in enumerate(plan.years):
        column = start + index * len(parts)
        said = f"Hiện trạng năm {year}" if index == 0 else f"Quy hoạch đến năm {year}"
        sheet.line(row, [said], column=column)
        sheet.merged.append((row, column, row, column + len(parts) - 1))
        sheet.line(row + 1, parts, column=column)
    row = _numbered(sheet, row + 2, len(labels) + len(parts) * len(plan.years), chance)
    for numbering, name, code in _rows(plan, overlays=False):
        sheet.line(row, [numbering or None, name, *([code or None] if style.codes else [])])
        for index, year in enumerate(plan.years):
            place = start + index * len(parts)
            filled = _split(plan, style, code, year) if split else _shared(plan, style, code, year)
            sheet.line(row, filled, column=place)
        row += 1
    _foot(sheet, row, chance)
    yield sheet


def _split(plan: Plan, style: Style, code: str, year: int) -> list[object]:
    total = plan.area[WHOLE, code, year]
    key = (WHOLE, code, str(year))
    shown = figure(style, total, key)
    if code not in ("LUA", "LUC", "RPH", "RDD", "SKK", "DGT", "CQP", "CAN"):
        return [None, Shown(key, shown.value, "local"), shown]
    if code in ("SKK", "DGT", "CQP", "CAN"):
        return [Shown(key, shown.value, "allocated"), None, shown]
    allocated = figure(style, int(total * 0.9), key, "allocated")
    return [allocated, Shown(key, shown.value - allocated.value, "local"), shown]


def _shared(plan: Plan, style: Style, code: str, year: int) -> list[object]:
    key = (WHOLE, code, str(year))
    share = Decimal(100 * plan.area[WHOLE, code, year]) / plan.area[WHOLE, "", year]
    return [figure(style, plan.area[WHOLE, code, year], key), Shown(key, share.quantize(Decimal("0.01")), "share")]


def long_list(plan: Plan, style: Style, chance: random.Random) -> Iterator[SheetDraft]:
    """A row a figure, as exported from a database."""
    sheet = SheetDraft("Dữ liệu")
    codes = chance.random() < 0.8
    heads = ["Năm", "Đơn vị hành chính", "Mã loại đất" if codes else "Loại đất", f"Diện tích ({style.measure})"]
    sheet.line(1, heads)
    row = 2
    for year in plan.years:
        for unit in (*plan.units, WHOLE):
            for _, name, code in _rows(plan, overlays=False):
                sheet.line(row, [year, unit or "Toàn tỉnh", (code if codes else name) or "Tổng diện tích tự nhiên"])
                sheet.cells[row, 4] = figure(style, plan.area[unit, code, year], (unit, code, str(year)))
                row += 1
    yield sheet


def conversions(plan: Plan, style: Style, chance: random.Random) -> SheetDraft:
    """What turns into what, by unit: farm land to other uses with its parts."""
    sheet = SheetDraft("Chuyen muc dich")
    row = _title(sheet, plan, style, f"DIỆN TÍCH CHUYỂN MỤC ĐÍCH GIAI ĐOẠN {plan.years[0]}-{plan.years[1]}", chance)
    sheet.line(row, ["STT", "Chỉ tiêu", "Mã", "Tổng diện tích", *plan.units])
    row += 1
    farm = [code for code in plan.shown() if plan.lines[code][-1] == "NNP"]
    for number, code in enumerate(farm):
        words = "Đất nông nghiệp chuyển sang phi nông nghiệp" if code == "NNP" else plan.names[code]
        sheet.line(row, ["1" if code == "NNP" else f"1.{number}", words, f"{code}/PNN"])
        for offset, unit in enumerate([WHOLE, *plan.units]):
            area = plan.converted(unit, code, "PNN")
            sheet.cells[row, 4 + offset] = figure(style, area, (unit, f"{code}/PNN", ""), "conversion")
        row += 1
    return sheet


def matrix(plan: Plan, style: Style, chance: random.Random) -> SheetDraft:
    """Who gave to whom in the whole: leaves down and across, with start, losses, gains and end."""
    sheet = SheetDraft("Chu chuyen")
    row = _title(sheet, plan, style, f"CHU CHUYỂN ĐẤT ĐAI GIAI ĐOẠN {plan.years[0]}-{plan.years[1]}", chance)
    leaves = [leaf for leaf in plan.leaves if not leaf.startswith("_")]
    if any(leaf.startswith("_") for leaf in plan.leaves):
        leaves[leaves.index("LUC")] = "LUA"
    sheet.line(row, ["Loại đất", "Mã", f"Diện tích năm {plan.years[0]}", *leaves, "Cộng giảm"])
    for line, source in enumerate(leaves, start=row + 1):
        given = [plan.converted(WHOLE, source, target) for target in leaves]
        kept = plan.area[WHOLE, source, plan.years[0]] - sum(given)
        if source == "LUA":
            kept = plan.area[WHOLE, "LUA", plan.years[0]] - sum(given)
        sheet.line(line, [plan.names[source], source])
        sheet.cells[line, 3] = figure(style, plan.area[WHOLE, source, plan.years[0]], (source, "start"), "matrix")
        for offset, target in enumerate(leaves):
            value = kept if target == source else given[offset]
            sheet.cells[line, 4 + offset] = figure(style, value, (source, target), "matrix")
        sheet.cells[line, 4 + len(leaves)] = figure(style, sum(given), (source, "lost"), "matrix")
    last = row + 1 + len(leaves)
    sheet.line(last, ["Cộng tăng"])
    sheet.line(last + 1, [f"Diện tích năm {plan.years[1]}"])
    for offset, target in enumerate(leaves):
        gained = sum(plan.converted(WHOLE, source, target) for source in leaves)
        end = plan.area[WHOLE, target, plan.years[1]]
        sheet.cells[last, 4 + offset] = figure(style, gained, (target, "gained"), "matrix")
        sheet.cells[last + 1, 4 + offset] = figure(style, end, (target, "end"), "matrix")
    return sheet


def works(plan: Plan, style: Style, chance: random.Random) -> SheetDraft:
    """A list of works with the rice land that each takes: at most what the plan converts, unit by unit."""
    sheet = SheetDraft("Cong trinh")
    row = _title(sheet, plan, style, f"DANH MỤC CÔNG TRÌNH, DỰ ÁN GIAI ĐOẠN {plan.years[0]}-{plan.years[1]}", chance)
    heads = ["STT", "Tên công trình, dự án", "Mã loại đất", "Địa điểm", f"Diện tích ({style.measure})", "Đất lúa (LUA)"]
    sheet.line(row, heads)
    number = 0
    for unit in plan.units:
        for target in ("SKK", "SKN"):
            size = int(plan.area[unit, target, plan.years[1]] * chance.uniform(0.3, 0.9))
            rice = int(min(size, plan.converted(unit, "LUA", target)) * chance.uniform(0.3, 0.9))
            number += 1
            words = ("Khu công nghiệp" if target == "SKK" else "Cụm công nghiệp") + f" số {number}"
            sheet.line(row + number, [number, words, target, unit])
            sheet.cells[row + number, 5] = figure(style, size, (unit, target, "size"), "works")
            sheet.cells[row + number, 6] = figure(style, rice, (unit, target, "rice"), "works")
    return sheet
