"""Working days leave out weekends and holidays, and count days that are worked in exchange."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.procedure.models import Holiday
from nghitrinh.record.procedure.values import Counting, Delay
from nghitrinh.record.procedure.working_days import WorkingDays

THREE = Delay(3, Counting.WORKING)


def declare(world: World, day: date, *, is_worked: bool = False) -> Holiday:
    given = {"organization": world.committee.pk, "day": day, "name": "Quốc khánh", "is_worked": is_worked}
    holiday: Holiday = ACTS["holiday.declare"](by=world.secretary, **given)
    return holiday


def test_a_delay_of_working_days_passes_over_weekends_and_holidays(world: World) -> None:
    for day in (2, 3):  # Thursday and Friday
        declare(world, date(2021, 9, day))
    declare(world, date(2021, 9, 11), is_worked=True)  # a Saturday, for the Friday before
    days = WorkingDays(world.body.pk)
    assert days.after(date(2021, 9, 1), THREE) == date(2021, 9, 8)
    assert days.before(date(2021, 9, 8), THREE) == date(2021, 9, 1)
    assert days.after(date(2021, 9, 9), Delay(2, Counting.WORKING)) == date(2021, 9, 11)
    assert days.after(date(2021, 9, 1), Delay(3, Counting.CALENDAR)) == date(2021, 9, 4)
    assert days.after(date(2021, 9, 4), Delay(0, Counting.WORKING)) == date(2021, 9, 4)


def test_a_struck_holiday_counts_no_more_and_can_be_declared_again(world: World) -> None:
    holiday = declare(world, date(2021, 9, 2))
    with refusing(ActError, "holiday_taken"):
        declare(world, date(2021, 9, 2))
    given = {"kind": "holiday", "entry": holiday.pk, "edit": holiday.edit, "reason": "Khai nhầm"}
    ACTS["entry.strike"](by=world.secretary, **given)
    assert WorkingDays(world.body.pk).is_worked(date(2021, 9, 2))
    declare(world, date(2021, 9, 2))


@pytest.mark.django_db
def test_there_and_back_is_a_whole_number_of_working_days() -> None:
    days = WorkingDays(uuid4())

    @settings(max_examples=50)
    @given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
    def holds(day: date, count: int) -> None:
        delay = Delay(count, Counting.WORKING)
        after = days.after(day, delay)
        between = [day + timedelta(days=step) for step in range(1, (after - day).days + 1)]
        assert sum(map(days.is_worked, between)) == count
        assert days.is_worked(after)

    holds()
