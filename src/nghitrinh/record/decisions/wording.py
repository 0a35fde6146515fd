"""How a checked value is written: the same words on the desk, in documents, in the journal and on a page."""

from datetime import date
from decimal import Decimal

from nghitrinh.vietnamese import NumberFound, factor_between, find_numbers, format_date, format_number

NO_BREAK = "\N{NO-BREAK SPACE}"


def render_range(*, low: Decimal, high: Decimal, unit: str, exact: bool) -> str:
    """Return "khoảng 4.000–5.000 ha": hedged unless exact; the unit never stands on a new line.

    Years have no thousands: "2021–2030 năm".
    """
    ends = [f"{each.normalize():f}" if unit == "năm" else format_number(each) for each in (low, high)]
    number = "–".join(dict.fromkeys(ends))
    glue = "" if unit == "%" else NO_BREAK
    words = f"{number}{glue}{unit}" if unit else number
    return words if exact else f"khoảng {words}"


def said_as(text: str, *, low: Decimal, high: Decimal, unit: str) -> NumberFound | None:
    """Return the number of a text that is a value in its unit, however both are written; near it is another number."""
    for number in find_numbers(text):
        factor = factor_between(number.unit or "", unit)
        if factor is not None and (number.low * factor, number.high * factor) == (low, high):
            return number
    return None


def due_words(due_text: str, due_on: date | None) -> str:
    """Return the deadline in brackets: as the charge says it, else its day; nothing when there is none."""
    said = due_text or day_words(due_on)
    return f" (hạn: {said})" if said else ""


def day_words(day: date | None) -> str:
    """Return a day as pages write it, or nothing."""
    return format_date(day) if day else ""
