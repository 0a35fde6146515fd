"""Days that are not yet, or never: what happened has its day behind it, and a day is one of the calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.vietnamese import impossible_date


def yet_to_come(day: date, today: date, *, field: str) -> Iterator[BadInput]:
    """Yield the refusal of a day after today, `day_ahead`; nothing for one that has come."""
    if day > today:
        yield BadInput(
            _("Ngày %(found)s chưa đến"),
            code="day_ahead",
            field=field,
            found=day,
            expected=_("%(last)s hoặc sớm hơn"),
            last=today,
        )


def require_come(act: Act, day: date, *, field: str) -> None:
    """Refuse a day that is yet to come for what is said to have happened, `day_ahead`."""
    act.refuse(*yet_to_come(day, act.at.date(), field=field))


def in_no_calendar(text: str, *, field: str) -> Iterator[BadInput]:
    """Yield the refusal of a time in words that names a day which no calendar has, `day_of_no_calendar`: 32/13/2021."""
    if written := impossible_date(text):
        yield BadInput(
            _("Không có ngày %(found)s trong lịch"),
            code="day_of_no_calendar",
            field=field,
            found=written,
            expected=_("một ngày có thật, như 31/12/2021"),
        )
