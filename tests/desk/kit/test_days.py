"""Days and times are typed and shown as the office writes them, whatever language the browser speaks."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django import forms
from django.utils import timezone

from nghitrinh.desk.kit.days import ClockField, DayField, MomentField

DAY, AT = date(2026, 4, 3), datetime(2026, 4, 3, 14, 5)  # noqa: DTZ001 - the field gives it its zone


@pytest.mark.parametrize(
    "typed", ["3/4/2026", "03/04/2026", "3-4-2026", "03.04.2026", "ngày 3 tháng 4 năm 2026", "2026-04-03"]
)
def test_a_day_is_read_day_first(typed: str) -> None:
    assert DayField().clean(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        "3/4/2026 14:05",
        "03/04/2026 14h05",
        "14:05 3/4/2026",
        "14 giờ 05 ngày 3/4/2026",
        "3/4/2026, 14:05",
        "2026-04-03T14:05",
    ],
)
def test_a_moment_is_read_in_either_order(typed: str) -> None:
    assert MomentField().clean(typed) == timezone.make_aware(AT)


@pytest.mark.parametrize(("typed", "read"), [("8h", time(8)), ("14:30", time(14, 30)), ("7 giờ 05", time(7, 5))])
def test_a_time_of_day(typed: str, read: time) -> None:
    assert ClockField().clean(typed) == read


@pytest.mark.parametrize(
    ("field", "typed"),
    [(DayField(), each) for each in ("32/13/2021", "29/2/2026", "mai", "4/2026", "3/4/26", "3/4/2026 x")]
    + [(MomentField(), each) for each in ("3/4/2026", "14:30", "3/4/2026 25:00", "31/4/2026 08:00", "hôm nay 8h")]
    + [(ClockField(), each) for each in ("25:00", "8:60", "sáng")],
)
def test_what_is_none_is_named(field: forms.Field, typed: str) -> None:
    with pytest.raises(forms.ValidationError, match=typed.replace("?", ".")):
        field.clean(typed)


@pytest.mark.parametrize("field", [DayField(required=False), MomentField(required=False), ClockField(required=False)])
def test_nothing_is_nothing_and_what_is_shown_reads_back(field: Any) -> None:
    assert field.clean("") is None
    value = {DayField: DAY, MomentField: timezone.make_aware(AT), ClockField: time(14, 5)}[type(field)]
    shown = field.prepare_value(value)
    assert shown in ("3/4/2026", "3/4/2026 14:05", "14:05")
    assert field.clean(shown) == value
