"""The one clock. `NGHITRINH_TODAY` moves the day for tests and demonstrations; the time of day stays real."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """Return the day on which deadlines are judged, in Vietnam's zone."""
    return now().date()


def now() -> datetime:
    """Return the present moment in Vietnam's zone, on the day that `NGHITRINH_TODAY` names when it is set."""
    moment = datetime.now(ZONE)
    named = os.environ.get("NGHITRINH_TODAY", "")
    if not named:
        return moment
    try:
        return datetime.combine(date.fromisoformat(named), moment.timetz())
    except ValueError:
        raise ImproperlyConfigured(f"NGHITRINH_TODAY: found {named!r}, expected a date such as 2021-10-04") from None
