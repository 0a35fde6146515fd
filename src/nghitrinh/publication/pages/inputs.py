"""The input of each page: exactly the rows it reads, each cut down to what the page reads of it.

A page is rendered from its input alone. So two pages with equal input have equal bytes, and a change that is in no
input changes no page: that is what makes one release after another cheap.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

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
    Source,
    Task,
    Tombstone,
)
from nghitrinh.publication.pages.list_inputs import (
    LISTS,
    corrections_of,
    decision_with_origin,
    listed_decision,
    place_of,
    tabled,
)
from nghitrinh.publication.pages.paths import ROWS, Page
from nghitrinh.publication.pages.row_source import RowSource
from nghitrinh.publication.pages.summary import line, merged, without_day
from nghitrinh.publication.pages.tally import Tally, is_open

PRECEDING = 3
MEETINGS_OF_BODY = 12
TASKS_OF_BODY = 50
# The pages that list tasks one by one; "2 quá hạn" elsewhere follows from the tasks alone.
JUDGED = frozenset({"home", "tasks", "decision", "organization"})
# Of which rows a page shows the corrections, or says when they were made. An article and a notice say which conclusions
# were corrected after them.
CORRECTED: dict[str, tuple[type[Row], ...]] = {
    "feed": (Article,),
    "meeting": (Meeting, Item, Paper),
    "article": (Article, Decision, Figure),
    "decision": (Decision, Point, Figure, Task, Paper),
    "instrument": (Instrument, Decision),
    "organization": (Organization,),
}


class PageInput(NamedTuple):
    """All that a page is made of: rows, and what was counted over rows too many to give (years, totals)."""

    rows: frozenset[Row]
    counted: tuple[tuple[str, str], ...] = ()


def page_input(public: RowSource, page: Page) -> PageInput | None:
    """Return the input of a page, or None where the set has no such page."""
    if page.key and (stone := public.get(Tombstone, page.key)) is not None:
        return PageInput(frozenset({without_day(public.site), stone})) if stone.subject_kind == page.kind else None
    if page.kind in OBJECTS:
        return _object_input(public, page)
    found = LISTS[page.kind](public, page.key)
    if found is None:
        return None
    rows, counted = found
    return PageInput(merged(_with_site(public, page.kind, rows)), counted)


def _object_input(public: RowSource, page: Page) -> PageInput | None:
    rows = list(_with_corrections(public, *page, OBJECTS[page.kind](public, page.key)))
    if not rows:
        return None
    counted = _counted(public, page.key) if page.kind == "organization" else ()
    return PageInput(merged(_with_site(public, page.kind, rows)), counted)


def _counted(public: RowSource, body: str) -> tuple[tuple[str, str], ...]:
    """Return what a body's page counts over more rows than it shows."""
    tally = public.tallies().get(body, Tally({}))
    meetings = len(public.where(Meeting, "organization_id", body))
    return (("tally", tally.written()), ("meetings", str(meetings)))


def _with_site(public: RowSource, kind: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Add the site and the cited sources. Only a page that shows an open task is judged as of a day."""
    judged = False
    for row in rows:
        judged = judged or (kind in JUDGED and isinstance(row, Task) and is_open(row))
        yield row
        source = public.get(Source, getattr(row, "source_id", ""))
        if source is not None:
            yield source
    yield public.site if judged else without_day(public.site)


def _line(public: RowSource, kind: type[Row], identifier: str) -> Iterator[Row]:
    found = public.get(kind, identifier)
    if found is not None:
        yield line(found)


def _files(public: RowSource, digests: Iterable[str]) -> Iterator[Row]:
    yield from (row for digest in digests if (row := public.get(File, digest)) is not None)


def _with_corrections(public: RowSource, kind: str, key: str, rows: Iterator[Row]) -> Iterator[Row]:
    """Add the corrections of what a page shows: old, new and reason stand on the address of what was corrected."""
    for row in rows:
        yield row
        if isinstance(row, CORRECTED[kind]) and (row.id == key or not isinstance(row, ROWS[kind])):
            yield from corrections_of(public, row)


def _conclusions(public: RowSource, decisions: Iterable[Decision]) -> Iterator[Row]:
    for decision in decisions:
        yield from listed_decision(public, decision)


def _meeting(public: RowSource, key: str) -> Iterator[Row]:
    meeting = public.get(Meeting, key)
    if meeting is None:
        return
    yield meeting
    yield from _line(public, Organization, meeting.organization_id)
    items = public.where(Item, "meeting_id", key)
    yield from items
    for item in items:
        yield from _papers(public, item.id)
    yield from _conclusions(public, public.where(Decision, "meeting_id", key))
    yield from map(line, public.where(Article, "meeting_id", key))
    yield from map(line, public.where(Instrument, "meeting_id", key))


def _papers(public: RowSource, item_id: str) -> Iterator[Row]:
    for paper in public.where(Paper, "item_id", item_id):
        yield paper
        yield from _line(public, Organization, paper.submitted_by)


def _article(public: RowSource, key: str) -> Iterator[Row]:
    article = public.get(Article, key)
    if article is None:
        return
    yield article
    yield from _files(public, [article.image])
    yield from map(line, preceding(public, article))
    meeting = public.get(Meeting, article.meeting_id)
    if meeting is None:
        return
    yield meeting
    yield from _line(public, Organization, meeting.organization_id)
    yield from public.where(Item, "meeting_id", meeting.id)
    decisions = public.where(Decision, "meeting_id", meeting.id)
    yield from _conclusions(public, decisions)
    yield from _figures(public, decisions)
    yield from map(line, public.where(Instrument, "meeting_id", meeting.id))


def preceding(public: RowSource, article: Article) -> tuple[Article, ...]:
    """Return the articles published just before this one, newest first."""
    place = place_of(public, article)
    return tuple(public.all(Article)[max(0, place - PRECEDING) : place][::-1])


def _figures(public: RowSource, decisions: Iterable[Decision]) -> Iterator[Row]:
    for decision in decisions:
        for point in public.where(Point, "decision_id", decision.id):
            yield from public.where(Figure, "point_id", point.id)


def _decision(public: RowSource, key: str) -> Iterator[Row]:
    decision = public.get(Decision, key)
    if decision is None:
        return
    yield decision
    yield from public.where(Point, "decision_id", key)
    yield from _figures(public, [decision])
    yield from tabled(public, public.where(Task, "decision_id", key))
    yield from decision_with_origin(public, decision)
    yield from _papers(public, decision.item_id)
    instrument = public.get(Instrument, decision.instrument_id)
    if instrument is not None:
        yield instrument
        yield from _files(public, instrument.files)
    yield from map(line, public.where(Article, "meeting_id", decision.meeting_id))


def _instrument(public: RowSource, key: str) -> Iterator[Row]:
    instrument = public.get(Instrument, key)
    if instrument is None:
        return
    yield instrument
    yield from _line(public, Organization, instrument.organization_id)
    yield from _line(public, Meeting, instrument.meeting_id)
    yield from _files(public, instrument.files)
    decisions = public.where(Decision, "instrument_id", key)
    yield from _conclusions(public, decisions)


def _organization(public: RowSource, key: str) -> Iterator[Row]:
    organization = public.get(Organization, key)
    if organization is None:
        return
    yield organization
    for successor in organization.successors:
        yield from _line(public, Organization, successor)
    yield from (line(row, "successors") for row in public.where(Organization, "successors", key))
    yield from tabled(public, _tasks_of_body(public, key))
    yield from map(line, public.where(Meeting, "organization_id", key)[-MEETINGS_OF_BODY:])


def _tasks_of_body(public: RowSource, key: str) -> list[Task]:
    """Return the tasks that a body's page shows: those due first, those finished last, those handed on last."""
    found = (
        public.waiting(TASKS_OF_BODY, key),
        public.finished(TASKS_OF_BODY, key),
        public.handed_on(TASKS_OF_BODY, key),
    )
    return [task for tasks in found for task in tasks]


OBJECTS: dict[str, Callable[[RowSource, str], Iterator[Row]]] = {
    "meeting": _meeting,
    "article": _article,
    "decision": _decision,
    "instrument": _instrument,
    "organization": _organization,
}
