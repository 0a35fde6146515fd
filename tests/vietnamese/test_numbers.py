from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghitrinh.vietnamese import find_numbers, format_number, parse_number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_written_number_reads_back(number: Decimal) -> None:
    assert parse_number(format_number(number)) == number


def test_format_number() -> None:
    numbers = (0, 999, 4000, -1234567, Decimal("0.50"), Decimal("-0.5"), Decimal("4000.0000"))
    written = "0 999 4.000 -1.234.567 0,5 -0,5 4.000"
    assert [format_number(number) for number in numbers] == written.split()


@pytest.mark.parametrize("text", ["", "4.00", "4,000,000", "1e3", "bốn", "4.000.", "٤"])
def test_parse_number_says_what_it_found_and_expects(text: str) -> None:
    with pytest.raises(ValueError, match="expected digits with dots") as raised:
        parse_number(text)
    assert repr(text) in str(raised.value)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "hedge", "written"),
    [
        ("khoảng 4.000-5.000 ha", "4000", "5000", "ha", "khoảng", "4.000-5.000 ha"),
        ("từ 4.000 đến 5.000 ha", "4000", "5000", "ha", None, "4.000 đến 5.000 ha"),
        ("gần 5.000 ha đất", "5000", "5000", "ha", "gần", "5.000 ha"),
        ("không quá 1,8 nghìn tỷ đồng", "1.8", "1.8", "nghìn tỷ đồng", "không quá", "1,8 nghìn tỷ đồng"),
        ("ít nhất 30%", "30", "30", "%", "ít nhất", "30%"),
        ("đạt 79,2% kế hoạch", "79.2", "79.2", "%", None, "79,2%"),
        ("dài 5km.", "5", "5", "km", None, "5km"),
        ("tăng 12.5 lần", "12.5", "12.5", "lần", None, "12.5 lần"),
    ],
)
def test_find_numbers(text: str, low: str, high: str, unit: str | None, hedge: str | None, written: str) -> None:
    (found,) = find_numbers(text)
    assert (found.low, found.high, found.unit, found.hedge) == (Decimal(low), Decimal(high), unit, hedge)
    assert text[found.start : found.end] == written


def test_dates_and_document_numbers_are_no_figures() -> None:
    assert find_numbers("ngày 10/9/2021") == []
    assert find_numbers("Nghị quyết số 17/2016/NQ-HĐND") == []


@given(st.text(alphabet="0123456789.,-–/ hatừđến%"))
def test_find_numbers_never_fails(text: str) -> None:
    for found in find_numbers(text):
        assert 0 <= found.start < found.end <= len(text)
