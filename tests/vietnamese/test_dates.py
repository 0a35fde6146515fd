import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghitrinh.vietnamese import find_dates, format_date, format_datetime, impossible_date, parse_date, weekday_name

FRIDAY = datetime.date(2021, 9, 10)


@pytest.mark.parametrize(
    "text", ["10/9/2021", "10-09-2021", "2021-09-10", "ngày 10 tháng 9 năm 2021", " 10/09/2021 ", "10.9.2021"]
)
def test_parse_date_accepts_the_usual_forms(text: str) -> None:
    assert parse_date(text) == FRIDAY


@pytest.mark.parametrize("text", ["", "10/9", "31/2/2021", "10/9/2021 và", "hôm qua", "2021-13-01", "1/2/3/2021"])
def test_parse_date_says_what_it_found_and_expects(text: str) -> None:
    with pytest.raises(ValueError, match="expected a date such as") as raised:
        parse_date(text)
    assert repr(text) in str(raised.value)


@pytest.mark.parametrize(
    ("text", "iso", "written", "weekday"),
    [
        ("Thứ Bảy 11/09/2021 15:20", "2021-09-11", "Thứ Bảy 11/09/2021", 5),
        ("Ngày 10/9, Ban Thường vụ", "XXXX-09-10", "10/9", None),
        ("Sáng ngày 29/02", "XXXX-02-29", "29/02", None),
        ("Chiều 18-4, tại", "XXXX-04-18", "18-4", None),
        ("ngày 12 và 13/12/2017", "2017-12-12", "12 và 13/12/2017", None),
        ("Thứ Hai, ngày 26 tháng 8 năm 2019", "2019-08-26", "Thứ Hai, ngày 26 tháng 8 năm 2019", 0),
        ("(Chủ nhật, 1/5/2022)", "2022-05-01", "Chủ nhật, 1/5/2022", 6),
    ],
)
def test_find_dates(text: str, iso: str, written: str, weekday: int | None) -> None:
    (found,) = find_dates(text)
    assert (found.iso, text[found.start : found.end], found.weekday) == (iso, written, weekday)


@pytest.mark.parametrize(
    "text", ["đạt 3/4 diện tích", "50/53 đại biểu", "tăng 1.5 lần", "Nghị quyết 10/2016/NQ-HĐND", "45/99/2021"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_names_of_weekdays() -> None:
    assert weekday_name(FRIDAY) == "Thứ Sáu"
    assert weekday_name(datetime.date(2021, 9, 12)) == "Chủ Nhật"


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_written_date_reads_back(date: datetime.date) -> None:
    assert parse_date(format_date(date)) == date


def test_format_datetime() -> None:
    assert format_datetime(datetime.datetime(2021, 9, 11, 15, 20, tzinfo=datetime.UTC)) == "11/9/2021, 15:20"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("32/13/2021", "32/13/2021"),
        ("tính đến 31/11/2021", "31/11/2021"),
        ("đến ngày 29 tháng 2 năm 2021", "ngày 29 tháng 2 năm 2021"),
        ("tháng 13/2021", "13/2021"),
        ("2021-02-30", "2021-02-30"),
        ("30/9/2021", ""),
        ("29/2/2020, 12/2021", ""),
        ("quý IV năm 2021; 31/12", ""),
        ("Nghị quyết 05/2021", ""),
        ("", ""),
    ],
)
def test_a_date_that_no_calendar_has_is_found(text: str, found: str) -> None:
    assert impossible_date(text) == found
