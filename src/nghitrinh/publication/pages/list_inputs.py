"""The inputs of the pages that are about more than one object: home, lists, feeds, sitemaps."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from nghitrinh.bundle.schema import (
    NAMES,
    Article,
    Correction,
    Decision,
    Instrument,
    Item,
    Meeting,
    Organization,
    Paper,
    Point,
    Row,
    Task,
)
from nghitrinh.publication.pages.paths import ROWS, YEAR_FIELDS, mapped_years, years
from nghitrinh.publication.pages.public_set import ORDER
from nghitrinh.publication.pages.row_source import RowSource
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.tally import Tally
from nghitrinh.publication.pages.words import iso_day

LATEST = 20
FEED_LENGTH = 50
CALENDAR_LENGTH = 200
OPEN_TASKS_SHOWN = 60
DUE_ON_HOME = 4
CONCLUSIONS_ON_HOME = 5
UPCOMING = 3
OVER = frozenset({"closed", "cancelled"})

Counted = tuple[tuple[str, str], ...]
Found = tuple[list[Row], Counted]


def place_of(public: RowSource, article: Article) -> int:
    """Return how many articles were published before this one."""
    return bisect_left(public.all(Article), ORDER[Article](article), key=ORDER[Article])


def corrections_of(public: RowSource, row: Row) -> Iterator[Correction]:
    """Yield what was corrected of a row."""
    kind = NAMES[type(row)]
    yield from (found for found in public.where(Correction, "subject_id", row.id) if found.subject_kind == kind)


def decision_with_origin(public: RowSource, decision: Decision) -> Iterator[Row]:
    """Yield a decision with its matter and meeting, as lines."""
    yield line(decision)
    if (item := public.get(Item, decision.item_id)) is not None:
        yield line(item)
    if (meeting := public.get(Meeting, decision.meeting_id)) is not None:
        yield line(meeting)


def named_by(public: RowSource, task: Task) -> Iterator[Row]:
    """Yield the organizations that a task names, as lines."""
    names = (task.responsible_id, task.original_responsible_id, *task.through, *task.with_bodies, task.report_to)
    yield from (line(row) for name in names if (row := public.get(Organization, name)) is not None)


def tabled(public: RowSource, tasks: Iterable[Task]) -> Iterator[Row]:
    """Yield tasks with all that a table of tasks names: bodies, and the decision each comes from."""
    for task in tasks:
        yield task
        yield from named_by(public, task)
        if (decision := public.get(Decision, task.decision_id)) is not None:
            yield from decision_with_origin(public, decision)


def listed_decision(public: RowSource, decision: Decision) -> Iterator[Row]:
    """Yield what a list says of a decision: its title, origin, outcome and how its tasks stand."""
    yield from decision_with_origin(public, decision)
    yield from map(line, public.where(Point, "decision_id", decision.id))
    yield from map(line, public.where(Task, "decision_id", decision.id))


def newest_decisions(public: RowSource, count: int) -> list[Decision]:
    """Return the newest decisions, newest meeting first, and those of one day in the order of the agenda."""
    asked, found = count, public.newest(Decision, count)
    while len(found) == asked and found[0].decided_on == found[-count].decided_on:
        asked *= 2  # of the oldest day there are perhaps more, and the agenda says which of them come first
        found = public.newest(Decision, asked)
    return by_agenda(public, found)[:count]


def by_agenda(public: RowSource, decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions newest meeting first, and those of one meeting in the order of its agenda."""

    def position(row: Decision) -> tuple[int, str]:
        item = public.get(Item, row.item_id)
        return (item.position if item else 0, row.id)

    return sorted(sorted(decisions, key=position), key=lambda row: (row.decided_on, row.meeting_id), reverse=True)


def upcoming(public: RowSource) -> list[Meeting]:
    """Return the meetings after the day as of which the site is judged, soonest first.

    A meeting that is over is none of them, whatever day it says; nor is one that is shown for another reason, whose
    state the home page does not read.
    """
    later = (row for row in public.newest(Meeting, CALENDAR_LENGTH) if iso_day(row.starts_at) > public.site.as_of)
    still = (row for row in later if row.state and row.state not in OVER)
    return [row for row in still if not public.where(Decision, "meeting_id", row.id)][:UPCOMING]


def _home(public: RowSource, _: str) -> Found:
    rows: list[Row] = [public.site, *tabled(public, public.waiting(DUE_ON_HOME))]
    for decision in newest_decisions(public, CONCLUSIONS_ON_HOME):
        rows += listed_decision(public, decision)
    for article in public.newest(Article, 1):
        rows += _lead(public, article)
    rows += [line(row, "state") for row in upcoming(public)]
    return rows, (("tally", Tally.sum(public.tallies().values()).written()),)


def _lead(public: RowSource, article: Article) -> Iterator[Row]:
    """Yield the newest article with its meeting, and that meeting's papers' days, conclusions and notices."""
    yield line(article, "lead")
    meeting = public.get(Meeting, article.meeting_id)
    if meeting is not None:
        yield line(meeting)
    yield from map(line, public.where(Instrument, "meeting_id", article.meeting_id))
    yield from (line(row) for row in public.where(Item, "meeting_id", article.meeting_id))
    for decision in public.where(Decision, "meeting_id", article.meeting_id):
        yield from listed_decision(public, decision)
    chosen = lead_decision(public, article)
    if chosen is not None:
        yield line(chosen, "instrument_id")
        papers = public.where(Paper, "item_id", chosen.item_id)
        yield from papers
        yield from (line(row) for paper in papers if (row := public.get(Organization, paper.submitted_by)) is not None)


def lead_decision(public: RowSource, article: Article) -> Decision | None:
    """Return the decision whose chain opens the home page: of the article's meeting, the one with the most tasks."""
    found = public.where(Decision, "meeting_id", article.meeting_id)
    return max(found, key=lambda row: len(public.where(Task, "decision_id", row.id)), default=None)


def _meetings(public: RowSource, year: str) -> Found | None:
    return _yearly(public, "meeting", year, _listed_meeting)


def _listed_meeting(public: RowSource, meeting: Row) -> Iterator[Row]:
    if isinstance(meeting, Meeting):
        yield line(meeting, "state")
        yield from map(line, public.where(Item, "meeting_id", meeting.id))
        yield from map(line, public.where(Article, "meeting_id", meeting.id))


def _articles(public: RowSource, year: str) -> Found | None:
    return _yearly(public, "article", year, lambda _, row: [line(row, "lead")])


def _decisions(public: RowSource, year: str) -> Found | None:
    return _yearly(
        public, "decision", year, lambda public, row: listed_decision(public, row) if isinstance(row, Decision) else ()
    )


def _instruments(public: RowSource, year: str) -> Found | None:
    return _yearly(public, "instrument", year, lambda _, row: [line(row)])


def _yearly(public: RowSource, kind: str, year: str, listed: Callable[[RowSource, Row], Iterable[Row]]) -> Found | None:
    """Give the newest rows, or those of one year, with the years that there are."""
    there = years(public, kind)
    if year and year not in there:
        return None
    chosen = of_year(public, kind, year) if year else public.newest(ROWS[kind], LATEST)
    return [found for row in chosen for found in listed(public, row)], (("years", " ".join(there)),)


def of_year(public: RowSource, kind: str, year: str) -> Sequence[Row]:
    """Return the rows of a kind that fall in one year."""
    return public.by_year(ROWS[kind], YEAR_FIELDS[kind]).get(year, ())


def _organizations(public: RowSource, _: str) -> Found:
    return [line(row, "ended_on", "kind") for row in public.all(Organization)], ()


def _tasks(public: RowSource, _: str) -> Found:
    tallies = public.tallies()
    named = [line(row) for key in tallies if (row := public.get(Organization, key)) is not None]
    rows = [*named, *tabled(public, public.waiting(OPEN_TASKS_SHOWN))]
    counted = tuple(sorted((f"body {key}", tally.written()) for key, tally in tallies.items()))
    total = Tally.sum(tallies.values())
    return rows, (*counted, ("open", str(total.open + total.overdue)))


def _feed(public: RowSource, _: str) -> Found:
    articles = public.newest(Article, FEED_LENGTH)
    rows: list[Row] = [line(row, "lead", "byline") for row in articles]
    rows += [found for row in articles for found in corrections_of(public, row)]
    return rows, ()


def _calendar(public: RowSource, _: str) -> Found:
    return [line(row, "ends_at", "place", "state", "revision") for row in public.newest(Meeting, CALENDAR_LENGTH)], ()


def _sitemap(public: RowSource, _: str) -> Found:
    return [], (("years", " ".join(mapped_years(public))),)


def _sitemap_part(public: RowSource, part: str) -> Found | None:
    if part == "co-quan":
        return [], tuple(sorted(("organization", row.id) for row in public.all(Organization)))
    if part not in mapped_years(public):
        return None
    found = ((kind, row.id) for kind in YEAR_FIELDS for row in of_year(public, kind, part))
    lists = ((f"list-{kind}", part) for kind in YEAR_FIELDS if part in years(public, kind))
    return [], (*sorted(lists), *sorted(found))


def _nothing(_: RowSource, __: str) -> Found:
    return [], ()


LISTS: dict[str, Callable[[RowSource, str], Found | None]] = {
    "home": _home,
    "list-meeting": _meetings,
    "list-article": _articles,
    "list-decision": _decisions,
    "list-instrument": _instruments,
    "organizations": _organizations,
    "tasks": _tasks,
    "feed": _feed,
    "calendar": _calendar,
    "sitemap": _sitemap,
    "sitemap-part": _sitemap_part,
    "robots": _nothing,
    "not-found": _nothing,
    "about": _nothing,
}
