import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghitrinh.vietnamese import find_ordinals, glue_ordinals, ordinal, parse_roman, roman, spelled, with_ordinal


@given(st.integers(min_value=1, max_value=3999))
def test_roman_reads_back(number: int) -> None:
    assert parse_roman(roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "IC", "MMMM", "36", "XVIIV"])
def test_not_roman(text: str) -> None:
    with pytest.raises(ValueError, match="expected a Roman numeral"):
        parse_roman(text)


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_no_roman_for_it(number: int) -> None:
    with pytest.raises(ValueError, match="expected a number from 1 to 3999"):
        roman(number)


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("Hội nghị lần thứ 36 để", 36, "lần thứ 36"),
        ("kỳ họp thứ 22", 22, "thứ 22"),
        ("lần thứ ba mươi sáu", 36, "lần thứ ba mươi sáu"),
        ("kỳ họp thứ nhất", 1, "thứ nhất"),
        ("kỳ họp thứ hai, khóa XX", 2, "thứ hai"),
        ("Đại hội lần thứ XIII", 13, "lần thứ XIII"),
        ("lần thứ mười lăm", 15, "lần thứ mười lăm"),
    ],
)
def test_find_ordinals(text: str, value: int, written: str) -> None:
    (found,) = find_ordinals(text)
    assert (found.value, text[found.start : found.end]) == (value, written)


def test_a_weekday_before_a_date_is_no_ordinal() -> None:
    assert find_ordinals("Thứ Sáu, 10/9/2021") == []
    assert find_ordinals("Thứ 6, 21/03/2025") == []


def test_spelled() -> None:
    assert [spelled(w) for w in ("một trăm linh năm", "hai mươi mốt", "mười", "ba trăm")] == [105, 21, 10, 300]


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("Hội nghị lần thứ 36: đất đai", "Hội nghị lần thứ\xa036: đất đai"),
        ("Đại hội lần thứ XVII, lần thứ 2", "Đại hội lần thứ\xa0XVII, lần thứ\xa02"),
        ("thứ Sáu 10/9/2021, lần thứ ba mươi", "thứ Sáu 10/9/2021, lần thứ ba mươi"),
    ],
)
def test_no_line_ends_before_the_number_of_an_ordinal(text: str, glued: str) -> None:
    assert glue_ordinals(text) == glued


KINDS = ("Hội nghị", "Phiên họp thường kỳ", "Kỳ họp", "HỘI NGHỊ", "Lấy ý kiến bằng văn bản", "Phiên họp (chuyên đề)")
BODIES = ("", " Ban Thường vụ", " Ban Chấp hành Đảng bộ tỉnh Lâm Đồng", " Đảng ủy xã Ea Kar", " UBND thành phố Huế")
SUBJECTS = (
    " về chương trình",
    " sơ kết",
    " Tổng kết",
    ": Kế hoạch",
    " cho ý kiến về dự toán",
    " triển khai Nghị quyết",
)
WHEN = ("", " năm 2021", " tháng Mười", " sáu tháng đầu năm 2026", " quý III", " của UBND xã", " khóa XVII")


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("kind", KINDS)
def test_only_behind_its_kind_a_number_stands_within_a_name(kind: str, when: str) -> None:
    for body in BODIES:
        front, third = f"{kind}{body}", ordinal(kind, 3)
        named = with_ordinal(f"{front}{when}", 3)
        within = "sáu tháng" not in when
        assert named == (f"{front} {third}{when}" if within else f"{front}{when}, {third}")
        for subject in SUBJECTS:
            name = f"{front}{subject}{when}"
            assert with_ordinal(name, 3) == f"{name}, {third}"
            assert with_ordinal(with_ordinal(name, 3), 3) == f"{name}, {third}"


@pytest.mark.parametrize(
    "name", ["Hội nghị lần thứ 36", "Kỳ họp lần thứ ba mươi sáu", "Hội nghị lần thứ XXXVI năm 2026"]
)
def test_a_number_that_a_name_says_is_not_said_again(name: str) -> None:
    assert with_ordinal(name, 36) == name
    assert with_ordinal(name, 3).endswith(ordinal(name, 3))
