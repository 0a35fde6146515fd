"""How somebody came to meetings, drawn: a square for each, which one can count; shape tells its kind, not colour."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nghitrinh.record.presence.statistics import Came

_SIDE, _STEP, _IN_A_ROW = 12, 15, 10
# What lies in the square, in its own 12 units: nothing for who was excused.
_INSIDE = {
    Came.WHOLE: "M0 0h12v12H0z",
    Came.LATE: "M6 0h6v12H6z",
    Came.PART: "M0 0h6v12H0z",
    Came.SENT: "M4 4h4v4H4z",
    Came.EXCUSED: "",
    Came.ABSENT: "M0 0L12 12M12 0L0 12",
    Came.UNKNOWN: "",
}


def strip(kinds: Sequence[Came]) -> SafeString:
    """Return squares, the earliest first, ten in a row; the figures stand beside it as text."""
    across, rows = min(len(kinds), _IN_A_ROW), -(-len(kinds) // _IN_A_ROW)
    width, height = across * _STEP, rows * _STEP
    squares = format_html_join("", '<g class="{}" transform="translate({} {})">{}</g>', map(_square, enumerate(kinds)))
    form = '<svg class="came" width="{}" height="{}" viewBox="-1 -1 {} {}" aria-hidden="true">{}</svg>'
    return format_html(form, width, height, width, height, squares)


def _square(placed: tuple[int, Came]) -> tuple[str, int, int, SafeString]:
    at, kind = placed
    inside = format_html('<path class="in" d="{}"/>', _INSIDE[kind]) if _INSIDE[kind] else ""
    drawn = format_html('{}<rect width="{}" height="{}"/>', inside, _SIDE, _SIDE)
    return kind.value, at % _IN_A_ROW * _STEP, at // _IN_A_ROW * _STEP, drawn
