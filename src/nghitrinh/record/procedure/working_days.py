"""Days counted as a rule counts them: every day, or those on which the jurisdiction works."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from nghitrinh.record.procedure.models import Holiday
from nghitrinh.record.procedure.values import Counting, Delay

SATURDAY = 5


class WorkingDays:
    """The working days of a jurisdiction: Monday to Friday, less its holidays, with the days worked in exchange."""

    def __init__(self, body: UUID) -> None:
        said = dict(Holiday.objects.filter(organization__body=body).values_list("day", "is_worked"))
        self._free = {day for day, is_worked in said.items() if not is_worked}
        self._worked = {day for day, is_worked in said.items() if is_worked}

    def is_worked(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return day in self._worked or (day.weekday() < SATURDAY and day not in self._free)

    def after(self, day: date, delay: Delay) -> date:
        """Return the last day of a delay that begins with the day after `day`."""
        return self._counted(day, delay, timedelta(days=1))

    def before(self, day: date, delay: Delay) -> date:
        """Return the last day on which what must be there a delay before `day` is in time."""
        return self._counted(day, delay, timedelta(days=-1))

    def _counted(self, day: date, delay: Delay, step: timedelta) -> date:
        if delay.counting == Counting.CALENDAR:
            return day + delay.days * step
        *_, last = [day, *self._worked_from(day, delay.days, step)]
        return last

    def _worked_from(self, day: date, count: int, step: timedelta) -> Iterator[date]:
        while count:
            day += step
            if self.is_worked(day):
                count -= 1
                yield day
