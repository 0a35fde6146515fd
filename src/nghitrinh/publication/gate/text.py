"""What the gate reads: plain parts with the places of linked words, and what the record has to hold them against."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.record.articles.writing import LINKED
from nghitrinh.vietnamese import modern


@dataclass(frozen=True)
class Text:
    """The parts that the gate reads. `links` maps a mark in lead or body to a fact's kind and key."""

    title: str
    lead: str
    body: str
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownFacts:
    """What the record has: the meeting's facts, its own public words, every organization, the jurisdiction.

    `withheld_votes` are the keys of votes whose rule does not let their counts out.
    """

    facts: tuple[ArticleFact, ...]
    words: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    jurisdiction: str = ""
    withheld_votes: frozenset[str] = frozenset()

    def fact(self, link: tuple[str, str]) -> ArticleFact | None:
        """Return a linked fact; None when the record no longer has it."""
        return next((fact for fact in self.facts if fact.link == tuple(link)), None)


@dataclass(frozen=True)
class ArticlePart:
    """A part without link marks, and for each link where its words stand and which mark they bear."""

    name: str
    text: str
    links: tuple[tuple[int, int, str], ...]

    def is_linked(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text touches linked words."""
        return any(a < end and start < b for a, b, _ in self.links)


def part_of(name: str, marked: str) -> ArticlePart:
    """Take the link marks out of a part; offsets are those of the plain text that is left."""
    pieces: list[str] = []
    links: list[tuple[int, int, str]] = []
    length = last = 0
    for found in LINKED.finditer(modern(marked)):
        before = found.string[last : found.start()]
        start = length + len(before)
        links.append((start, start + len(found[1]), found[2]))
        pieces += [before, found[1]]
        length, last = start + len(found[1]), found.end()
    pieces.append(modern(marked)[last:])
    return ArticlePart(name, "".join(pieces), tuple(links))
