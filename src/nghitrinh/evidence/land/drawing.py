"""The picture of a land-use table: the three groups of the whole, a bar a year, as SVG without scripts or addresses."""

from decimal import Decimal
from xml.sax.saxutils import escape

from nghitrinh.evidence.finding import Drawing
from nghitrinh.evidence.land.classes import GROUPS
from nghitrinh.evidence.land.heads import WHOLE
from nghitrinh.evidence.land.tables import Book
from nghitrinh.vietnamese import format_number

_WIDE, _ROW, _LEFT = 640, 44, 60
_COLOURS = dict(zip(GROUPS, ("#7a9a3a", "#b5651d", "#999999"), strict=True))


def areas_drawing(book: Book) -> Drawing | None:
    """Return the picture, or None where no year has a figure of a group."""
    bars = {year: _bar(book, year) for year in book.years()}
    bars = {year: bar for year, bar in bars.items() if sum(bar.values())}
    if not bars:
        return None
    longest = max(sum(bar.values(), Decimal(0)) for bar in bars.values())
    rows = [_row(index, year, bar, longest) for index, (year, bar) in enumerate(bars.items())]
    high = _ROW * len(bars) + 8
    title = escape(f"{', '.join(GROUPS)}: {', '.join(map(str, bars))} (ha)")
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high}" role="img" font-family="sans-serif">'
    return Drawing(code="land.areas", svg=f"{head}<title>{title}</title>{''.join(rows)}</svg>")


def _bar(book: Book, year: int) -> dict[str, Decimal]:
    found = ((code, book.first(WHOLE, code, year)) for code in GROUPS)
    return {code: entry.value for code, entry in found if entry is not None and entry.value > 0}


def _row(index: int, year: int, bar: dict[str, Decimal], longest: Decimal) -> str:
    top, left, parts = index * _ROW + 8, Decimal(_LEFT), []
    for code, value in bar.items():
        width = round(value / longest * (_WIDE - _LEFT - 10), 2)
        said = f"{code} {format_number(value)}"
        parts.append(
            f'<rect x="{left}" y="{top}" width="{width}" height="{_ROW - 16}" fill="{_COLOURS[code]}">'
            f"<title>{said}</title></rect>"
        )
        if width > 9 * len(said):
            parts.append(f'<text x="{left + 6}" y="{top + 19}" font-size="13" fill="#fff">{said}</text>')
        left += width
    return f'<text x="4" y="{top + 19}" font-size="14">{year}</text>{"".join(parts)}'
