"""The page as the grammar sees it: one spelling, lines and sentences, and the way back to the source."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.layout import unbroken
from nghitrinh.reading.tables import LOWER, UPPER
from nghitrinh.vietnamese import DateFound, NumberFound, find_dates, find_numbers, modern

T = TypeVar("T")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
# A stop ends a sentence before a capital letter or a quotation, but not after a short form (TP. Huế, ĐT. 639, N. T. Lan).
_STOP = re.compile(
    rf"(?=[.!?…])(?<!\bTP)(?<!\bTp)(?<!\bTX)(?<!\bĐT)(?<!\bQL)(?<!\b[^\W\d_])(?:\.{{1,3}}|[!?…])(?=\s+[\"“(-]{{0,2}}\s?{UPPER}|\s*$)"
)

# A caption that was run into the text: "… - Ảnh: NAM TRẦNMột nội dung khác …".
_CAPTION = re.compile(rf"(?:Ảnh|ẢNH)\s*:\s*(?:(?!{LOWER})[^\n]){{0,40}}?[\w.](?={UPPER}{LOWER})")
_SPACES = re.compile(r" {2,}")
_LONGEST = 3000
_MOST_DIGITS = 30
# "1. UBND huyện …": the stop behind the number of a paragraph ends no sentence.
_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[a-zđ])\.\s")


@dataclass(frozen=True)
class Stretch:
    """A stretch of the page (line or sentence): its offsets in `Page.text`, and its words."""

    start: int
    end: int
    text: str


def can_count(number: NumberFound) -> bool:
    """Whether a figure is one: what has more digits is a code, a key or a slip, and no quantity of anything."""
    return max(len(each.as_tuple().digits) for each in (number.low, number.high)) <= _MOST_DIGITS


class Page:
    """A source text in one spelling, its paragraphs on one line each (`text`); facts are cut out of the source itself."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._back: list[int] | None
        if unicodedata.is_normalized("NFC", source):
            text, self._back = modern(source), None
        else:
            text, self._back = _composed(source)
        self.text = unbroken(text)
        self._made: dict[Callable[[Page], Any], Any] = {}

    def once(self, make: Callable[["Page"], T]) -> T:
        """What a function makes of this page: made when it is first asked for, and kept."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def dates(self) -> list[DateFound]:
        """All dates of the text."""
        return find_dates(self.text)

    @cached_property
    def numbers(self) -> list[NumberFound]:
        """All figures of the text that count something."""
        return [found for found in find_numbers(self.text, self.dates) if can_count(found)]

    def fact(self, start: int, end: int, value: str | int | None = None) -> Fact:
        """Cut the fact at these offsets of `text`, without white space around it; its words are its value by default."""
        start, end = self.trimmed(start, end)
        first, last = self.span(start, end)
        words = _SPACES.sub(" ", self.text[start:end]) if value is None else value
        return Fact(words, self.source[first:last], first, last)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch of `text` without white space at its ends."""
        words = self.text[start:end]
        end -= len(words) - len(words.rstrip())
        return min(end, start + len(words) - len(words.lstrip())), end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of a stretch of `text`."""
        return (start, end) if self._back is None else (self._back[start], self._back[end])

    def here(self, fact: Fact) -> tuple[int, int]:
        """The place in `text` of a fact cut out of the source."""
        if self._back is None:
            return fact.start, fact.end
        return bisect_left(self._back, fact.start), bisect_left(self._back, fact.end)

    @cached_property
    def lines(self) -> list[Stretch]:
        """The lines that are not empty, white space cut off."""
        found = []
        at = 0
        for line in self.text.splitlines(keepends=True):
            start, end = self.trimmed(at, at + len(line))
            if start < end:
                found.append(Stretch(start, end, self.text[start:end]))
            at += len(line)
        return found

    def begins_line(self, stretch: Stretch) -> bool:
        """Whether nothing stands before a stretch on its line."""
        return not self.text[self.text.rfind("\n", 0, stretch.start) + 1 : stretch.start].strip()

    def sentences_of(self, line: Stretch) -> list[Stretch]:
        """The sentences of one line; one longer than any writer's is cut, so that no rule reads without end."""
        first = _NUMBER.match(self.text, line.start, line.end)
        begins = first.end() if first else line.start
        found = {stop.end() for mark in (_STOP, _CAPTION) for stop in mark.finditer(self.text, begins, line.end)}
        stops = [line.start, *sorted(found), line.end]
        cuts = [at for start, end in pairwise(stops) for at in range(start, end, _LONGEST)] + [line.end]
        spans = (self.trimmed(start, end) for start, end in pairwise(cuts))
        return [Stretch(start, end, self.text[start:end]) for start, end in spans if start < end]


def _composed(source: str) -> tuple[str, list[int]]:
    """Compose base and marks cluster by cluster, keeping for each character (and the end) where its cluster begins."""
    parts: list[str] = []
    back: list[int] = []
    for cluster in _CLUSTER.finditer(source):
        part = unicodedata.normalize("NFC", cluster[0])
        parts.append(part)
        back.extend([cluster.start()] * len(part))
    back.append(len(source))
    text = "".join(parts)
    spelled = modern(text)
    return (spelled if len(spelled) == len(text) else text), back
