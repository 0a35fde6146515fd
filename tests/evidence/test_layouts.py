"""Forms that the generator does not make: as circulars print them, and as offices bend them."""

import pytest
from tests.evidence.sheets import Rows, check

from nghitrinh.evidence import Finding

LETTERHEAD: Rows = [
    ["UBND TỈNH AN BÌNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["HIỆN TRẠNG SỬ DỤNG ĐẤT NĂM 2020 CỦA HUYỆN CẨM HÀ"],
    [None, None, None, None, None, "Đơn vị tính: ha"],
    ["STT", "Chỉ tiêu sử dụng đất", "Mã", "Tổng diện tích", "Diện tích phân theo đơn vị hành chính", None],
    [None, None, None, None, "TT. Sao Vàng", "Xã Hòa An"],
    ["(1)", "(2)", "(3)", "(4)=(5)+...+(6)", "(5)", "(6)"],
    ["I", "LOẠI ĐẤT", None, 100, 60, 40],
    [1, "Đất nông nghiệp", "NNP", 60, 35, 25],
    [None, "Trong đó:"],
    ["1.1", "Đất trồng lúa", "LUA", 50, 28, 22],
    [None, "Trong đó: Đất chuyên trồng lúa nước", "LUC", 48, 26, 22],
    ["1.2", "Đất trồng cây lâu năm", "CLN", 10, 7, 3],
    [2, "Đất phi nông nghiệp", "PNN", 40, 25, 15],
    [3, "Đất chưa sử dụng", "CSD", 0, 0, 0],
    ["II", "KHU CHỨC NĂNG*"],
    [1, "Đất đô thị*", "KDT", 60, 60, 0],
]
GROUPS: Rows = [
    ["KẾ HOẠCH SỬ DỤNG ĐẤT"], ["Đơn vị tính: ha"], ["TT", "Loại đất", "Mã", "Năm 2021", "Năm 2022"],
    ["I", "Huyện Gia Phú"], [1, "Đất trồng lúa", "LUA", 10, 9], [2, "Đất ở", "OCT", 5, 6],
    ["II", "Huyện Nam Sách"], [1, "Đất trồng lúa", "LUA", 20, 19], [2, "Đất ở", "OCT", 5, 6],
    ["III", "Toàn tỉnh"], [1, "Đất trồng lúa", "LUA", 30, 28], [2, "Đất ở", "OCT", 10, 12],
]  # fmt: skip
KINDS: Rows = [
    ["PHÂN BỔ CHỈ TIÊU ĐẾN NĂM 2030 (ha)"],
    ["Loại đất", "Mã", *(unit for unit in ("Toàn tỉnh", "Huyện Gia Phú", "Huyện Nam Sách") for _ in range(3))],
    [None, None, *("Cấp tỉnh phân bổ", "Huyện xác định", "Tổng số") * 3],
    ["Đất trồng lúa", "LUA", 30, 3, 33, 10, 1, 11, 20, 2, 22],
    ["Đất khu công nghiệp", "SKK", 30, 0, 30, 10, 0, 10, 20, 0, 20],
]
STACKED: Rows = [
    ["Biểu 1: hiện trạng năm 2020 (ha)"], ["Loại đất", "Mã", "Diện tích"], ["Đất trồng cây hàng năm", "CHN", 15],
    ["Đất trồng lúa", "LUA", 10], ["Cây hàng năm khác", "HNK", 5], [],
    ["Biểu 2: quy hoạch năm 2030 (ha)"], ["Loại đất", "Mã", "Diện tích"], ["Đất trồng cây hàng năm", "CHN", 13],
    ["Đất trồng lúa", "LUA", 8], ["Cây hàng năm khác", "HNK", 5],
]  # fmt: skip
COLUMNS: Rows = [
    ["Diện tích năm 2022 (ha)"], ["Đơn vị", "NNP", "PNN", "CSD", "Tổng"], ["Xã Hòa An", 10, 5, 1, 16],
    ["Xã Vạn Thắng", 20, 5, 0, 25], ["Tổng cộng", 30, 10, 1, 41],
]  # fmt: skip
POINTS: Rows = [
    ["Năm 2023"], ["Loại đất", "Diện tích (km2)"], ["Tổng diện tích tự nhiên", "1,668.28"],
    ["Đất nông nghiệp", "1,040.50"], ["Đất phi nông nghiệp", "626.60"], ["Đất chưa sử dụng", "1.18"],
]  # fmt: skip
FORMS: dict[str, tuple[Rows, tuple[int, int], int]] = {  # rows, the cell to spoil (from 0), relations examined
    "letterhead": (LETTERHEAD, (10, 4), 3 + 6 + 8),
    "units as groups of rows": (GROUPS, (4, 3), 4),
    "three kinds under each unit": (KINDS, (3, 7), 18),
    "tables below each other": (STACKED, (9, 2), 2),
    "units down, the whole in the last column": (COLUMNS, (2, 1), 7),
    "points before decimals": (POINTS, (4, 1), 1),
}


def finding_of(rows: Rows) -> Finding:
    return check({"Bang": rows}, "0.00", scheme="2014", **{"listed:Bang": "no"})


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read_and_holds(form: str) -> None:
    rows, _, examined = FORMS[form]
    finding = finding_of(rows)
    assert [(fault.code, fault.cells) for fault in finding.faults] == []
    relations = sum(
        each.examined for each in finding.checks if each.code not in ("land.inputs", "land.area_over_years")
    )
    assert relations == examined


@pytest.mark.parametrize("form", FORMS)
def test_one_wrong_figure_in_a_form_is_found(form: str) -> None:
    rows, (row, column), _ = FORMS[form]
    spoiled = [list(each) for each in rows]
    spoiled[row][column] = "630.60" if form.startswith("points") else float(str(spoiled[row][column])) + 40
    address = f"Bang!{'ABCDEFGHIJK'[column]}{row + 1}"
    faults = finding_of(spoiled).faults
    assert faults
    assert all(address in fault.cells for fault in faults)
