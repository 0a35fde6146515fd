"""How a checked value is written: the same words on the desk, in documents, in the journal and on a page."""

from decimal import Decimal

from nghitrinh.vietnamese import format_number

NO_BREAK = "\N{NO-BREAK SPACE}"


def render_range(*, low: Decimal, high: Decimal, unit: str, exact: bool) -> str:
    """Return "khoảng 4.000–5.000 ha": hedged unless exact; the unit never stands on a new line."""
    number = format_number(low) if low == high else f"{format_number(low)}–{format_number(high)}"
    glue = "" if unit == "%" else NO_BREAK
    words = f"{number}{glue}{unit}" if unit else number
    return words if exact else f"khoảng {words}"


def due_words(due_text: str, due_on: str) -> str:
    """Return the deadline in brackets: as the charge says it, else its day; nothing when there is none."""
    return f" (hạn: {due_text or due_on})" if due_text or due_on else ""
