"""Numbers of meetings: consecutive per organization, term and series, given by the record and never typed."""

from django.db.models import Max

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.meetings.models import Convening, Series


def next_number(act: Act, series: Series) -> int | None:
    """Return the next number of a series, read again under lock, so that two convened at once get two numbers."""
    return number_to_come(act.get(Series, series.pk, field="series"))


def number_to_come(series: Series) -> int | None:
    """Return the next number of a series, past its declared gaps; None for a series that is not numbered."""
    if not series.numbered:
        return None
    highest = series.convenings.aggregate(highest=Max("number"))["highest"]
    number = series.starts_at if highest is None else highest + 1
    gaps = set(series.gaps.values_list("number", flat=True))
    while number in gaps:
        number += 1
    return number


def accept_number(act: Act, series: Series, number: int, reason: str, *, field: str) -> None:
    """Check a number that comes from a source: it must be free, no declared gap, and there must be a reason for it."""
    locked = act.get(Series, series.pk, field="series")
    if not reason:
        raise BadInput(
            "a number from a source needs a reason", field=f"{field}_reason", expected="why this number is true"
        )
    if not locked.numbered or number < locked.starts_at:
        raise Contradiction(
            "the series has no such number", field=field, found=str(number), expected=f"{locked.starts_at} or higher"
        )
    if locked.gaps.filter(number=number).exists():
        raise Contradiction(
            "this number is declared as a gap", field=field, found=str(number), expected="another number"
        )
    taken = locked.convenings.filter(number=number).select_related("meeting").first()
    if taken is not None:
        raise Contradiction(
            "another meeting has this number",
            field=field,
            found=f"{number} ({taken.meeting.name}, {taken.meeting.day:%d/%m/%Y})",
            expected="a number that no meeting of the series has",
        )


def number_of(convening: Convening) -> str:
    """Return a convening's number as it is said, or nothing when it has none."""
    return f"lần thứ {convening.number}" if convening.number else ""
