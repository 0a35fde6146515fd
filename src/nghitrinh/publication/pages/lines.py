"""What several pages say of an object: lines of lists, the record at the side, the foot; and which fields they read."""

from collections.abc import Iterable

from nghitrinh.bundle.schema import (
    Article,
    Correction,
    Decision,
    Figure,
    Instrument,
    Item,
    Meeting,
    Organization,
    Paper,
    Point,
    Source,
    Task,
    TaskEvent,
    Tombstone,
)
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, Notes, body, charged, corrections, href, outcome
from nghitrinh.publication.pages.kind import SUMMARY, WHOLE, Fields
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.vietnamese import glue_ordinals, term_label

CITED: Fields = {Source: WHOLE, Tombstone: WHOLE}
NAMED_STONES: Fields = {Tombstone: WHOLE, Instrument: SUMMARY}  # what was withdrawn, and what stands in its place
LISTED: Fields = {Decision: SUMMARY, Item: SUMMARY, Meeting: SUMMARY, Point: SUMMARY, Task: SUMMARY}
WAITING: Fields = {
    Task: WHOLE,
    Organization: SUMMARY,
    Decision: SUMMARY,
    Item: SUMMARY,
    Meeting: SUMMARY,
    Source: WHOLE,
}
TABLED: Fields = {**WAITING, TaskEvent: WHOLE}


def meeting_record(public: PublicSet, row: Meeting) -> list[Facts]:
    """Return a meeting's header facts as labels and values, rendered from the record and never typed."""
    organization = body(public, row.organization_id, row.starts_at)
    return record(
        ("Cơ quan", organization["name"], organization["href"]),
        ("Số", words.number_and_term(row), ""),
        ("Số khác", ", ".join(row.further_numbers), ""),
        (words.DAYS.get(row.form, "Ngày"), words.capital(words.moment(row.starts_at)), ""),
        ("Hình thức", words.FORMS.get(row.form, row.form), ""),
        ("Địa điểm", row.place, ""),
        ("Chủ trì", ", ".join(row.chairs), ""),
        ("Tình trạng", words.state_of(row), ""),
    )


def record(*entries: tuple[str, str, str]) -> list[Facts]:
    """Return labels with values and links; what the record does not say is left out, never filled in."""
    return [{"label": label, "value": value, "href": link} for label, value, link in entries if value]


def item_facts(public: PublicSet, notes: Notes, item: Item) -> Facts:
    """Say what an item came to. A closed one has its public title, and nothing else is even looked up."""
    facts: Facts = {"id": item.id, "position": str(item.position), "closed": item.closed} | {
        "title": glue_ordinals(item.title)
    }
    if item.closed:
        return facts
    found = next(iter(public.where(Decision, "item_id", item.id)), None)
    decided = found is not None
    return facts | {
        "href": href("decision", found.id) if found is not None else "",
        "outcome": outcome(public, found.id) if found is not None else "",
        "decided": decided,
        "charged": charged(public.where(Task, "decision_id", found.id)) if found is not None else None,
        "papers": [paper_facts(public, notes, paper) for paper in public.where(Paper, "item_id", item.id)],
        "mark": notes.mark(item),
    }


def paper_facts(public: PublicSet, notes: Notes, paper: Paper) -> Facts:
    """Return what a page says of a paper."""
    return {
        "title": paper.title,
        "kind": words.capital(paper.kind),
        "number": paper.number,
        "by": body(public, paper.submitted_by, paper.submitted_on),
        "day": words.day(paper.submitted_on),
        "iso": words.iso_day(paper.submitted_on),
        "mark": notes.mark(paper),
    }


def articles_of(public: PublicSet, meeting_id: str) -> list[Facts]:
    """Return the articles of a meeting as lines."""
    return [article_line(row) for row in public.where(Article, "meeting_id", meeting_id)]


def article_line(row: Article) -> Facts:
    """Return an article as a line of a list."""
    return {
        "title": glue_ordinals(row.title),
        "lead": row.lead,
        "href": href("article", row.id),
        "day": words.day(row.published_at),
        "iso": words.iso_day(row.published_at),
        "illustrative": row.illustrative,
    }


def instruments_of(public: PublicSet, meeting_id: str) -> list[Facts]:
    """Return the documents of a meeting as lines."""
    return [instrument_line(row) for row in public.where(Instrument, "meeting_id", meeting_id)]


def instrument_line(row: Instrument) -> Facts:
    """Return an instrument as a line of a list."""
    return {
        "name": " ".join(filter(None, (words.capital(row.kind), row.number))),
        "title": glue_ordinals(row.title),
        "href": href("instrument", row.id),
        "day": words.day(row.issued_on),
        "iso": words.iso_day(row.issued_on),
        "illustrative": row.illustrative,
    }


def figures_of(public: PublicSet, notes: Notes, decision_id: str) -> list[Facts]:
    """Return the figures of a decision, in the order of its points."""
    points = public.where(Point, "decision_id", decision_id)
    return [_figure(notes, row) for point in points for row in public.where(Figure, "point_id", point.id)]


def _figure(notes: Notes, row: Figure) -> Facts:
    return {
        "id": row.id,
        "quantity": row.quantity,
        "value": row.rendered,
        "as_of": row.as_of,
        "places": ", ".join(row.places),
        "mark": notes.mark(row),
    }


def decision_line(public: PublicSet, row: Decision) -> Facts:
    """Return a decision as an entry of a list."""
    item, meeting = public.get(Item, row.item_id), public.get(Meeting, row.meeting_id)
    parts = [words.meeting_label(meeting) if meeting else "", f"nội dung {item.position}" if item else ""]
    return {
        "title": glue_ordinals(row.title),
        "href": href("decision", row.id),
        "day": words.day(row.decided_on),
        "iso": words.iso_day(row.decided_on),
        "from": ", ".join(filter(None, parts)),
        "outcome": outcome(public, row.id),
        "charged": charged(public.where(Task, "decision_id", row.id)),
        "illustrative": row.illustrative,
    }


def meeting_line(row: Meeting) -> Facts:
    """Return a meeting as a line of a list."""
    return {
        "title": glue_ordinals(words.meeting_title(row)),
        "label": words.meeting_label(row),
        "href": href("meeting", row.id),
        "when": words.capital(words.moment(row.starts_at)),
        "day": words.day(row.starts_at),
        "iso": words.iso_day(row.starts_at),
        "term": term_label(row.term),
        "illustrative": row.illustrative,
        "state": words.state_of(row),
        "cancelled": row.state == "cancelled",
        "coming": row.state == "convened",
    }


def foot(public: PublicSet, notes: Notes, revision: int, corrected: Iterable[Correction]) -> Facts:
    """Return what stands at the foot of every object's page."""
    return {
        "corrections": corrections(corrected),
        "sources": notes.listed(),
        "revision": str(revision) if revision else "",
        "any_illustrative": any(row.kind == "illustrative" for row in public.all(Source)),
    }
