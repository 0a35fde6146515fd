"""Does a number in words render an amount? Exact, rounded, hedged and range forms, in any unit of a dimension."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from nghitrinh.vietnamese.measures import factor_between
from nghitrinh.vietnamese.numbers import NumberFound

BELOW = frozenset({"gần", "dưới", "không quá", "tối đa", "không nhiều hơn", "đến", "tới", "lên đến", "lên tới", "ngót"})
ABOVE = frozenset({"hơn", "trên", "quá", "ít nhất", "tối thiểu", "không dưới", "không ít hơn", "từ"})
LIMITS = frozenset({"không quá", "tối đa", "không nhiều hơn", "ít nhất", "tối thiểu", "không dưới", "không ít hơn"})
ABOUT = frozenset({"khoảng", "xấp xỉ", "ước", "ước đạt", "chừng", "cỡ", "độ", "trên dưới", "hơn khoảng"})
# "đặt trên 3,2 ha" says where, not that it is more.
_PLACED = re.compile(r"\b(?:đặt|xây|dựng|nằm|trồng|trải|bố trí|làm|cấy|canh tác|đứng)\s+trên\s+$", re.I)
# A hedge says that a value was rounded, not that it is another one.
MOST_ROUNDED = Decimal("0.1")
MOST_ABOUT = Decimal("0.05")


@dataclass(frozen=True)
class Amount:
    """A value as the record has it: from `low` to `high` (alike when single) in `unit`."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True)
class WrittenNumber:
    """A number as a text has it: low and high (alike when single) in the recorded unit, and its hedge."""

    low: Decimal
    high: Decimal
    hedge: str
    factor: Decimal


def renders(number: NumberFound, amount: Amount, before: str = "") -> bool:
    """Tell whether a number renders an amount. `before` is the text ahead of it, which may end in "từ" or "đến".

    >>> from nghitrinh.vietnamese.numbers import find_numbers
    >>> zone = Amount(Decimal(4000), Decimal(5000), "ha")
    >>> [renders(find_numbers(words)[0], zone) for words in ("40-50 km2", "gần 5.000 ha", "5.500 ha")]
    [True, True, False]
    """
    factor = factor_between(number.unit or "", amount.unit)
    if factor is None:
        return False
    hedge = "" if _PLACED.search(before) else " ".join((number.hedge or _leading(before)).lower().split())
    written = WrittenNumber(number.low * factor, number.high * factor, hedge, factor)
    if written.low != written.high:
        return (written.low, written.high) == (amount.low, amount.high)
    if amount.low != amount.high:
        return _single_of_range(written, amount.low, amount.high)
    return _single(written, amount.low)


def _leading(before: str) -> str:
    words = before.lower().split()
    for count in (2, 1):
        said = " ".join(words[-count:])
        if said in BELOW or said in ABOVE:
            return said
    return ""


def _single_of_range(written: WrittenNumber, low: Decimal, high: Decimal) -> bool:
    """One number may stand for a range only with a hedge that says which end, or near its middle."""
    if written.hedge in BELOW:
        return written.low == high
    if written.hedge in ABOVE:
        return written.low == low
    return written.hedge in ABOUT and written.low == (low + high) / 2


def _single(written: WrittenNumber, value: Decimal) -> bool:
    if written.hedge in LIMITS or written.hedge in ("", "tròn", "đến", "tới", "từ"):
        return _equal_or_shortened(written, value)
    if written.hedge in BELOW:
        return value < written.low and _rounded(written, value, ROUND_CEILING, MOST_ROUNDED)
    if written.hedge in ABOVE:
        return written.low < value and _rounded(written, value, ROUND_FLOOR, MOST_ROUNDED)
    return written.low == value or _rounded(written, value, ROUND_HALF_UP, MOST_ABOUT)


def _equal_or_shortened(written: WrittenNumber, value: Decimal) -> bool:
    """Without a hedge a value may only lose decimals: 4.982,7 ha is 4.983 ha, and 1.234.567 đồng is 1,23 triệu đồng."""
    if written.low == value:
        return True
    said, meant = (written.low / written.factor).normalize(), value / written.factor
    places = max(0, -_exponent(said))
    shortened = meant.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return said == shortened and len(said.as_tuple().digits) >= 2 and -_exponent(meant.normalize()) > places


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(written: WrittenNumber, value: Decimal, how: str, most: Decimal) -> bool:
    """Tell whether the written number is the value rounded to some significant digits, and not too far off."""
    if not value or abs(written.low - value) > most * abs(value):
        return False
    top = value.adjusted()
    return any(value.quantize(Decimal(1).scaleb(top - digits), how) == written.low for digits in range(6))
