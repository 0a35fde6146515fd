"""The first words of an article: what the meeting concluded, each fact linked already, so that nobody types it twice.

They are the record's words, Vietnamese whatever the secretary reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from nghitrinh.record.articles.facts import ArticleFact, public_decisions
from nghitrinh.record.decisions.models import Figure, Point
from nghitrinh.record.decisions.wording import said_as
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import meets
from nghitrinh.vietnamese import ended, find_vote_counts, unended

_SAID = ("figure", "place", "organization")  # what a decision's own words are looked through for
NO_BREAK = "\N{NO-BREAK SPACE}"


def first_lead(meeting: Meeting, facts: Mapping[str, ArticleFact]) -> str:
    """Return who met when, as which meeting, under whom: the header facts, linked. `facts` are by code."""
    first: dict[str, str] = {}
    for code, fact in facts.items():
        first.setdefault(fact.kind, _linked(fact.value, code))
    who = " ".join(first[kind] for kind in ("organization", "term") if kind in first)
    what = f"{meeting.kind} {first['number']}" if "number" in first else meeting.kind
    said = " ".join(filter(None, (who, meets(meeting.kind), what)))
    sentences = [f"Ngày {first['date']}, {said}."]
    if "chair" in first:
        sentences.append(f"{first['chair']} chủ trì.")
    return " ".join(sentences)


def first_body(meeting: Meeting, facts: Mapping[str, ArticleFact]) -> str:
    """Return each public decision under its title, in the record's own words, with its figures and charges."""
    paragraphs: list[str] = []
    for title, points in public_decisions(meeting):
        paragraphs.append(f"## {title}")
        for point in points:
            paragraphs += _paragraphs(point, facts)
    return "\n\n".join(paragraphs)


def _paragraphs(point: Point, facts: Mapping[str, ArticleFact]) -> Iterator[str]:
    """Yield a point's words with the figures that they leave out, then its charges with their deadlines."""
    codes = {fact.link: code for code, fact in facts.items()}
    figures = {code: each for each in point.figures.all() if (code := codes.get(("figure", str(each.key))))}
    said = marked(point.text, facts, figures)
    left_out = [
        f"{each.quantity}: {_linked(facts[code].value, code)}" for code, each in figures.items() if not _has(said, code)
    ]
    yield f"{ended(said)} {'; '.join(left_out)}." if left_out else said
    for charge in point.charges.all():
        due = codes.get(("deadline", str(charge.key)), "")
        text = marked(f"Giao {charge.responsible.name}: {unended(charge.text)}", facts, [due])
        until = f", hạn {_linked(facts[due].value, due)}" if due and not _has(text, due) else ""
        yield f"{text}{until}."


def _has(text: str, code: str) -> bool:
    return f"]{{{code}}}" in text


def marked(text: str, facts: Mapping[str, ArticleFact], own: Iterable[str] | Mapping[str, Figure] = ()) -> str:
    """Link the first place of each figure, place and body that a text names; longer names are looked for first.

    `own` are the codes of what the text is about, which come before the same value of another point; a figure among
    them is also found where its number is written otherwise ("4.000 đến 5.000 héc-ta").
    """
    codes = [*own]
    kinds = {code: fact for code, fact in facts.items() if fact.kind in _SAID or code in codes}
    named = [(name, code) for code, fact in kinds.items() for name in _forms(fact)]
    taken: dict[str, tuple[int, int]] = {}
    for name, code in sorted(named, key=lambda pair: (pair[1] not in codes, -len(pair[0]), pair)):
        if code not in taken and (place := _free(text, name, taken.values())):
            taken[code] = place
    for code, figure in own.items() if isinstance(own, Mapping) else ():
        number = said_as(text, low=figure.low, high=figure.high, unit=figure.unit)
        if code not in taken and number and not _meets(number.span, taken.values()):
            taken[code] = number.span
    spans = [(span, code) for code, span in taken.items()]
    spans += [each for each in _votes_in(text, facts) if not _meets(each[0], taken.values())]
    for (start, end), code in sorted(spans, reverse=True):
        text = text[:start] + _linked(text[start:end], code) + text[end:]
    return text


def _votes_in(text: str, facts: Mapping[str, ArticleFact]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where a text tells what a vote came to, each time, with the code of the vote."""
    votes = [(code, fact.counts) for code, fact in facts.items() if fact.counts]
    for each in find_vote_counts(text):
        code = next((code for code, counts in votes if each.tells(counts)), "")
        if code:
            yield (each.start, each.end), code


def _meets(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _free(text: str, name: str, taken: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first place of a name that lies in no other one."""
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.replace(NO_BREAK, " ")):
        if not _meets(found.span(), taken):
            return found.span()
    return None


def _forms(fact: ArticleFact) -> Iterable[str]:
    return {form.replace(NO_BREAK, " ") for form in (fact.value, *fact.names) if len(form) > 3}


def _linked(words: str, code: str) -> str:
    return f"[{words}]{{{code}}}"
