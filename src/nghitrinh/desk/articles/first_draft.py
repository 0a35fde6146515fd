"""The first words of an article: what the meeting concluded, each fact linked already, so that nobody types it twice.

They are the record's words, Vietnamese whatever the secretary reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from nghitrinh.record.articles.facts import ArticleFact, public_decisions
from nghitrinh.record.decisions.models import Point
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import meets

_SAID = ("figure", "place", "organization")  # what a decision's own words are looked through for
NO_BREAK = "\N{NO-BREAK SPACE}"


def first_lead(meeting: Meeting, facts: Mapping[str, ArticleFact]) -> str:
    """Return who met when, as which meeting, under whom: the header facts, linked. `facts` are by code."""
    first: dict[str, str] = {}
    for code, fact in facts.items():
        first.setdefault(fact.kind, _linked(fact.value, code))
    who = " ".join(first[kind] for kind in ("organization", "term") if kind in first)
    what = f"{meeting.kind} {first['number']}" if "number" in first else meeting.kind
    sentences = [f"Ngày {first['date']}, {who} {meets(meeting.kind)} {what}."]
    if "chair" in first:
        sentences.append(f"{first['chair']} chủ trì.")
    return " ".join(sentences)


def first_body(meeting: Meeting, facts: Mapping[str, ArticleFact]) -> str:
    """Return each public decision under its title, in the record's own words, with its charges."""
    paragraphs: list[str] = []
    for title, points in public_decisions(meeting):
        paragraphs.append(f"## {title}")
        for point in points:
            paragraphs += [marked(text, facts) for text in _sentences(point)]
    return "\n\n".join(paragraphs)


def _sentences(point: Point) -> Iterator[str]:
    yield point.text
    for charge in point.charges.all():
        yield f"Giao {charge.responsible.name}: {charge.text.rstrip('.')}."


def marked(text: str, facts: Mapping[str, ArticleFact]) -> str:
    """Link the first place of each figure, place and body that a text names; longer names are looked for first."""
    named = [(name, code) for code, fact in facts.items() if fact.kind in _SAID for name in _forms(fact)]
    taken: dict[str, tuple[int, int]] = {}
    for name, code in sorted(named, key=lambda pair: (-len(pair[0]), pair)):
        if code not in taken and (place := _free(text, name, taken.values())):
            taken[code] = place
    for code, (start, end) in sorted(taken.items(), key=lambda each: each[1], reverse=True):
        text = text[:start] + _linked(text[start:end], code) + text[end:]
    return text


def _free(text: str, name: str, taken: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first place of a name that lies in no other one."""
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.replace(NO_BREAK, " ")):
        if not any(found.start() < end and start < found.end() for start, end in taken):
            return found.span()
    return None


def _forms(fact: ArticleFact) -> Iterable[str]:
    return {form.replace(NO_BREAK, " ") for form in (fact.value, *fact.names) if len(form) > 3}


def _linked(words: str, code: str) -> str:
    return f"[{words}]{{{code}}}"
