"""Whether a point says one thing: its words and its figures, the words of a deadline and its day.

Only what can be read for certain is held against the other: numbers with a unit of a figure's own dimension, days,
months and quarters that are written out.
"""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.decisions.given import GivenCharge, GivenFigure, GivenPoint
from nghitrinh.record.decisions.wording import render_range
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.vietnamese import (
    Amount,
    NumberFound,
    factor_between,
    find_amounts,
    find_dates,
    format_date,
    modern,
    parse_roman,
    renders,
)

_MONTHS = re.compile(r"\btháng\s+(\d{1,2})\b", re.IGNORECASE)
_QUARTERS = re.compile(r"\bquý\s+([IV]+|[1-4])\b", re.IGNORECASE)


def disagreements(points: list[GivenPoint]) -> Iterator[Contradiction]:
    """Yield where points contradict themselves: words name another value than a figure, another day than a deadline.

    Their codes are `words_against_figure` and `words_against_deadline`.
    """
    for at, point in enumerate(points):
        yield from _figures_not_said(f"points.{at}", point)
        for index, charge in enumerate(point.charges):
            yield from _two_deadlines(f"points.{at}.charges.{index}.due_text", charge)


def _figures_not_said(path: str, point: GivenPoint) -> Iterator[Contradiction]:
    """Find figures that the words do not name while they name another value in the unit that is no figure."""
    text = modern(point.text)
    numbers = [each for each in find_amounts(text) if each.unit]
    for index, figure in enumerate(point.figures):
        if any(_says(number, figure, text) for number in numbers):
            continue
        others = (each for each in numbers if _compares(each, figure))
        other = next((each for each in others if not any(_says(each, known, text) for known in point.figures)), None)
        if other is not None:
            yield Contradiction(
                _("Lời và số liệu nói khác nhau: %(found)s. Sửa cho khớp, hoặc ghi mỗi số thành một số liệu"),
                code="words_against_figure",
                field=f"{path}.figures.{index}.low",
                found=f"{text[other.start : other.end]} / {_rendered(figure)}",
                expected=_("một giá trị ở cả hai, hoặc mỗi giá trị một số liệu"),
            )


def _compares(number: NumberFound, figure: GivenFigure) -> bool:
    return bool(figure.unit) and factor_between(number.unit or "", figure.unit) is not None


def _says(number: NumberFound, figure: GivenFigure, text: str) -> bool:
    amount = Amount(figure.low, figure.high, figure.unit)
    return _compares(number, figure) and renders(number, amount, text[: number.start])


def _rendered(figure: GivenFigure) -> str:
    return render_range(low=figure.low, high=figure.high, unit=figure.unit, exact=figure.exact)


def _two_deadlines(field: str, charge: GivenCharge) -> Iterator[Contradiction]:
    if charge.due_on and not all(_readings(modern(charge.due_text), charge.due_on)):
        yield Contradiction(
            _("Hạn bằng lời và ngày hạn nói khác nhau: %(found)s. Sửa cho khớp, hoặc chỉ giữ một"),
            code="words_against_deadline",
            field=field,
            found=f"{charge.due_text} / {format_date(charge.due_on)}",
            expected=_("cùng một thời hạn ở cả hai, hoặc chỉ một"),
        )


def _readings(words: str, due_on: date) -> Iterator[bool]:
    """Tell of every day, month and quarter in the words whether the deadline falls in it."""
    days = find_dates(words)
    yield from (day.on(due_on.year) == due_on for day in days)
    rest = "".join(" " if any(day.start <= at < day.end for day in days) else char for at, char in enumerate(words))
    yield from (int(month) == due_on.month for month in _MONTHS.findall(rest))
    yield from (_number(quarter) == (due_on.month + 2) // 3 for quarter in _QUARTERS.findall(rest))


def _number(quarter: str) -> int:
    return int(quarter) if quarter.isdigit() else parse_roman(quarter.upper())
