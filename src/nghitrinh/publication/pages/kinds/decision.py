"""The page of a decision: its chain from the paper to the result, its points, figures and tasks."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import (
    Article,
    Decision,
    Figure,
    File,
    Instrument,
    Item,
    Meeting,
    Organization,
    Paper,
    Point,
    Row,
    Task,
    Tombstone,
)
from nghitrinh.publication.pages import selection, words
from nghitrinh.publication.pages.chain import chain, of_decision, timeline
from nghitrinh.publication.pages.citing import citation, organization_data, owner_of
from nghitrinh.publication.pages.facts import Facts, Notes, files, href, task_facts
from nghitrinh.publication.pages.kind import SUMMARY, WHOLE, Counted, ObjectPage, Selected, address_of
from nghitrinh.publication.pages.lines import (
    CITED,
    TABLED,
    articles_of,
    figures_of,
    foot,
    instrument_line,
    paper_facts,
)
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.tally import Tally
from nghitrinh.vietnamese import term_label


def select(public: ReleaseRows, key: str) -> Selected | None:
    """Select the decision with its points and tasks, the papers before it and the document that issues it."""
    decision = public.get(Decision, key)
    return None if decision is None else Selected(_rows(public, decision))


def _rows(public: ReleaseRows, decision: Decision) -> Iterator[Row]:
    yield decision
    yield from public.where(Point, "decision_id", decision.id)
    yield from selection.figures(public, [decision])
    yield from selection.tabled(public, public.where(Task, "decision_id", decision.id))
    yield from selection.decision_with_origin(public, decision)
    yield from selection.papers(public, decision.item_id)
    meeting = public.get(Meeting, decision.meeting_id)
    if meeting is not None:
        yield from selection.line_of(public, Organization, meeting.organization_id)
    instrument = public.get(Instrument, decision.instrument_id)
    if instrument is not None:
        yield instrument
        yield from selection.files(public, instrument.files)
    yield from map(line, public.where(Article, "meeting_id", decision.meeting_id))
    yield from public.where(Tombstone, "issued", decision.id)


def facts(public: PublicSet, key: str, _: Counted) -> Facts:
    """Give a decision with its chain from the paper to the result."""
    row, notes = public.the(Decision, key), Notes(public)
    meeting, item = public.get(Meeting, row.meeting_id), public.get(Item, row.item_id)
    issued = public.get(Instrument, row.instrument_id)
    mark = notes.mark(row)
    tasks = [task_facts(public, notes, task) for task in public.where(Task, "decision_id", key)]
    return (
        {
            "title": row.title,
            "mark": mark,
            "meeting": {"label": words.meeting_label(meeting), "href": href("meeting", meeting.id)}
            if meeting
            else None,
            "item": {"id": item.id, "position": str(item.position)} if item else None,
            "term": term_label(meeting.term) if meeting else "",
            "decided": words.day(row.decided_on),
            "decided_iso": words.iso_day(row.decided_on),
            "approved": words.day(row.approved_on),
            "approved_iso": words.iso_day(row.approved_on),
            "chain": chain(public, row, linked=False),
            "points": [_point(point) for point in public.where(Point, "decision_id", key)],
            "timeline": timeline(public, row),
            "tasks": tasks,
            "tally": Tally.of(public.where(Task, "decision_id", key)).facts(),
            "as_of": words.day(public.site.as_of),
            "figures": figures_of(public, notes, key),
            "papers": [paper_facts(public, notes, paper) for paper in public.where(Paper, "item_id", row.item_id)],
            "instrument": instrument_line(issued) | {"mark": notes.mark(issued)} if issued else None,
            "files": files(public, issued.files[:1]) if issued else [],
            "articles": articles_of(public, row.meeting_id),
        }
        | _cited(public, row, meeting)
        | foot(public, notes, row.public_revision, of_decision(public))
    )


def _cited(public: PublicSet, row: Decision, meeting: Meeting | None) -> Facts:
    owner, label = owner_of(public, meeting), words.meeting_label(meeting) if meeting else ""
    data = {
        "@type": "Report",
        "datePublished": row.decided_on,
        "author": organization_data(owner),
        "isPartOf": f"{public.site.address}{href('meeting', meeting.id)}" if meeting else "",
    }
    what = f"kết luận tại {label[:1].lower()}{label[1:]}" if label else "kết luận"
    address, revision = href("decision", row.id), row.public_revision
    return citation(public, address, row.title, what, by=owner, day=row.decided_on, revision=revision, data=data)


def _point(point: Point) -> Facts:
    return {
        "id": point.id,
        "position": str(point.position),
        "outcome": point.outcome_label,
        "text": point.text,
        "vote": point.vote_count,
    }


PAGE = ObjectPage(
    name="decision",
    of=Decision,
    address=address_of(Decision),
    reads={
        **CITED,
        **TABLED,
        Decision: WHOLE,
        Point: WHOLE,
        Figure: WHOLE,
        Paper: WHOLE,
        Instrument: WHOLE,
        File: WHOLE,
        Article: SUMMARY,
    },
    select=select,
    facts=facts,
    template="decision",
    nav="decisions",
    judged=True,
    corrected=(Decision, Point, Figure, Task, Paper),
)
