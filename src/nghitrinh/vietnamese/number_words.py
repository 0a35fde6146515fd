"""Numbers in words: "bốn nghìn héc-ta", "năm phẩy hai tỷ đồng", "từ ba đến năm mươi hộ", "hai tấn rưỡi".

A number in words counts only with a unit behind it: "hai bên" and "một trong" name no amount, and "năm" alone is a
year as often as it is five.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nghitrinh.vietnamese.measures import MEASURED, SCALE_VALUES, measure
from nghitrinh.vietnamese.units import COUNTED, MEASURES, SCALES, TIMES
from nghitrinh.vietnamese.wordlists import words_pattern

_DIGITS = {
    "nhất": 1, "một": 1, "mốt": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
WORDS = (*_DIGITS, "mười", "mươi", "trăm", "linh", "lẻ")
_ONE = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_LAST = r"(?:mốt|một|hai|ba|bốn|tư|lăm|nhăm|năm|sáu|bảy|bẩy|tám|chín)"
_TENS = rf"(?:mười(?:\s+{_LAST})?|{_ONE}\s+(?:mươi(?:\s+{_LAST})?|chục))"
_REST = rf"\s+(?:(?:linh|lẻ)\s+{_LAST}|{_TENS})"
_HUNDREDS = rf"(?:{_ONE}|không)\s+trăm(?:{_REST})?"
_GROUP = rf"(?:{_HUNDREDS}|{_TENS}|{_ONE})"
_DECIMALS = rf"\s+phẩy\s+(?:{_TENS}|(?:{_ONE}|không)(?:\s+(?:{_ONE}|không))*)"
_SCALE = rf"\s+{words_pattern(SCALES)}(?!\w)"
_NUMBER = (
    rf"(?:(?:{_GROUP}|không(?=\s+phẩy))(?:{_DECIMALS})?(?:{_SCALE})?"
    rf"(?:\s+{_GROUP}{_SCALE})*(?:\s+{_HUNDREDS}|\s+(?:linh|lẻ)\s+{_LAST})?(?:\s+rưỡi)?)"
)
_TOKEN = re.compile(rf"(?P<scale>{words_pattern(SCALES)})(?!\w)|\w+", re.IGNORECASE)
# What a number word ends: a day, a term or a place in a row, "in the year", or a longer enumeration ("bốn, năm nghìn").
_NOT_BEFORE = re.compile(
    r"(?:\d|\b(?:thứ|tháng|ngày|mùng|mồng|quý|lần|khóa|lớp|khu|tổ|số|điều|khoản|điểm|chương|mục|phần|phẩy"
    rf"|{'|'.join(WORDS)}|{words_pattern(SCALES)})),?\s+$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:trong|hằng|hàng|cả|mỗi|một|từng|đầu|giữa|cuối|các|những|nhiều|qua|vài|mấy|sang|theo|của)\s+$", re.IGNORECASE
)
_LONGEST_BEFORE = 24


@dataclass(frozen=True)
class WordsFound:
    """An amount in words: low and high (the same when single), its unit with the scale before it, and its span."""

    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int


@cache
def _found() -> re.Pattern[str]:
    unit = words_pattern((*MEASURES, *COUNTED, *TIMES))
    return re.compile(
        rf"(?<!\w)(?P<low>{_NUMBER})(?:(?:\s+(?P<unit1>{unit}))?(?:\s*[-–]\s*|\s+đến\s+|\s+tới\s+)(?P<high>{_NUMBER}))?"
        rf"\s+(?P<unit>{unit})(?!\w)(?P<half>\s+rưỡi(?!\w))?",
        re.IGNORECASE,
    )


def spelled(words: str) -> int:
    """Read a number below a thousand written in words ('ba mươi sáu' is 36)."""
    total, last = 0, None
    for word in words.lower().split():
        if word == "trăm":
            total, last = 100 if last is None else last * 100, None
        elif word in ("mươi", "chục"):
            total, last = total + (last or 0) * 10, None
        elif word == "mười":
            total, last = total + 10, None
        else:
            last = _DIGITS.get(word, 0)
    return total + (last or 0)


def find_words(text: str) -> Iterator[WordsFound]:
    """Yield the amounts that a text says in words, in order.

    >>> [(each.low, each.high, each.unit) for each in find_words("từ bốn đến năm nghìn héc-ta, hai tấn rưỡi")]
    [(Decimal('4'), Decimal('5'), 'nghìn héc-ta'), (Decimal('2.5'), Decimal('2.5'), 'tấn')]
    """
    for found in _found().finditer(text):
        before = text[max(0, found.start() - _LONGEST_BEFORE) : found.start()]
        if not _NOT_BEFORE.search(before) and not _is_no_amount(found, before):
            yield _amount(found)


def _is_no_amount(found: re.Match[str], before: str) -> bool:
    """Tell the year from five, and the article from one: "trong năm hộ nghèo …", "một dự án"."""
    said = " ".join(found["low"].lower().split())
    if said == "năm":
        return bool(_YEAR_BEFORE.search(before))
    return said == "một" and not found["high"] and measure(found["unit"])[0] not in MEASURED


def _amount(found: re.Match[str]) -> WordsFound:
    high, scale = _value(found["high"] or found["low"])
    low, low_scale = _value(found["low"])
    if low_scale != scale and (low_scale or found["unit1"] or low >= 1000):  # "ba đến năm nghìn" are thousands both
        low, high, scale = low * _times(low_scale), high * _times(scale), ""
    half = Decimal("0.5") if found["half"] else 0
    unit = " ".join(found["unit"].split())
    return WordsFound(low + half, high + half, f"{scale} {unit}".strip(), *found.span())


def _times(scale: str) -> int:
    return SCALE_VALUES[scale] if scale else 1


def _value(words: str) -> tuple[Decimal, str]:
    """Return a number in words as written in one scale ("năm phẩy hai tỷ": 5,2 tỷ), or whole with no scale."""
    tokens = [" ".join(found[0].lower().split()) for found in _TOKEN.finditer(words)]
    scales = [token for token in tokens if token in SCALE_VALUES]
    if len(scales) == 1 and tokens[-1] in (scales[0], "rưỡi"):
        half = Decimal("0.5") if tokens[-1] == "rưỡi" else Decimal(0)
        return _plain(tokens[: tokens.index(scales[0])]) + half, scales[0]
    return _whole(tokens), ""


def _whole(tokens: list[str]) -> Decimal:
    total, group, last = Decimal(0), list[str](), 1
    for word in tokens:
        if word in SCALE_VALUES:
            last = SCALE_VALUES[word]
            total, group = total + _plain(group) * last, []
        elif word == "rưỡi":
            total += Decimal(last) / 2
        else:
            group.append(word)
    return total + _plain(group)


def _plain(tokens: list[str]) -> Decimal:
    """Return the value of words without a scale, with decimals behind "phẩy": one by one, or as tens."""
    if "phẩy" not in tokens:
        return Decimal(spelled(" ".join(tokens)))
    at = tokens.index("phẩy")
    decimals = tokens[at + 1 :]
    if any(word in ("mười", "mươi", "chục") for word in decimals):
        digits = str(spelled(" ".join(decimals)))
    else:
        digits = "".join(str(_DIGITS.get(word, 0)) for word in decimals)
    return Decimal(f"{spelled(' '.join(tokens[:at]))}.{digits}")
