"""Fields for days and times, typed and shown as the office writes them: 31/12/2026, 14:30.

A browser's own field shows a day in the order of the browser's language (12/31/2026), which nobody can choose: so these
are texts. The script puts a button for the browser's calendar beside them.
"""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.vietnamese import format_date, parse_date

DAY, MOMENT = _("ngày/tháng/năm"), _("ngày/tháng/năm giờ:phút")
_CLOCK = re.compile(r"(?<![\d/.-])([01]?\d|2[0-3])\s*(?:(?:giờ|[hg])\s*([0-5]\d)?|:([0-5]\d))(?![\d\w])")


def _written(placeholder: Promise, picker: str) -> forms.TextInput:
    words = {"placeholder": placeholder, "autocomplete": "off", "class": "input--day"}
    return forms.TextInput(attrs=words | {"data-picker": picker, "data-picker-words": _("Chọn trên lịch")})


def read_day(text: str) -> date:
    """Return the day that was typed: 31/12/2026, 31-12-2026, ngày 31 tháng 12 năm 2026, or 2026-12-31 of a program.

    Raises:
        ValueError: it is none, or no such day is in the calendar.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return parse_date(text)


def read_moment(text: str) -> datetime:
    """Return the day and the time that were typed, in either order: 31/12/2026 14:30, 14 giờ 30 ngày 31/12/2026.

    Raises:
        ValueError: a day, or a time, is missing or is none.
    """
    try:
        return datetime.fromisoformat(text.strip()) if "T" in text else datetime.combine(*_parted(text))
    except ValueError:
        raise ValueError(text) from None


def _parted(text: str) -> tuple[date, time]:
    found = _CLOCK.search(text)
    if found is None:
        raise ValueError(text)
    rest = (text[: found.start()] + " " + text[found.end() :]).strip(" ,")
    return read_day(rest), time(int(found[1]), int(found[2] or found[3] or 0))


class DayField(forms.DateField):
    """A day, typed in the order of the office."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_written(DAY, "date"), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the day, or None for nothing."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return read_day(str(value))
        except ValueError:
            message = _("“%(found)s” không phải là ngày có trong lịch; viết như 31/12/2026")
            raise forms.ValidationError(message % {"found": value}, code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """Return a day as it is written."""
        return format_date(value) if isinstance(value, date) else value


class MomentField(forms.DateTimeField):
    """A day and a time, in Vietnam's zone, typed in the order of the office."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_written(MOMENT, "datetime-local"), **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment with its zone, or None for nothing."""
        if value in self.empty_values:
            return None
        try:
            found = value if isinstance(value, datetime) else read_moment(str(value))
        except ValueError:
            message = _("“%(found)s” không phải là ngày và giờ; viết như 31/12/2026 14:30")
            raise forms.ValidationError(message % {"found": value}, code="invalid") from None
        return found if timezone.is_aware(found) else timezone.make_aware(found)

    def prepare_value(self, value: Any) -> Any:
        """Return a moment as it is written, in Vietnam's zone."""
        if not isinstance(value, datetime):
            return value
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{format_date(local)} {local:%H:%M}"


class ClockField(forms.TimeField):
    """A time of the day: 14:30, 14 giờ 30, 8h."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"placeholder": _("giờ:phút"), "autocomplete": "off", "class": "input--day"}
        super().__init__(widget=forms.TextInput(attrs=words), **kwargs)

    def to_python(self, value: Any) -> time | None:
        """Return the time, or None for nothing."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = _CLOCK.fullmatch(str(value).strip())
        if found is None:
            message = _("“%(found)s” không phải là giờ; viết như 14:30")
            raise forms.ValidationError(message % {"found": value}, code="invalid")
        return time(int(found[1]), int(found[2] or found[3] or 0))

    def prepare_value(self, value: Any) -> Any:
        """Return a time as it is written."""
        return f"{value:%H:%M}" if isinstance(value, time) else value
