"""Days that are not yet: of what is said to have happened, and of nothing else, the day must have come."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput


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
