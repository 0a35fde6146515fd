"""Numbers as Vietnamese pages write them: dots between thousands, a comma before decimals, hedges, ranges, units."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nghitrinh.vietnamese.dates import DateFound, find_dates
from nghitrinh.vietnamese.number_words import find_words
from nghitrinh.vietnamese.units import COUNTED, HEDGES, MEASURES, SCALES, UNITS
from nghitrinh.vietnamese.wordlists import words_pattern

# Offices part thousands by dots; other programs by blanks that do not break, or apostrophes; hands by plain blanks.
_PARTING = " \xa0\u2007\u2009\u202f'\u2019"
_GROUPED = re.compile(
    rf"[+-]?(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?P<parting>[{_PARTING}])\d{{3}}(?:(?P=parting)\d{{3}})*|\d+)(?:,\d+)?"
)
_EXPECTED = "digits with dots between thousands and a comma before decimals, such as 4.000 or 12,5"

_WITHOUT_PARTING = re.compile(f"[{_PARTING}]")
_JOINT = "\ue000"  # stands for such a parting while figures are looked for
_NUMBER = rf"\d{{1,3}}(?:[.{_JOINT}]\d{{3}})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?(?![\d])"
_PARTED = re.compile(
    rf"(?<![\w.,/'\u2019])(?<!\d[^\S\n])[1-9]\d{{0,2}}(?P<parting>[{_PARTING}])\d{{3}}(?:(?P=parting)\d{{3}})*(?![\d.])"
)
# Plain blanks part thousands only where an amount stands: what is measured comes next, and no name came before, as in
# "ngày 5 000 …", "Điều 5 100 hộ", "quý 4 120 đại biểu", which have two numbers.
_AMOUNT_NEXT = re.compile(r"(?:,\d+)?(?:[^\S\n]?(?:%|[^\W\d_])|\s?[-–]\s?\d)")
_NAMED_BEFORE = re.compile(
    r"\b(?:ngày|tháng|quý|số|điều|khoản|điểm|mục|chương|phần|phụ lục|thứ|lần|loại|cấp|lớp|khóa|khoá|tổ|khu|khu phố"
    r"|hạng|nhóm|bước|đợt|vùng|phường|xã|quận|thôn|ấp|đường|quốc lộ|tỉnh lộ|bảng|biểu|mẫu|kỳ|giai đoạn|ý|câu|trang"
    r"|dòng|cột|lô|tiêu chí|mục tiêu|chỉ tiêu|phương án|km)\s+$",
    re.IGNORECASE,
)
_LONGEST_NAME = 16


@cache
def _found() -> re.Pattern[str]:
    """Return the pattern of a figure. Its list of what is counted takes an eighth of a second, made when asked for."""
    unit = rf"(?:{words_pattern(SCALES)}\s+{words_pattern((*COUNTED, *MEASURES))}|{words_pattern(UNITS)})"
    return re.compile(
        rf"""(?=\d)(?<![\w.,/-])(?<!\d:)(?P<low>{_NUMBER})
        (?:[^\S\n]?(?P<unit1>%|{unit}\b)?(?:\s?[-–]\s?|\s+đến\s+|\s+tới\s+)(?P<high>{_NUMBER}))?
        (?:[^\S\n]?(?P<unit>%|{unit}(?!\w))|(?![\w/]))""",
        re.IGNORECASE | re.VERBOSE,
    )


# Looked for backwards from a digit: a pattern that began with it would be tried at every character of the text.
_HEDGE = re.compile(rf"(?<!\w)(?P<hedge>{words_pattern(HEDGES)})\s+(?:từ\s+)?$", re.IGNORECASE)
_LONGEST_HEDGE = 24


@dataclass(frozen=True)
class NumberFound:
    """A number in a text: low and high (the same for a single figure), unit and hedge as written or None, and its span.

    The span covers figure and unit, not the hedge.
    """

    low: Decimal
    high: Decimal
    unit: str | None
    hedge: str | None
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets: first character and one past the last."""
        return self.start, self.end


def format_number(number: Decimal | int) -> str:
    """Write a number with dots between thousands and a decimal comma; zeros after the last decimal are dropped.

    >>> format_number(4000), format_number(Decimal("1234.50"))
    ('4.000', '1.234,5')
    """
    plain = f"{Decimal(number):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, _, decimals = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if plain.startswith("-") and not grouped.startswith("-") and (int(whole) or decimals) else ""
    return sign + grouped + ("," + decimals if decimals else "")


def parse_number(text: str) -> Decimal:
    """Read one number in Vietnamese grouping.

    Raises ValueError, saying what was found and what is expected.

    >>> parse_number("4.000"), parse_number("12,5"), parse_number("5 000")
    (Decimal('4000'), Decimal('12.5'), Decimal('5000'))
    """
    if not _GROUPED.fullmatch(text.strip()) or not _WITHOUT_PARTING.sub("", text.strip()).isascii():
        raise ValueError(f"found {text!r}, expected {_EXPECTED}")
    return Decimal(_WITHOUT_PARTING.sub("", text.strip()).replace(".", "").replace(",", "."))


def find_numbers(text: str, dates: list[DateFound] | None = None) -> list[NumberFound]:
    """Find figures with hedge, range and unit, in order; dates (those of the text, if known already) are no figures.

    >>> found = find_numbers("khoảng 4.000-5.000 ha")[0]
    >>> found.hedge, found.low, found.high, found.unit
    ('khoảng', Decimal('4000'), Decimal('5000'), 'ha')
    """
    dates = find_dates(text) if dates is None else dates
    starts = [found.start for found in dates]
    return [found for found in _numbers(text) if not _within(dates, bisect_left(starts, found.end), found.start)]


def find_amounts(text: str) -> list[NumberFound]:
    """Find figures as `find_numbers` does, and amounts in words with a unit, in order.

    >>> [(each.low, each.unit) for each in find_amounts("80 ha, trong đó ba mươi héc-ta đất lúa")]
    [(Decimal('80'), 'ha'), (Decimal('30'), 'héc-ta')]
    """
    numbers = find_numbers(text)
    taken = [each.span for each in numbers]
    in_words = (
        NumberFound(each.low, each.high, each.unit, _hedge(text, each.start), each.start, each.end)
        for each in find_words(text)
        if not any(start < each.end and each.start < end for start, end in taken)
    )
    return sorted([*numbers, *in_words], key=lambda each: each.start)


def _within(dates: list[DateFound], following: int, start: int) -> bool:
    """Whether the last date that begins before a figure's end reaches beyond its start: dates stand in order, apart."""
    return following > 0 and start < dates[following - 1].end


def _numbers(text: str) -> Iterator[NumberFound]:
    for found in _found().finditer(_joined(text)):
        low = _lenient(found["low"])
        high = _lenient(found["high"]) if found["high"] else low
        unit = found["unit"] or found["unit1"]
        yield NumberFound(low, high, unit, _hedge(text, found.start()), found.start(), found.end())


def _hedge(text: str, start: int) -> str | None:
    hedge = _HEDGE.search(text[max(0, start - _LONGEST_HEDGE) : start])
    return hedge["hedge"] if hedge else None


def _joined(text: str) -> str:
    """Return a text in which thousands that are parted by blanks or apostrophes hold together; no length changes."""
    return _PARTED.sub(lambda found: _joint(found, text), text)


def _joint(found: re.Match[str], text: str) -> str:
    parting = found["parting"]
    if parting == " " and f"{parting}0" not in found[0]:  # no number of its own begins with a nought
        before = text[max(0, found.start() - _LONGEST_NAME) : found.start()]
        if _NAMED_BEFORE.search(before) or not _AMOUNT_NEXT.match(text, found.end()):
            return found[0]
    return found[0].replace(parting, _JOINT)


def _lenient(figure: str) -> Decimal:
    """Pages also write 12.5: a dot before other than three digits can only be a decimal point."""
    figure = figure.replace(_JOINT, "")
    if _GROUPED.fullmatch(figure):
        return Decimal(figure.replace(".", "").replace(",", "."))
    return Decimal(figure.replace(",", "."))
