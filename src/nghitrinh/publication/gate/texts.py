"""The text of an article as the gate reads it: plain parts with the places of linked words, held against facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nghitrinh.publication.gate.header import header_findings
from nghitrinh.publication.gate.linked import Phrase, is_rendered
from nghitrinh.publication.gate.numerals import Numeral, numerals
from nghitrinh.publication.gate.verdict import Finding
from nghitrinh.record.articles.facts import Fact
from nghitrinh.record.articles.writing import LINKED
from nghitrinh.vietnamese import modern

GONE = "Dữ kiện này không còn trong hồ sơ"


@dataclass(frozen=True)
class Text:
    """The parts that the gate reads. `links` maps a mark in lead or body to a fact's kind and key."""

    title: str
    lead: str
    body: str
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What the record has: the meeting's facts, its own public words, every organization, the jurisdiction."""

    facts: tuple[Fact, ...]
    words: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    jurisdiction: str = ""

    def fact(self, link: tuple[str, str]) -> Fact | None:
        """Return a linked fact; None when the record no longer has it."""
        return next((fact for fact in self.facts if fact.link == tuple(link)), None)


@dataclass(frozen=True)
class Part:
    """A part without link marks, and for each link where its words stand and which mark they bear."""

    name: str
    text: str
    links: tuple[tuple[int, int, str], ...]

    def is_linked(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text touches linked words."""
        return any(a < end and start < b for a, b, _ in self.links)


def part_of(name: str, marked: str) -> Part:
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
    return Part(name, "".join(pieces), tuple(links))


def check_text(text: Text, known: Known) -> tuple[list[Finding], list[str]]:
    """Return what stops a text, and its unlinked numbers, each once, in the order of the text."""
    title, lead, body = part_of("title", text.title), part_of("lead", text.lead), part_of("body", text.body)
    findings = [*header_findings(title, known), *header_findings(lead, known)]
    findings += [*_linked_findings(lead, text, known), *_linked_findings(body, text, known)]
    unlinked = [each.words for part in (title, lead, body) for each in _unlinked(part, known)]
    return _once(findings), list(dict.fromkeys(unlinked))


def _once(findings: list[Finding]) -> list[Finding]:
    """Of two findings about the same words, keep the first."""
    kept: list[Finding] = []
    for each in findings:
        if not any(each.place == old.place and each.start < old.end and old.start < each.end for old in kept):
            kept.append(each)
    return kept


def _linked_findings(part: Part, text: Text, known: Known) -> Iterator[Finding]:
    for start, end, mark in part.links:
        fact = known.fact(text.links[mark]) if mark in text.links else None
        words = part.text[start:end]
        if fact is None:
            yield Finding(part.name, words, GONE, mark, start, end)
        elif not is_rendered(Phrase(part.text, start, end, known.jurisdiction), fact):
            yield Finding(part.name, words, fact.value, fact.label, start, end)


def _unlinked(part: Part, known: Known) -> Iterator[Numeral]:
    """Yield numbers without a link. Those of title and lead that the record has were held against it already."""
    for each in numerals(part.text):
        if part.is_linked(each.start, each.end):
            continue
        if part.name == "body" or not each.is_known(part.text, known.facts, known.words):
            yield each
