"""Title and lead: a number, date, organization or term there that the record does not have stops the release.

What is said of something else ("Nghị quyết Đại hội lần thứ XIII", "Ngày hội lần thứ 10") is recognised by its head
noun and left to the writer's tick.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nghitrinh.publication.gate import names
from nghitrinh.publication.gate.linked import same_day, same_term
from nghitrinh.publication.gate.mentions import Mention, organizations_in, said_of
from nghitrinh.publication.gate.numerals import Numeral, numerals
from nghitrinh.publication.gate.text import ArticlePart, KnownFacts
from nghitrinh.publication.gate.verdict import Finding
from nghitrinh.publication.gate.votes import unlinked_votes
from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.record.kernel.messages import Text
from nghitrinh.vietnamese import DateFound, OrdinalFound, find_dates

OWN = _("Cơ quan họp")
# An anniversary has its own years and its own day.
_COMMEMORATES = re.compile(r"\b(?:kỷ niệm|chào mừng)\b[^.;,]{0,50}$", re.I)
_BY_WHEN = re.compile(r"\b(?:trước|đến|hết|chậm nhất|muộn nhất|hạn|trong|xong|từ|là)\s+(?:ngày\s+)?$", re.I)
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")
_TERM = re.compile(r"\b(?:khóa|khoá)\s+(?:thứ\s+)?(?:[IVXLCDM]+|\d{1,2})\b")


def header_findings(part: ArticlePart, known: KnownFacts) -> Iterator[Finding]:
    """Yield what title or lead says that the record does not have. Words that are linked have their own checker."""
    votes = unlinked_votes(part, known)
    for numeral in numerals(part.text):
        of_a_vote = any(each.start < numeral.end and numeral.start < each.end for each in votes)
        if not of_a_vote and not part.is_linked(numeral.start, numeral.end):
            yield from _numeral(part, numeral, known)
    for found in _TERM.finditer(part.text):
        if not part.is_linked(*found.span()):
            yield from _term(part, found, known)
    yield from _impossible_days(part, known)
    mentions = organizations_in(part.text)
    for mention in mentions:
        if not part.is_linked(mention.start, mention.end):
            yield from _organization(part, mention, known, leads=mention == _leading(mentions, known))


def _of(known: KnownFacts, *kinds: str) -> list[ArticleFact]:
    return [fact for fact in known.facts if fact.kind in kinds]


def _finding(part: ArticlePart, words: str, facts: list[ArticleFact], label: Text, start: int) -> Finding:
    record = "; ".join(dict.fromkeys(fact.value for fact in facts)) or _("Hồ sơ không có")
    return Finding(part.name, words, record, label, start, start + len(words))


def _numeral(part: ArticlePart, numeral: Numeral, known: KnownFacts) -> Iterator[Finding]:
    if isinstance(numeral.found, OrdinalFound):
        yield from _ordinal(part, numeral, known)
    elif _COMMEMORATES.search(part.text[: numeral.start]):
        return
    elif isinstance(numeral.found, DateFound) and _is_only_due(part, numeral, known):
        yield _finding(part, numeral.words, _of(known, "date"), _("Ngày"), numeral.start)
    elif not numeral.is_known(part.text, known.facts, known.words):
        if isinstance(numeral.found, DateFound):
            yield _finding(part, numeral.words, _of(known, "date"), _("Ngày"), numeral.start)
        else:
            yield _finding(part, numeral.words, _of(known, "figure", "count"), _("Số liệu"), numeral.start)


def _is_only_due(part: ArticlePart, numeral: Numeral, known: KnownFacts) -> bool:
    """A day that the record has as a deadline alone, given as the day on which something was held."""
    if not isinstance(numeral.found, DateFound) or _BY_WHEN.search(part.text[: numeral.start]):
        return False
    days = [fact.kind for fact in known.facts if same_day(numeral.found, fact)]
    return bool(days) and set(days) == {"deadline"} and bool(_of(known, "date"))


def _is_ours(mention: Mention | None, known: KnownFacts) -> bool:
    """Tell whether an organization is one that convened the meeting; unsaid, it is."""
    if mention is None:
        return True
    own = [fact for fact in _of(known, "organization") if fact.label == OWN]
    return any(names.is_organization(mention.words, fact.names, known.jurisdiction) for fact in own)


def _ordinal(part: ArticlePart, numeral: Numeral, known: KnownFacts) -> Iterator[Finding]:
    """An ordinal is the meeting's when a meeting is what it counts, and another body's when that is named with it."""
    subject = said_of(part.text, numeral.start, numeral.end)
    if subject is None or not _is_ours(subject.organization, known):
        return
    numbers = _of(known, "number")
    if all(fact.number != getattr(numeral.found, "value", None) for fact in numbers):
        yield _finding(part, numeral.words, numbers, _("Số thứ tự"), numeral.start)


def _term(part: ArticlePart, found: re.Match[str], known: KnownFacts) -> Iterator[Finding]:
    before = [each for each in organizations_in(part.text) if each.end <= found.start()]
    near = before[-1] if before and found.start() - before[-1].end <= 60 else None
    if re.search(r"(?:Đại hội|Quốc hội|Trung ương)[^.;]{0,40}$", part.text[: found.start()]) or not _is_ours(
        near, known
    ):
        return
    terms = _of(known, "term")
    if not any(same_term(found[0], fact) for fact in terms):
        yield _finding(part, found[0], terms, _("Khóa"), found.start())


def _impossible_days(part: ArticlePart, known: KnownFacts) -> Iterator[Finding]:
    """A day that no calendar has (30/2/2024) is no date, and yet it was meant as one."""
    days = [each.span for each in find_dates(part.text)]
    for found in _DAY.finditer(part.text):
        if not any(start < found.end() and found.start() < end for start, end in days):
            yield _finding(part, found[0], _of(known, "date"), _("Ngày"), found.start())


def _leading(mentions: list[Mention], known: KnownFacts) -> Mention | None:
    """Return who acts in a part that does not name the meeting's own body; a charged body may act there too."""
    if any(_is_ours(mention, known) for mention in mentions):
        return None
    return next((mention for mention in mentions if mention.acts and not _is_charged(mention, known)), None)


def _is_charged(mention: Mention, known: KnownFacts) -> bool:
    charged = [fact for fact in _of(known, "organization") if fact.label != OWN]
    return any(names.is_organization(mention.words, fact.names, known.jurisdiction) for fact in charged)


def _organization(part: ArticlePart, mention: Mention, known: KnownFacts, *, leads: bool) -> Iterator[Finding]:
    """An organization must be the record's; where it is said to hold the meeting, it must be the one that did."""
    if mention.elsewhere:
        return
    own = _of(known, "organization")
    if (mention.convenes or leads) and not _is_ours(mention, known) and not _counts_otherwise(part, mention, known):
        yield _finding(part, mention.words, own[:1], OWN, mention.start)
        return
    everyone = [(name,) for name in known.organizations] + [fact.names for fact in own]
    if mention.convenes or any(names.is_organization(mention.words, each, known.jurisdiction) for each in everyone):
        return
    if any(names.stands_at(part.text, mention.start, name) for each in everyone for name in each):
        return
    yield _finding(part, mention.words, own, _("Cơ quan"), mention.start)


def _counts_otherwise(part: ArticlePart, mention: Mention, known: KnownFacts) -> bool:
    """Another body's meeting has another number: "Hội nghị lần thứ 10 Ban Chấp hành Trung ương" is not this meeting."""
    ours = {fact.number for fact in _of(known, "number")}
    near = [
        each.found.value
        for each in numerals(part.text)
        if isinstance(each.found, OrdinalFound) and abs(each.start - mention.start) < 60
    ]
    return bool(near) and not ours & set(near)
