"""Ordinals (lần thứ 36, thứ ba mươi sáu, lần thứ XVII) and Roman numerals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nghitrinh.vietnamese.dates import find_dates
from nghitrinh.vietnamese.number_words import WORDS, spelled

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_WORD = "|".join(WORDS)
_ORDINAL = re.compile(
    rf"(?P<times>\blần\s+)?\b(?<!\d )thứ\s+(?:(?P<digits>\d{{1,4}})(?![\d.,/]\d|\w)"
    rf"|(?P<roman>(?-i:[MDCLXVI]{{1,15}}))\b|(?P<words>(?:{_WORD})(?:\s+(?:{_WORD}))*)\b)",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(r"(?<=\bthứ) (?=\d|[MDCLXVI]+\b)")


@dataclass(frozen=True)
class OrdinalFound:
    """An ordinal in a text: its value and span; `times` when it is said of an occurrence (lần thứ 36)."""

    value: int
    start: int
    end: int
    times: bool

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets: first character and one past the last."""
        return self.start, self.end


def roman(number: int) -> str:
    """Write 1 to 3999 as a Roman numeral; ValueError otherwise.

    >>> roman(17)
    'XVII'
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"found {number}, expected a number from 1 to 3999")
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def parse_roman(text: str) -> int:
    """Read a Roman numeral in its one correct form; ValueError otherwise.

    >>> parse_roman("XVII")
    17
    """
    rest, number = text.strip().upper(), 0
    for value, letters in _ROMAN:
        while rest.startswith(letters) and number < 4000:
            number, rest = number + value, rest[len(letters) :]
    if rest or not 1 <= number <= 3999 or roman(number) != text.strip().upper():
        raise ValueError(f"found {text!r}, expected a Roman numeral such as XVII")
    return number


def find_ordinals(text: str) -> list[OrdinalFound]:
    """Find ordinals, in order; a weekday before a date (Thứ Sáu, 10/9/2021) is none.

    >>> [found.value for found in find_ordinals("Hội nghị lần thứ ba mươi sáu")]
    [36]
    """
    weekdays = {found.start for found in find_dates(text) if found.weekday is not None}
    return [found for found in _ordinals(text) if found.start not in weekdays]


def _ordinals(text: str) -> Iterator[OrdinalFound]:
    for found in _ORDINAL.finditer(text):
        value = _value(found)
        if value:
            yield OrdinalFound(value, found.start(), found.end(), bool(found["times"]))


def _value(found: re.Match[str]) -> int | None:
    if found["digits"]:
        return int(found["digits"])
    if found["words"]:
        return spelled(found["words"])
    try:
        return parse_roman(found["roman"])
    except ValueError:
        return None


# What says of a meeting when it is, or whose, stands behind its number: "giữa tháng Mười", "của UBND xã".
_COUNTED = r"(?:\d|[IVX]+\b|(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b)"
_WHEN = rf"(?:\S+\s+tháng\s+(?:đầu|cuối)\s+|(?:đầu|giữa|cuối)\s+)?(?:tháng|quý|năm|ngày|tuần)\s+{_COUNTED}"
_BEHIND_NUMBER = re.compile(rf"\s+(?=(?:{_WHEN}|(?:của|khóa|nhiệm kỳ)\b))", re.IGNORECASE)


def with_ordinal(name: str, number: int) -> str:
    """Return a meeting's name with its number, which stands before what says when it is or whose.

    >>> with_ordinal("Hội nghị Ban Thường vụ", 36)
    'Hội nghị Ban Thường vụ lần thứ 36'
    >>> with_ordinal("Phiên họp thường kỳ tháng 12 năm 2026 của UBND xã", 1)
    'Phiên họp thường kỳ lần thứ 1 tháng 12 năm 2026 của UBND xã'
    >>> with_ordinal("Hội nghị sơ kết sáu tháng đầu năm 2026", 4), with_ordinal("Phiên họp hằng tháng", 5)
    ('Hội nghị sơ kết lần thứ 4 sáu tháng đầu năm 2026', 'Phiên họp hằng tháng lần thứ 5')
    """
    before, *behind = _BEHIND_NUMBER.split(name, maxsplit=1)
    return " ".join([before, f"lần thứ {number}", *behind])


def glue_ordinals(text: str) -> str:
    """Return a text in which no line ends between "thứ" and the number, for a heading.

    >>> glue_ordinals("Hội nghị lần thứ 36")
    'Hội nghị lần thứ\\xa036'
    """
    return _BEFORE_NUMBER.sub("\xa0", text)


def term_label(term: str) -> str:
    """Return "khóa XVII" for "XVII", "nhiệm kỳ 2026-2031" for its years, and a term written in words as it is."""
    if not term or " " in term:
        return term
    return f"{'nhiệm kỳ' if term[:4].isdecimal() else 'khóa'} {term}"
