"""Figures that were published: what must be caught in them, and what must pass as rounding."""

from decimal import Decimal
from pathlib import Path

from tests.evidence.sheets import check, codes, status, use

from nghitrinh.evidence import Finding, Status
from nghitrinh.evidence.land import check_workbook

EXAMPLES = Path(__file__).parents[2] / "examples" / "hai-duong" / "land"


def example(name: str, **answers: str) -> Finding:
    return check_workbook((EXAMPLES / name).read_bytes(), name, answers)


def test_the_zone_whose_parts_add_to_5449_of_5300_hectares() -> None:
    (fault,) = example("khu-kinh-te.xlsx").faults
    assert (fault.left, fault.right, fault.difference) == (Decimal(5449), Decimal(5300), Decimal(149))
    assert fault.cells == tuple(f"'Phân khu'!B{row}" for row in (4, 5, 6, 7, 8, 9, 11))
    assert fault.code == "open_parts_exceed_the_whole"


def test_the_zones_two_districts_make_the_whole() -> None:
    (check_of_parts,) = [each for each in example("khu-kinh-te.xlsx").checks if each.code == "land.parts"]
    assert (check_of_parts.examined, check_of_parts.exact) == (2, 1)


def test_the_table_of_2012_changes_the_base_of_its_shares() -> None:
    (fault,) = example("nghi-quyet-32-2012.xlsx", **{"listed:Chỉ tiêu": "no"}).faults
    assert (fault.code, fault.values["base"], fault.values["other"]) == ("base_changes", "TDTN", "NNP")
    assert fault.cells == ("'Chỉ tiêu'!D7", "'Chỉ tiêu'!F7")


def test_the_growth_of_10_19_against_10_20_is_rounding() -> None:
    finding = example("tang-truong-2024.xlsx")
    (parts,) = [each for each in finding.checks if each.code == "land.parts"]
    assert (finding.holds, parts.rounded, parts.widest) == (True, 1, Decimal("0.01"))


def test_a_tenth_more_is_no_rounding() -> None:
    rows = [["Khu vực", "Điểm"], ["Nông nghiệp", 0.20], ["Công nghiệp", 6.67], ["Xây dựng", 0.53], ["Tổng số", 7.50]]
    (fault,) = check({"Đóng góp": rows}).faults
    assert (fault.difference, fault.tolerance) == (Decimal("-0.1"), Decimal("0.02"))


def test_the_area_that_fell_by_11_39_hectares_needs_its_boundary_decision() -> None:
    tables = {
        f"CH{year}": use(year, ["Tổng diện tích tự nhiên", None, area], ["Đất nông nghiệp", "NNP", 90000],
                         ["Đất phi nông nghiệp", "PNN", area - 90100], ["Đất chưa sử dụng", "CSD", 100])
        for year, area in ((2019, 166838.78), (2023, 166827.39))
    }  # fmt: skip
    heads = ["STT", "Đơn vị hành chính", "Năm", "Diện tích tăng, giảm (ha)", "Quyết định"]
    decided = [["Quyết định địa giới hành chính"], [], heads]
    (fault,) = check(tables).faults
    assert (fault.code, fault.difference) == ("area_changes", Decimal("-11.39"))
    explained = {**tables, "Địa giới": [*decided, [1, "Toàn tỉnh", 2020, -11.39, "Nghị quyết 59/NQ-CP"]]}
    assert check(explained).holds
    otherwise = {**tables, "Địa giới": [*decided, [1, "Toàn tỉnh", 2020, -9.39, "Nghị quyết 59/NQ-CP"]]}
    assert codes(check(otherwise)) == ["area_changes_otherwise"]


def test_an_industrial_park_under_the_code_of_the_high_tech_zone_is_named() -> None:
    rows = [["Đất phi nông nghiệp", "PNN", 30], ["Đất khu công nghiệp", "KCN", 20], ["Đất ở", "OCT", 10]]
    finding = check({"CH01": use(2020, *rows)}, **{"listed:CH01": "no"})
    (fault,) = [each for each in finding.faults if each.code == "name_and_code"]
    assert (fault.cells, fault.values["meant"]) == (("CH01!B5", "CH01!A5"), "SKK")


def test_a_functional_area_that_was_counted_is_said_to_be_the_cause() -> None:
    rows = [["Tổng diện tích tự nhiên", None, 150], ["Đất nông nghiệp", "NNP", 60], ["Đất phi nông nghiệp", "PNN", 39],
            ["Đất chưa sử dụng", "CSD", 1], ["Đất khu kinh tế*", "KKT", 50]]  # fmt: skip
    finding = check({"CH01": use(2020, *rows)})
    assert status(finding, "land.natural_area") is Status.FAILED
    assert finding.faults[0].hints[0] == "cause_overlay_counted"
