"""The page with its facts marked and numbered, each number standing beside the proposed value too. Pure.

Two facts on the same words share one mark, and a fact inside another shares the outer one's; contradictions go first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nghitrinh.intake.sentences import Span
from nghitrinh.intake.values import Proposal, Value


@dataclass(frozen=True)
class Mark:
    """One marked stretch of the page with its number, counted from the top."""

    number: int
    span: Span
    clash: bool


@dataclass(frozen=True)
class SourcePiece:
    """A run of the page's words, marked or not; `first` where its mark begins, since a mark may go over lines."""

    words: str
    mark: Mark | None = None
    first: bool = False


@dataclass(frozen=True)
class Marked:
    """The page as lines of pieces, and how many facts there are."""

    lines: list[list[SourcePiece]]
    marks: list[Mark]

    def mark_of(self, span: Span | None) -> Mark | None:
        """Return the mark under which a span stands."""
        if span is None:
            return None
        return next((each for each in self.marks if _overlap(each.span, span)), None)


def values_of(proposal: Proposal) -> Iterator[Value]:
    """Yield every value of a proposal; a decision is whole sentences, so it carries no mark of its own."""
    yield from proposal.head.values()
    for rows in proposal.rows.values():
        for row in rows:
            yield from (value for name, value in row.values.items() if name != "conclusion")


def marked(text: str, proposal: Proposal) -> Marked:
    """Return a page with the facts of its proposal marked."""
    clashing = {side.span for clash in proposal.clashes for side in (clash.a, clash.b)}
    read = {value.span for value in values_of(proposal) if value.span}
    chosen: list[Span] = []
    for span in [*sorted(clashing, key=_wide), *sorted(read, key=_wide)]:
        if span[0] < span[1] <= len(text) and not any(_overlap(span, other) for other in chosen):
            chosen.append(span)
    marks = [Mark(number, span, span in clashing) for number, span in enumerate(sorted(chosen), start=1)]
    return Marked(list(_lines(text, marks)), marks)


def _wide(span: Span) -> tuple[int, int]:
    return span[0], -span[1]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _lines(text: str, marks: list[Mark]) -> Iterator[list[SourcePiece]]:
    at = 0
    for line in text.splitlines(keepends=True):
        pieces = list(_pieces(text, at, at + len(line.rstrip()), marks))
        at += len(line)
        if pieces:
            yield pieces


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[SourcePiece]:
    at = start
    for mark in marks:
        begin, stop = max(mark.span[0], start), min(mark.span[1], end)
        if begin >= stop:
            continue
        if begin > at:
            yield SourcePiece(text[at:begin])
        yield SourcePiece(text[begin:stop], mark, first=begin == mark.span[0])
        at = stop
    if at < end:
        yield SourcePiece(text[at:end])
