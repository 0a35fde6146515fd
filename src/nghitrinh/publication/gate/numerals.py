"""Numbers, dates and ordinals of a text as one list, and whether the record has them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nghitrinh.publication.gate.linked import same_day
from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.vietnamese import (
    DateFound,
    NumberFound,
    OrdinalFound,
    find_amounts,
    find_dates,
    find_ordinals,
    measure,
    modern,
    renders,
)
from nghitrinh.vietnamese.measures import MEASURED

_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = frozenset({"giờ", "phút", "h"})
_DASHES = re.compile(r"\s*[-–]\s*")


@dataclass(frozen=True)
class Numeral:
    """A number, date or ordinal where it stands; `words` is how it is written, with hedge and unit."""

    found: NumberFound | DateFound | OrdinalFound
    words: str
    start: int
    end: int

    def is_known(self, text: str, facts: Iterable[ArticleFact], words: Iterable[str]) -> bool:
        """Tell whether the record has it: as a fact that it renders, or in the record's own public words."""
        found = self.found
        if isinstance(found, DateFound):
            return any(same_day(found, fact) for fact in facts) or self._is_said(words)
        if isinstance(found, OrdinalFound):
            return any(fact.number == found.value for fact in facts) or self._is_said(words)
        before = text[: found.start]
        amounts = (fact.amount for fact in facts if fact.amount is not None)
        return any(renders(found, amount, before) for amount in amounts) or self._is_said(words)

    def _is_said(self, words: Iterable[str]) -> bool:
        bare = _even(self.words)
        return any(re.search(rf"(?<![\d.,]){re.escape(bare)}(?![\d]|[.,]\d)", _even(each)) for each in words)


def _even(text: str) -> str:
    return _DASHES.sub("-", " ".join(modern(text).lower().replace("\xa0", " ").split()))


def numerals(text: str) -> list[Numeral]:
    """Return every number, date and ordinal of a text in order, without years and times of the day."""
    found: list[NumberFound | DateFound | OrdinalFound] = [*find_dates(text), *find_ordinals(text)]
    taken = [each.span for each in found]
    found += [
        number
        for number in find_amounts(text)
        if not any(a < number.end and number.start < b for a, b in taken) and not _measures_nothing(number, text)
    ]
    return sorted((_numeral(each, text) for each in found), key=lambda each: each.start)


def _measures_nothing(number: NumberFound, text: str) -> bool:
    """A year, a month, a term or a time of the day measures nothing, and "hai xã" is how everybody talks."""
    written = text[number.start : number.end]
    if not any(char.isdigit() for char in written):
        words = len(written.split()) - len((number.unit or "").split())
        return words == 1 and measure(number.unit or "")[0] not in MEASURED
    if re.search(r"\b(?:tháng|quý|khóa|nhiệm kỳ)\s+$", text[: number.start], re.I):
        return True
    if (number.unit or "").lower() in _CLOCK or re.match(r"\s?(?:h|giờ)\d{0,2}\b", text[number.end :]):
        return True
    return all(_YEAR.fullmatch(part) for part in re.findall(r"\d+(?:[.,]\d+)*", written))


def _numeral(found: NumberFound | DateFound | OrdinalFound, text: str) -> Numeral:
    start = found.start
    if isinstance(found, NumberFound) and found.hedge:
        start = text.lower().rfind(found.hedge.lower().split()[0], 0, found.start)
    return Numeral(found, " ".join(text[max(start, 0) : found.end].split()), max(start, 0), found.end)
