"""The text of an article held against the facts of its meeting."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nghitrinh.publication.gate.header import header_findings
from nghitrinh.publication.gate.linked import Phrase, is_rendered
from nghitrinh.publication.gate.numerals import Numeral, numerals
from nghitrinh.publication.gate.text import ArticlePart, KnownFacts, Text, part_of
from nghitrinh.publication.gate.verdict import Finding
from nghitrinh.publication.gate.votes import WITHHELD, unlinked_votes, vote_findings

GONE = _("Dữ kiện này không còn trong hồ sơ")


def check_text(text: Text, known: KnownFacts) -> tuple[list[Finding], list[str]]:
    """Return what stops a text, and its unlinked numbers, each once, in the order of the text."""
    title, lead, body = part_of("title", text.title), part_of("lead", text.lead), part_of("body", text.body)
    findings = [each for part in (title, lead, body) for each in vote_findings(part, known)]
    findings += [*header_findings(title, known), *header_findings(lead, known)]
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


def _linked_findings(part: ArticlePart, text: Text, known: KnownFacts) -> Iterator[Finding]:
    for start, end, mark in part.links:
        fact = known.fact(text.links[mark]) if mark in text.links else None
        words = part.text[start:end]
        if fact is None:
            is_withheld = mark in text.links and text.links[mark][1] in known.withheld_votes
            yield Finding(part.name, words, WITHHELD if is_withheld else GONE, mark, start, end)
        elif not is_rendered(Phrase(part.text, start, end, known.jurisdiction), fact):
            yield Finding(part.name, words, fact.value, fact.label, start, end)


def _unlinked(part: ArticlePart, known: KnownFacts) -> Iterator[Numeral]:
    """Yield numbers without a link. Those of title and lead that the record has were held against it already."""
    votes = unlinked_votes(part, known)
    for each in numerals(part.text):
        if part.is_linked(each.start, each.end) or any(v.start < each.end and each.start < v.end for v in votes):
            continue
        if part.name == "body" or not each.is_known(part.text, known.facts, known.words):
            yield each
