"""What came of each item, in the outcomes of the record.

An item is named where the meeting heard of it, and what came of it often stands sentences later ("Đối với …, … cơ bản nhất trí").
A later sentence is about the item whose pairs of words it repeats; a decision outweighs an opinion, an opinion a hearing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.vietnamese import fold

Span = tuple[int, int]
Pairs = set[tuple[str, str]]
_AGREES = r"(?:nhất\s+trí|thống\s+nhất|đồng\s+ý|tán\s+thành|thông\s+qua|chấp\s+thuận)"
_ELECTS = r"phê\s+chuẩn|(?:biểu\s+quyết|tiến\s+hành|hiệp\s+thương|đã)\s+(?:bầu|miễn\s+nhiệm|cử|cho\s+thôi)"
# The first pattern that stands in a sentence decides it; the order is from the special to the general.
_OUTCOMES = tuple(
    (value, re.compile(pattern, re.IGNORECASE))
    for value, pattern in (
        (
            "deferred",
            r"chưa\s+(?:thông\s+qua|xem\s+xét|thống\s+nhất|nhất\s+trí|đồng\s+ý)|không\s+đưa|không\s+được\s+[^.;,]{0,40}?đưa\s+ra|để\s+lại|lùi\s+(?:thời|lại)",
        ),
        ("returned", r"trả\s+lại|rút\s+(?:tờ\s+trình|hồ\s+sơ|nội\s+dung)"),
        ("refused", rf"không\s+{_AGREES}|bác\s+bỏ"),
        (
            "agreed_in_principle",
            rf"cơ\s+bản\s+{_AGREES}|(?:nhất\s+trí|thống\s+nhất|đồng\s+ý)\s+(?:cao\s+)?(?:về\s+|với\s+)?(?:mặt\s+)?(?:chủ\s+trương|nguyên\s+tắc)(?!\s+(?:đầu|sắp|hợp|điều|lựa))",
        ),
        (
            "agreed",
            rf"biểu\s+quyết(?:\s+nhất\s+trí)?\s+thông\s+qua|{_AGREES}(?:\s+cao)?(?:\s+(?:thông\s+qua|với|về))?(?!\s+giao|\s+hành\s+động)|{_ELECTS}",
        ),
        (
            "complete_and_submit",
            r"(?:tiếp\s+thu|bổ\s+sung|hoàn\s+thiện|hoàn\s+thành|hoàn\s+chỉnh)\b[^.;]{0,120}?\b(?:để\s+)?(?:báo\s+cáo|trình)\b",
        ),
        ("opinion_given", r"cho\s+ý\s+kiến|tham\s+gia\s+ý\s+kiến|thảo\s+luận"),
        ("noted", r"(?:được\s+)?nghe|xem\s+xét"),
    )
)
_WEAK = {"opinion_given": 1, "noted": 2}
_NEGATIVE = {"deferred", "returned", "refused"}
_AS_A_WHOLE = re.compile(
    rf"(?P<verb>(?:cơ\s+bản\s+)?(?:biểu\s+quyết\s+)?{_AGREES}(?:\s+cao)?)\s+(?:với\s+|thông\s+qua\s+|về\s+)?(?:các|toàn\s+bộ|những|tất\s+cả)\s+(?:các\s+)?"
    r"(?:nội\s+dung|báo\s+cáo|tờ\s+trình|dự\s+thảo|nghị\s+quyết|đề\s+xuất|đề\s+án)\b(?=\s*(?:[,.;]|$)|\s+(?:trên|nêu|được\s+trình|trình|và\s+(?:giao|thống|đề))\b)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[;,:]|\s+và\s+(?=(?:các|việc|một|dự\s+thảo)\s)", re.IGNORECASE)
# What stands right behind a word of agreement is what is agreed to.
_OBJECT = re.compile(rf"\b{_AGREES}(?!\s+giao)(?:\s+(?:với|về))?((?:\s+[\w/-]+){{4,10}})", re.IGNORECASE)
_TOPIC = re.compile(r"\s*(?:[-–+*]\s*)?(?:đối\s+với|về|cho\s+ý\s+kiến\s+(?:về|vào|đối\s+với)|với)\s", re.IGNORECASE)
_HEARS = re.compile(r"\bnghe\b[^;.]*$", re.IGNORECASE)
_LEAST = 3


def outcomes_of(page: Page, spans: list[Span], sentences: list[Stretch]) -> list[Fact | None]:
    """What the page says became of each of the items at `spans`."""
    names = [_pairs(page.text[start:end]) for start, end in spans]
    said = [_Saying(page, sentence, spans) for sentence in sentences]
    found: list[list[Fact]] = [[] for _ in spans]
    for saying in said:
        for number, until in saying.items_spoken_of(names):
            own = saying.sentence.start <= spans[number][0] < saying.sentence.end
            fact = None if own else saying.outcome(until)
            found[number] += [fact] if fact else []
    own_words = [next((each.of_own(span) for each in said if each.holds(span)), None) for span in spans]
    whole = _of_all(page, sentences)
    return [_strongest(later, own, whole) for later, own in zip(found, own_words, strict=True)]


@dataclass(frozen=True)
class _Saying:
    """One sentence and what its words say of items; words inside the name of an item say nothing of outcomes."""

    page: Page
    sentence: Stretch
    spans: list[Span]

    def holds(self, span: Span) -> bool:
        """Whether the item is named in this sentence."""
        return self.sentence.start <= span[0] < self.sentence.end

    def items_spoken_of(self, names: list[Pairs]) -> Iterator[tuple[int, int]]:
        """The items this sentence is about, each with the offset where the words about it end."""
        at = self.sentence.start
        for clause in (*_CLAUSES.finditer(self.sentence.text), None):
            end = self.sentence.start + clause.start() if clause else self.sentence.end
            yield from ((number, end) for number in _best(_pairs(self.page.text[at:end]), names, 0.5))
            at = self.sentence.start + clause.end() if clause else end
        for found in _OBJECT.finditer(self.sentence.text):
            end = self.sentence.start + found.end()
            yield from ((number, end) for number in _best(_pairs(found[1]), names, 0.4))

    def outcome(self, until: int) -> Fact | None:
        """What it says came of an item spoken of up to an offset: behind "Đối với …" anywhere, else the verb before it."""
        if _TOPIC.match(self.sentence.text):
            return next((self._fact(value, found) for value, found in self._matches(self.sentence.end)), None)
        return self._nearest(until)

    def of_own(self, span: Span) -> Fact | None:
        """In the sentence that names the item, the verb nearest before it tells; else the first that follows."""
        before = self._nearest(span[0])
        return before or next((self._fact(value, found) for value, found in self._matches(self.sentence.end)), None)

    def _nearest(self, until: int) -> Fact | None:
        found = [(match.end(), -rank, value, match) for rank, (value, match) in enumerate(self._matches(until))]
        _, _, value, match = max(found, key=lambda each: each[:2], default=(0, 0, "", None))
        return self._fact(value, match) if match else None

    def _matches(self, until: int) -> list[tuple[str, re.Match[str]]]:
        """Words of outcome up to an offset, from the special to the general."""
        return [
            (value, found)
            for value, pattern in _OUTCOMES
            for found in pattern.finditer(self.page.text, self.sentence.start, until)
            if not any(start <= found.start() < end for start, end in self.spans) and not self._presents(found)
        ]

    def _presents(self, found: re.Match[str]) -> bool:
        """'nghe … thông qua dự thảo': who is heard presents the draft, nobody adopts it."""
        before = self.page.text[self.sentence.start : found.start()]
        return found[0].lower().startswith("thông") and bool(_HEARS.search(before))

    def _fact(self, value: str, found: re.Match[str]) -> Fact:
        return self.page.fact(found.start(), found.end(), value)


def _best(said: Pairs, names: list[Pairs], share: float) -> Iterator[int]:
    shared = [len(said & name) for name in names]
    most = max(shared, default=0)
    number = shared.index(most) if most else 0
    if most >= _LEAST and most >= share * min(len(said), len(names[number])):
        yield number


def _pairs(text: str) -> Pairs:
    return set(pairwise(re.findall(r"\w+", fold(text))))


def _strongest(later: list[Fact], own: Fact | None, whole: Fact | None) -> Fact | None:
    said = [*later, *([own] if own else [])]
    decided = sorted((fact for fact in said if fact.value not in _WEAK), key=lambda fact: fact.value not in _NEGATIVE)
    if decided or whole:
        return decided[0] if decided else whole
    return min(reversed(said), key=lambda fact: _WEAK[str(fact.value)], default=None)


def _of_all(page: Page, sentences: list[Stretch]) -> Fact | None:
    """'Hội nghị cơ bản nhất trí với các nội dung': what came of every item that nothing else is said of."""
    for sentence in sentences:
        found = _AS_A_WHOLE.search(page.text, sentence.start, sentence.end)
        if found and not _HEARS.search(page.text[sentence.start : found.start()]):
            value = "agreed_in_principle" if found["verb"].lower().startswith("cơ") else "agreed"
            return page.fact(*found.span("verb"), value)
    return None
