"""Each of the nine balances: a table that holds, the same with one fault, the cells and both sides of it."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.patience import patient
from tests.evidence.sheets import Rows, check, codes, status, use

from nghitrinh.evidence import Fault, Finding, Status
from nghitrinh.evidence.land.balances.comparing import Tally, tolerance
from nghitrinh.evidence.land.tables import Entry

UNITS = ("Tổng diện tích", "Huyện Gia Phú", "Huyện Nam Giang")
SPLIT = ("Cấp trên phân bổ", "Địa phương xác định", "Tổng số")


def only_fault(finding: Finding) -> Fault:
    (fault,) = finding.faults
    return fault


def leaves(rice: float = 5, other: float = 3) -> list[list[object]]:
    return [["Đất trồng cây hàng năm", "CHN", 8], ["Lúa", "LUA", rice], ["Cây hàng năm khác", "HNK", other]]


def test_a_class_is_the_sum_of_those_under_it() -> None:
    assert check({"CH01": use(2020, *leaves())}).holds
    fault = only_fault(check({"CH01": use(2020, *leaves(rice=4))}))
    assert (fault.code, fault.left, fault.right) == ("parts_are_not_the_whole", Decimal(7), Decimal(8))
    assert fault.cells == ("CH01!C5", "CH01!C6", "CH01!C4")


def test_a_partial_list_may_be_less_and_not_more() -> None:
    title = [["Theo Thông tư 01/2021/TT-BTNMT, năm 2025"], ["Loại đất", "Mã", "Diện tích (ha)"]]
    rows = [["Đất phát triển hạ tầng", "DHT", 50], ["Đất giao thông", "DGT", 30], ["Đất năng lượng", "DNL", 15]]
    assert check({"QG": [*title, *rows]}, scheme="2021-quoc-gia").holds
    rows[2][2] = 25
    assert codes(check({"QG": [*title, *rows]}, scheme="2021-quoc-gia")) == ["parts_exceed_the_whole"]


def by_units(*figures: float) -> Rows:
    return use(2020, ["Đất trồng lúa", "LUA", *figures], ["Đất nuôi trồng thủy sản", "NTS", 3, 1, 2], heads=UNITS)


def test_units_make_the_whole_class_by_class() -> None:
    assert check({"CH01": by_units(12, 5, 7)}).holds
    fault = only_fault(check({"CH01": by_units(12, 5, 8)}))
    assert (fault.code, fault.values["code"]) == ("units_are_not_the_whole", "LUA")
    assert fault.cells == ("CH01!D4", "CH01!E4", "CH01!C4")


def matrix(kept: float = 90, end: float = 30) -> Rows:
    return [
        ["Chu chuyển đất đai giai đoạn 2020-2025. Đơn vị tính: ha"],
        [],
        ["Loại đất", "Mã", "Diện tích năm 2020", "LUA", "SKK", "ONT", "Cộng giảm"],
        ["Đất trồng lúa", "LUA", 100, kept, 8, 2, 10],
        ["Đất khu công nghiệp", "SKK", 22, 0, 22, 0, 0],
        ["Đất ở tại nông thôn", "ONT", 50, 0, 0, 50, 0],
        ["Cộng tăng", None, None, 0, 8, 2],
        ["Diện tích năm 2025", None, None, 90, end, 52],
    ]


def test_a_matrix_meets_its_start_and_its_end() -> None:
    assert check({"Chu chuyen": matrix()}).holds
    assert codes(check({"Chu chuyen": matrix(kept=91)})) == ["row_is_not_the_start", "column_is_not_the_end"]
    fault = only_fault(check({"Chu chuyen": matrix(end=31)}))
    assert (fault.code, fault.values["code"]) == ("column_is_not_the_end", "SKK")


def test_a_matrix_meets_the_tables_of_its_years() -> None:
    tables = {"CH2020": use(2020, ["Đất trồng lúa", "LUA", 101], ["Đất khu công nghiệp", "SKK", 22])}
    fault = only_fault(check({**tables, "Chu chuyen": matrix()}))
    assert (fault.code, fault.left, fault.right) == ("start_is_not_the_table", Decimal(100), Decimal(101))


def conversions(total: float, rice: float, first: float = 6) -> Rows:
    return [
        ["Chuyển mục đích giai đoạn 2020-2025. Đơn vị tính: ha"],
        [],
        ["Chỉ tiêu", "Mã", *UNITS],
        ["Đất trồng cây hàng năm", "CHN/PNN", total, total - 4, 4],
        ["Đất trồng lúa", "LUA/PNN", rice, first, rice - first],
        ["Đất chuyên trồng lúa", "LUC/PNN", 7, 5, 2],
    ]


def test_a_conversion_holds_those_within_it() -> None:
    assert check({"Chuyen": conversions(12, 8)}).holds
    assert set(codes(check({"Chuyen": conversions(12, 6, 4)}))) == {"conversion_exceeds_the_whole"}
    fault = only_fault(check({"Chuyen": conversions(12, 11, 9)}))
    assert (fault.values["unit"], fault.left, fault.right) == ("Huyện Gia Phú", Decimal(9), Decimal(8))


def test_a_conversion_is_what_the_matrix_says() -> None:
    rows = [["Đất trồng lúa", "LUA/PNN", 10], ["Đất nuôi trồng thủy sản", "NTS/PNN", 0]]
    table = [["Chuyển mục đích giai đoạn 2020-2025. Đơn vị tính: ha"], [], ["Chỉ tiêu", "Mã", "Tổng diện tích"], *rows]
    assert check({"Chuyen": table, "Chu chuyen": matrix()}).holds
    rows[0][2] = 11
    fault = only_fault(check({"Chuyen": [*table[:3], *rows], "Chu chuyen": matrix()}))
    assert (fault.code, fault.left, fault.right) == ("conversion_is_not_the_matrix", Decimal(11), Decimal(10))


def quotas(*rows: list[object], years: tuple[int, ...] = (2025,)) -> Rows:
    heads = [each for year in years for each in (f"Năm {year}", None, None)]
    return [["Chỉ tiêu"], ["Đơn vị tính: ha"], ["Loại đất", "Mã", *heads], [None, None, *SPLIT * len(years)], *rows]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["Đất trồng lúa", "LUA", 90, 5, 95], []),
        (["Đất trồng lúa", "LUA", 90, 5, 96], ["total_is_not_the_sum"]),
        (["Đất trồng lúa", "LUA", 90, -5, 85], ["below_the_floor"]),
        (["Đất khu công nghiệp", "SKK", 90, 5, 95], ["above_the_ceiling"]),
        (["Đất khu công nghiệp", "SKK", 90, -5, 85], []),
    ],
)
def test_a_total_is_allocated_and_determined_and_keeps_to_its_quota(row: list[object], expected: list[str]) -> None:
    sheet = [*quotas(row, ["Đất nuôi trồng thủy sản", "NTS", None, 4, 4])]
    sheet[3] = [None, None, *SPLIT]
    sheet[2] = ["Loại đất", "Mã", "Năm 2025", "Năm 2025", "Năm 2025"]
    assert codes(check({"CT04": sheet})) == expected


@pytest.mark.parametrize(
    ("areas", "holds"), [((90, 80, 70), True), ((90, 60, 70), False), ((20, 30, 25), False), ((20, 20, 25), True)]
)
def test_a_class_with_a_quota_goes_one_way(areas: tuple[float, ...], holds: bool) -> None:  # noqa: FBT001
    heads = [f"Năm {year}" for year in (2020, 2025, 2030)]
    rows = [["Chỉ tiêu"], ["Đơn vị tính: ha"], ["Loại đất", "Mã", *heads], ["Đất trồng lúa", "LUA", *areas]]
    finding = check({"CT04": [*rows, ["Đất nuôi trồng thủy sản", "NTS", 4, 5, 4]]})
    assert (codes(finding) == [], status(finding, "land.allocation") is Status.PASSED) == (holds, holds)


def works(size: float, rice: float) -> Rows:
    heads = ["STT", "Tên công trình, dự án", "Mã loại đất", "Địa điểm", "Diện tích (ha)", "Đất lúa (LUA)"]
    title = [["Danh mục công trình giai đoạn 2020-2025"], [], heads]
    return [*title, [1, "Khu công nghiệp số 1", "SKK", "Huyện Gia Phú", size, rice],
            [2, "Khu công nghiệp số 2", "SKK", "Gia Phú", 20, 3]]  # fmt: skip


def test_works_fit_into_their_class_and_into_the_conversions() -> None:
    others = {
        "CH2025": use(2025, ["Đất khu công nghiệp", "SKK", 70, 40, 30], ["Đất ở", "OCT", 9, 4, 5], heads=UNITS),
        "Chuyen": conversions(12, 10),
    }
    assert check({**others, "Cong trinh": works(35, 3)}).holds
    fault = only_fault(check({**others, "Cong trinh": works(45, 3)}))
    assert (fault.code, fault.cells) == ("park_exceeds_its_class", ("'Cong trinh'!E4", "CH2025!D4"))
    fault = only_fault(check({**others, "Cong trinh": works(35, 5)}))
    assert (fault.code, fault.left, fault.right) == ("works_take_more_than_converted", Decimal(8), Decimal(6))


def shares(second: float) -> Rows:
    rows = [["Tổng diện tích tự nhiên", None, 200, 100], ["Đất nông nghiệp", "NNP", 120, 60],
            ["Đất phi nông nghiệp", "PNN", 80, 40], ["Đất chưa sử dụng", "CSD", 0, 0],
            ["Đất trồng lúa", "LUA", 30, second], ["Đất ở tại nông thôn", "ONT", 20, 10]]  # fmt: skip
    return use(2020, *rows, heads=("Diện tích (ha)", "Cơ cấu (%)"))


def test_a_share_is_of_the_base_of_its_column() -> None:
    answers = {"listed:CH01": "no"}
    assert check({"CH01": shares(15)}, **answers).holds
    fault = only_fault(check({"CH01": shares(25)}, **answers))
    assert (fault.code, fault.values["fits"]) == ("share_of_another_base", "NNP")
    fault = only_fault(check({"CH01": shares(17)}, **answers))
    assert (fault.code, fault.values["computed"]) == ("share_is_not_its_area", "15")


def test_what_is_not_there_is_said_and_not_passed() -> None:
    finding = check({"CH01": use(2020, ["Đất trồng lúa", "LUA", 5], ["Đất ở", "OCT", 3])})
    missing = {each.code: each.missing for each in finding.checks if each.status is Status.NOT_CHECKED}
    assert missing["land.transitions"] == ("no_matrix",)
    assert len(missing) == 10


STEPS = st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(1)])


@patient
@given(st.lists(st.tuples(st.integers(0, 10**7), STEPS), min_size=1, max_size=4))
def test_true_figures_rounded_each_by_itself_are_never_a_fault(figures: list[tuple[int, Decimal]]) -> None:
    parts = [
        Entry(round(Decimal(value) / 1000 / step) * step, step, f"A{row}") for row, (value, step) in enumerate(figures)
    ]
    whole = Decimal(sum(value for value, _ in figures)) / 1000
    for step, digits in product([Decimal("0.01"), Decimal(1)], [0]):
        tally = Tally("x")
        total = Entry(round(whole / step, digits) * step, step, "B1")
        assert tally.equal("parts_of_a_whole", parts, [total], {})


@patient
@given(st.lists(STEPS, min_size=1, max_size=80))
def test_a_tolerance_is_never_more_than_the_worst_case(steps: list[Decimal]) -> None:
    assert 0 < tolerance(steps) <= sum(steps) / 2
