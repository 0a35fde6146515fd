"""One value written in any of the ways that offices write it is itself, and is no other value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghitrinh.vietnamese import Amount, find_amounts, format_number, parse_number, renders
from nghitrinh.vietnamese.measures import factor_between
from nghitrinh.vietnamese.number_words import find_words

PARTINGS = (".", " ", "\xa0", "\u2009", "\u202f", "'", "\u2019")
HECTARES = ("ha", "Ha", "hecta", "héc-ta", "héc ta", "hécta", "Héc-ta")
OF_A_KIND = {
    "ha": HECTARES,
    "km2": ("km²", "km vuông", "ki-lô-mét vuông", "kilômét vuông", "ki lô mét vuông"),
    "m2": ("m²", "mét vuông", "m vuông"),
    "m3": ("m³", "mét khối"),
    "km": ("ki-lô-mét", "kilômét", "ki lô mét", "kilomet"),
    "kg": ("ki-lô-gam", "kilôgam", "kilogam", "ki lô gam"),
    "%": ("phần trăm",),
    "tỷ đồng": ("tỉ đồng", "tỷ VNĐ", "tỷ VND"),
    "đồng": ("đ", "VNĐ"),
    "USD": ("đô la", "đô-la Mỹ"),
}
find_amounts("1 ha")  # the patterns are made at the first text, which no single example should pay for
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def grouped(number: int, parting: str) -> str:
    return f"{number:,}".replace(",", parting)


def _below_thousand(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_ONES[hundreds] or "không", "trăm"] if hundreds or full else []
    if 0 < rest < 10:
        return [*words, *(["linh"] if words else []), _ONES[ones]]
    if rest:
        words += ["mười"] if tens == 1 else [_ONES[tens], "mươi"]
        last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _ONES[ones])
        words += [last] if ones else []
    return words


def in_words(number: int) -> str:
    """Return a number as a speaker says it, every group after the first with its hundreds."""
    words: list[str] = []
    for value, scale in ((10**9, "tỷ"), (10**6, "triệu"), (1000, "nghìn"), (1, "")):
        group, number = divmod(number, value)
        if group:
            words += [*_below_thousand(group, full=bool(words)), *([scale] if scale else [])]
    return " ".join(words)


def says(text: str, value: Decimal, unit: str) -> bool:
    (found,) = find_amounts(text)
    return renders(found, Amount(value, value, unit), text[: found.start])


@given(st.integers(1, 10**9 - 1), st.sampled_from(PARTINGS), st.sampled_from(HECTARES))
def test_digits_parted_in_any_way_are_one_value(number: int, parting: str, unit: str) -> None:
    text = f"Bố trí {grouped(number, parting)} {unit} đất."
    assert says(text, Decimal(number), "ha")
    assert not says(text, Decimal(number + 1), "ha")
    assert parse_number(grouped(number, parting)) == number


@given(st.integers(1, 10**9 - 1), st.sampled_from(HECTARES))
def test_a_value_in_words_is_the_value_in_digits(number: int, unit: str) -> None:
    text = f"Bố trí {in_words(number)} {unit} đất."
    assert says(text, Decimal(number), "ha")
    assert not says(text, Decimal(number * 2), "ha")
    assert not says(text, Decimal(number * 1000), "ha")


@given(st.integers(1, 99), st.integers(1, 9), st.sampled_from(["nghìn", "triệu", "tỷ", "nghìn tỷ"]))
def test_decimals_in_words_are_those_in_digits(whole: int, decimal: int, scale: str) -> None:
    value = Decimal(f"{whole}.{decimal}")
    text = f"Cấp {in_words(whole)} phẩy {_ONES[decimal]} {scale} đồng."
    assert says(text, value, f"{scale} đồng")
    assert says(f"Cấp {format_number(value)} {scale} đồng.", value, f"{scale} đồng")
    assert not says(text, value * 10, f"{scale} đồng")


@pytest.mark.parametrize("unit", OF_A_KIND)
def test_units_written_out_are_their_signs(unit: str) -> None:
    for written in OF_A_KIND[unit]:
        assert factor_between(written, unit) == 1, written
        assert says(f"Khoảng 1.250 {written}, theo quy hoạch", Decimal(1250), unit), written
        assert says(f"Khoảng năm mươi hai {written}, theo quy hoạch", Decimal(52), unit), written
        assert not says(f"Khoảng 1.250 {written}, theo quy hoạch", Decimal(2000), unit), written


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("từ bốn đến năm nghìn héc-ta", 4000, 5000),
        ("bốn nghìn đến năm nghìn héc-ta", 4000, 5000),
        ("khoảng 4 000–5 000 ha", 4000, 5000),
        ("ba mươi đến năm mươi ha", 30, 50),
        ("hai nghìn không trăm hai mươi mốt ha", 2021, 2021),
        ("một nghìn rưỡi héc ta", 1500, 1500),
        ("hai ki-lô-mét vuông rưỡi", 250, 250),
    ],
)
def test_ranges_and_halves(text: str, low: int, high: int) -> None:
    (found,) = find_amounts(text)
    assert renders(found, Amount(Decimal(low), Decimal(high), "ha"), text[: found.start])


@pytest.mark.parametrize(
    "text",
    [
        "Hai bên thống nhất một số nội dung; trong năm hộ nghèo giảm.",
        "Một dự án, tháng tư, thứ năm, quý ba, lần hai, khóa mười.",
        "Bốn, năm nghìn héc-ta.",
        "Năm 2021 là năm thứ ba.",
        "Hai phần ba đại biểu.",
    ],
)
def test_words_that_count_nothing_are_no_amount(text: str) -> None:
    assert list(find_words(text)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Điều 5 100 hộ", [5, 100]),
        ("vùng 5 000 ha", [5000]),
        ("Quý 4 120 đại biểu", [4, 120]),
        ("Năm 2021 300 ha", [2021, 300]),
        ("10 200 300", [10, 200, 300]),
    ],
)
def test_two_numbers_side_by_side_stay_two_and_one_stays_one(text: str, values: list[int]) -> None:
    assert [int(each.low) for each in find_amounts(text)] == values
