"""Counts of votes as a text tells them: 14/15 đại biểu tán thành, 14 trên 15 phiếu, 93,33 %, 14 phiếu thuận.

A share of anything else (3/4 diện tích, 35% vốn) is none: whoever is counted votes, and what they said stands beside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from nghitrinh.vietnamese.spellings import modern

# Who is counted where a body votes.
_WHO = r"(?:đại biểu|thành viên|ủy viên|đồng chí|đ/c|phiếu|ý kiến|người)"
_SAYS = (
    r"(?:tán thành|đồng ý|nhất trí|thống nhất|đồng thuận|phản đối|thuận|chống|ủng hộ|biểu quyết|bỏ phiếu|thông qua|"
    r"không (?:tán thành|đồng ý|nhất trí|biểu quyết))"
)
_AGAINST = r"(?:không\s+(?:tán thành|đồng ý|nhất trí|thông qua|ủng hộ)|phản đối|phiếu chống|chống)"
_NOT_VOTING = r"(?:không\s+(?:biểu quyết|bỏ phiếu|có ý kiến)|phiếu trắng)"
_SAME_CLAUSE = r"[^.,;:!?\d]"
_FRACTION = (
    r"(?P<part>\d{1,4})\s*(?:/|trên\s+tổng\s+số|trong\s+tổng\s+số|trên|trong\s+số)\s*(?P<whole>\d{1,4})(?![\d/]|[.,]\d)"
)
_PERCENT = r"(?P<percent>\d{1,3}(?:[.,]\d+)?)\s*(?:%|phần trăm)"
_NUMBER = rf"(?:{_FRACTION}|{_PERCENT})"
# The number first: "14/15 đại biểu có mặt tán thành", "93,33 % biểu quyết tán thành", "14 phiếu thuận".
_NUMBER_FIRST = re.compile(
    rf"(?<![\d.,/])(?P<said>{_NUMBER}(?:\s+(?:tổng\s+)?(?:số\s+)?{_WHO})?)"
    rf"(?=(?:(?<=\w)\s+(?:{_SAME_CLAUSE}{{0,60}}?\s)?|\s*)(?:đều\s+)?{_SAYS})",
    re.I,
)
_ALONE = re.compile(rf"(?<![\d.,/])(?P<said>(?P<part>\d{{1,4}})\s+{_WHO})(?=\s+(?:biểu\s+quyết\s+)?{_SAYS})", re.I)
# The number last: "tán thành: 14/15", "thông qua với 14/15 phiếu", "biểu quyết tán thành, đạt 93,33 %".
_NUMBER_LAST = re.compile(
    rf"{_SAYS}(?:[^.;!?\d]{{0,30}}?(?:với|đạt|là|tỷ lệ|có|:|\()\s*|\s+)(?P<said>{_NUMBER}(?:\s+(?:số\s+)?{_WHO})?)"
    r"(?=\s*(?:[.,;:!?)]|$)|\s+(?:có mặt|tổng số|số|so với|biểu quyết|tán thành|đồng ý))",
    re.I,
)
_FORMS = (_NUMBER_FIRST, _NUMBER_LAST, _ALONE)
# A share behind a count, of the same side: "14/15 đại biểu tán thành (93,33 %)".
_BEHIND_A_COUNT = re.compile(
    r"^[^.;!?\d(]{0,60}[(,]\s*(?:(?:đạt|bằng|chiếm|tương đương)\s+)?(?:tỷ lệ\s+)?"
    rf"(?P<said>{_PERCENT})(?=\s*[).,;]|\s+(?:tổng\s+)?số)",
    re.I,
)
# What may follow a number that counts a vote: who votes, what they say, or nothing that is counted.
_OF_A_VOTE = re.compile(
    rf"\s+(?:tổng\s+)?(?:số\s+)?(?:{_WHO}|{_SAYS}|có mặt|dự họp|số|tổng|đều|cùng|và|đã|cho|để|trong|tại|về)\b|"
    r"\s*(?:[^\w\s]|$)",
    re.I,
)
_HEDGE = re.compile(r"\b(?:hơn|gần|khoảng|trên|dưới|quá|xấp xỉ|chừng|ít nhất|tối thiểu|nhiều nhất)\s+$", re.I)
_NEAR = 60
_A_DAY = re.compile(r"\b(?:ngày|sáng|trưa|chiều|tối|đêm|hôm)\s+$", re.I)


@dataclass(frozen=True)
class VoteCounts:
    """What a vote came to, as a text can tell it: how many of how many said what."""

    agreeing: int
    opposing: int
    abstaining: int
    of: int

    def of_side(self, side: str) -> int:
        """Return how many said a side: "for", "against" or "abstaining"."""
        return {"for": self.agreeing, "against": self.opposing, "abstaining": self.abstaining}[side]


@dataclass(frozen=True)
class VoteCountFound:
    """A count of votes where it stands: a number of a whole, a number alone, or a share in hundredths; of which side.

    `start` and `end` are character offsets into the text.
    """

    words: str
    start: int
    end: int
    part: int | None
    whole: int | None
    percent: str
    side: str

    def tells(self, counts: VoteCounts) -> bool:
        """Tell whether it is what a vote came to; a share is rounded to as many places as it is written with."""
        said = counts.of_side(self.side)
        if self.percent:
            return _is_rounded(self.percent, said, counts.of)
        return self.part == said and self.whole in (None, counts.of)


def _is_rounded(written: str, said: int, of: int) -> bool:
    shown = Decimal(written.replace(",", "."))
    if not of:
        return False
    return shown == (Decimal(100 * said) / of).quantize(shown, ROUND_HALF_UP)


def find_vote_counts(text: str) -> list[VoteCountFound]:
    """Return the counts of votes in a text, in its order.

    >>> [each.words for each in find_vote_counts("Với 14/15 đại biểu tán thành (93,33 %), giao 3/4 diện tích.")]
    ['14/15 đại biểu', '93,33 %']
    """
    known = modern(text)
    found: list[VoteCountFound] = []
    for each in sorted(_found(known), key=lambda each: (each.start, -each.end)):
        if not found or found[-1].end <= each.start:
            found.append(each)
    return sorted([*found, *_in_brackets(known, found)], key=lambda each: each.start)


def _found(text: str) -> Iterator[VoteCountFound]:
    for form in _FORMS:
        yield from (_count(each, text) for each in form.finditer(text) if not _A_DAY.search(text[: each.start("said")]))


def _in_brackets(text: str, found: list[VoteCountFound]) -> Iterator[VoteCountFound]:
    """Yield the share that stands behind a count: 14/15 đại biểu tán thành (93,33 %)."""
    for each in found:
        behind = _BEHIND_A_COUNT.search(text[each.end :])
        if behind is None:
            continue
        start, end = (each.end + at for at in behind.span("said"))
        if not any(other.start < end and start < other.end for other in found):
            yield VoteCountFound(text[start:end], start, end, None, None, behind["percent"], each.side)


def _count(found: re.Match[str], text: str) -> VoteCountFound:
    groups = found.groupdict()
    start, end = found.span("said")
    whole, part = groups.get("whole"), groups.get("part")
    return VoteCountFound(
        words=text[start:end],
        start=start,
        end=end,
        part=int(part) if part else None,
        whole=int(whole) if whole else None,
        percent=groups.get("percent") or "",
        side=side_of(text, start, end),
    )


def side_of(text: str, start: int, end: int) -> str:
    """Return which side a number that stands in a text counts: "for", "against" or "abstaining"."""
    behind = re.split(r"[.,;:!?(]|\d", text[end : end + _NEAR])[0]
    ahead = re.split(r"[.;!?)]|\d", text[max(0, start - _NEAR) : start])[-1]
    near = text[start:end] + behind
    said = near if re.search(_SAYS, near, re.I) else ahead
    if re.search(_AGAINST, said, re.I):
        return "against"
    return "abstaining" if re.search(_NOT_VOTING, said, re.I) else "for"


def numbers_of_votes(text: str, start: int, end: int) -> list[VoteCountFound]:
    """Return every number of a stretch of a text, read as a count of votes: what a link to a vote says is one.

    A number that is hedged, or that counts something else than those who vote, is none; then nothing is returned.
    """
    known = modern(text)
    numbers = re.finditer(rf"{_NUMBER}|(?P<alone>\d[\d.,]*)", known[start:end], re.I)
    found = [_number(each, known, start) for each in numbers]
    return [each for each in found if each] if all(found) else []


def _number(found: re.Match[str], text: str, offset: int) -> VoteCountFound | None:
    start, end = (offset + at for at in found.span())
    part = found["part"] or (found["alone"] or "").rstrip(".,")
    if _HEDGE.search(text[:start]) or not _OF_A_VOTE.match(text[end : end + 24]):
        return None
    if not (part.isdigit() or found["percent"]):
        return None
    return VoteCountFound(
        words=text[start:end],
        start=start,
        end=end,
        part=int(part) if part else None,
        whole=int(found["whole"]) if found["whole"] else None,
        percent=found["percent"] or "",
        side=side_of(text, start, end),
    )
