"""The one clock. `NGHITRINH_TODAY` moves the day for tests and demonstrations; the time of day stays real."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_STOPPED: ContextVar[datetime | None] = ContextVar("_STOPPED", default=None)


@contextmanager
def stopped_at(moment: datetime | None) -> Iterator[None]:
    """Let it be one moment for whatever is done inside, or the present one: an example is carried out over weeks."""
    token = _STOPPED.set(moment)
    try:
        yield
    finally:
        _STOPPED.reset(token)


def today() -> date:
    """Return the day on which deadlines are judged, in Vietnam's zone."""
    return now().date()


def now() -> datetime:
    """Return the present moment in Vietnam's zone, on the day that `NGHITRINH_TODAY` names when it is set."""
    if stopped := _STOPPED.get():
        return stopped
    moment = datetime.now(ZONE)
    named = os.environ.get("NGHITRINH_TODAY", "")
    if not named:
        return moment
    try:
        return datetime.combine(date.fromisoformat(named), moment.timetz())
    except ValueError:
        raise ImproperlyConfigured(f"NGHITRINH_TODAY: found {named!r}, expected a date such as 2021-10-04") from None
