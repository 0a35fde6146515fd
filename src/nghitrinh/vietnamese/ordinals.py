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
_WHEN = rf"(?:(?:đầu|giữa|cuối)\s+)?(?:tháng|quý|năm|ngày|tuần)\s+{_COUNTED}"
_WHOSE = r"(?:của|khóa|nhiệm kỳ)\b"
_BEHIND_NUMBER = re.compile(rf"\s+(?=(?:{_WHEN}|{_WHOSE}))", re.IGNORECASE)
# A session is counted by itself, and whose it is stands behind: "Kỳ họp thứ 12 HĐND tỉnh".
_BODY = r"(?:HĐND|Hội đồng|Quốc hội|Ủy ban|UBKT)\b"
_BEHIND_SESSION = re.compile(rf"\s+(?=(?:{_WHEN}|{_WHOSE}|{_BODY}))", re.IGNORECASE)
_SESSION = re.compile(r"\s*kỳ họp\b", re.IGNORECASE)
# The words of a kind of meeting, and of the body that meets: between them and what stands behind, a number counts the
# meeting. Behind any other word it would count what that word names ("chương trình lần thứ 3 năm 2021").
_KIND = re.compile(r"(?:hội nghị|phiên họp|kỳ họp|cuộc họp|lấy ý kiến(?: bằng văn bản)?)\b", re.IGNORECASE)
_BEFORE_PLACE = re.compile(r"xã|phường|tỉnh|huyện|quận|phố|trấn|khu|ủy|bộ")
_OF_KIND = re.compile(
    r"thường|kỳ|định|hằng|hàng|tháng|quý|năm|tuần|lệ|bất|chuyên|đề|mở|rộng|liên|tịch|trực|tuyến|giao|ban|vụ|chấp|hành"
    r"|đảng|chi|thị|thành|đặc|hội|đồng|nhân|dân|viên|cán|sự|đoàn|cơ|sở|ubnd|hđnd|btv|bch|trung|ương"
)


def _is_kind(words: str) -> bool:
    """Tell whether words say only which kind of meeting it is and which body meets, a place by its name among them."""
    kind = _KIND.match(words)
    named = not words.isupper()  # where all is in capitals, a place's name looks like any word
    of_place = False
    for word in words[kind.end() :].replace("(", " ").replace(")", " ").split() if kind else ():
        before_place = _BEFORE_PLACE.fullmatch(word.lower()) is not None
        known = before_place or _OF_KIND.fullmatch(word.lower())
        of_place = before_place if known else of_place and named and word[0].isupper()
        if not known and not of_place:
            return False
    return kind is not None


def ordinal(kind: str, number: int | str) -> str:
    """Return a meeting's number as its kind is counted: held for the 36th time, or the twelfth.

    >>> ordinal("hội nghị", 36), ordinal("Kỳ họp HĐND tỉnh", 12)
    ('lần thứ 36', 'thứ 12')
    """
    return f"thứ {number}" if _SESSION.match(kind) else f"lần thứ {number}"


def with_ordinal(name: str, number: int) -> str:
    """Return a meeting's name with its number, unless it says that itself.

    Behind the words of its kind it stands before what says when or whose. Any other name keeps its words together.

    >>> with_ordinal("Hội nghị Ban Thường vụ", 36)
    'Hội nghị Ban Thường vụ lần thứ 36'
    >>> with_ordinal("Phiên họp thường kỳ tháng 12 năm 2026 của UBND xã", 1)
    'Phiên họp thường kỳ lần thứ 1 tháng 12 năm 2026 của UBND xã'
    >>> with_ordinal("Hội nghị sơ kết sáu tháng đầu năm 2026", 4), with_ordinal("Phiên họp hằng tháng", 5)
    ('Hội nghị sơ kết sáu tháng đầu năm 2026, lần thứ 4', 'Phiên họp hằng tháng lần thứ 5')
    >>> with_ordinal("Lấy ý kiến về chương trình năm 2021", 3), with_ordinal("Hội nghị lần thứ ba", 3)
    ('Lấy ý kiến về chương trình năm 2021, lần thứ 3', 'Hội nghị lần thứ ba')
    >>> with_ordinal("Kỳ họp HĐND tỉnh", 12), with_ordinal("Kỳ họp chuyên đề năm 2026", 3)
    ('Kỳ họp thứ 12 HĐND tỉnh', 'Kỳ họp chuyên đề thứ 3 năm 2026')
    """
    is_session = _SESSION.match(name) is not None
    if any((found.times or is_session) and found.value == number for found in find_ordinals(name)):
        return name
    before, *behind = (_BEHIND_SESSION if is_session else _BEHIND_NUMBER).split(name, maxsplit=1)
    if _is_kind(before):
        return " ".join([before, ordinal(name, number), *behind])
    return f"{name}, {ordinal(name, number)}"


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
