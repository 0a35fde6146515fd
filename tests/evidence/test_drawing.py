from xml.etree import ElementTree

import pytest
from tests.evidence.sheets import check

from nghitrinh.evidence import Finding

SVG = "{http://www.w3.org/2000/svg}"


def two_years() -> Finding:
    heads = ["Loại đất", "Mã", "Năm 2020", "Năm 2030"]
    rows = [["Chỉ tiêu (ha)"], heads, ["Đất nông nghiệp", "NNP", 75, 50], ["Đất phi nông nghiệp", "PNN", 25, 50]]
    return check({"CT": rows}, scheme="2014")


def test_bars_are_as_wide_as_their_areas_and_say_them() -> None:
    (drawing,) = two_years().drawings
    picture = ElementTree.fromstring(drawing.svg)  # noqa: S314 - our own
    widths = [float(each.attrib["width"]) for each in picture.iter(f"{SVG}rect")]
    assert widths[0] / widths[1] == pytest.approx(3)
    assert widths[2] == pytest.approx(widths[3])
    titles = [str(each.findtext(f"{SVG}title")) for each in picture.iter(f"{SVG}rect")]
    assert titles == ["NNP 75", "PNN 25", "NNP 50", "PNN 50"]


def test_a_table_without_a_group_has_no_picture() -> None:
    rows = [["Năm 2020 (ha)"], ["Loại đất", "Mã", "Diện tích"], ["Đất trồng lúa", "LUA", 5], ["Đất ở", "OCT", 3]]
    assert check({"CT": rows}, scheme="2014").drawings == ()
