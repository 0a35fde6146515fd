"""The home page: the newest article with its decision's chain, what is due, the states of tasks, what was decided."""

from collections.abc import Iterator
from itertools import islice

from nghitrinh.bundle.schema import (
    NAMES,
    Article,
    Decision,
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
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.chain import chain
from nghitrinh.publication.pages.facts import Facts, Notes, href, task_facts
from nghitrinh.publication.pages.kind import SUMMARY, WHOLE, Counted, PageKind, Selected
from nghitrinh.publication.pages.lines import WAITING, article_line, decision_line, meeting_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.row_source import RowSource
from nghitrinh.publication.pages.selection import (
    by_agenda,
    line_of,
    listed_decision,
    listed_decisions,
    named_stones,
    papers,
    with_origin,
)
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.tally import Tally, is_open
from nghitrinh.publication.pages.tombstone import withdrawn_lines

DUE = 4
NEWEST_DECISIONS = 5
UPCOMING = 3
MEETINGS_READ = 200  # meetings, for those that are still to come
NEWEST_WITHDRAWN = 3
LEFT = {NAMES[kind]: kind for kind in (Instrument, Meeting, Article)}
OVER = frozenset({"closed", "cancelled"})


def select(public: ReleaseRows, _: str) -> Selected:
    """Select what is due, what was decided last, the newest article and the meetings to come; count all tasks."""
    rows: list[Row] = [public.site, *(row for task in public.waiting(DUE) for row in with_origin(public, task))]
    rows += listed_decisions(public, newest_decisions(public, NEWEST_DECISIONS))
    for article in public.newest(Article, 1):
        rows += _with_lead(public, article)
    coming = upcoming(public)
    rows += [line(row, "state") for row in coming]
    held = [row for row in public.newest(Meeting, MEETINGS_READ) if _is_held(row, public.site.as_of)][-1:]
    rows += [line(row) for row in held]
    rows += named_stones(public, _last_withdrawn(public))
    counted = ("tally", Tally.sum(public.tallies().values()).written()), ("held", "".join(row.id for row in held))
    return Selected(rows, counted)


def _is_held(row: Meeting, as_of: str) -> bool:
    return row.state != "cancelled" and (row.state == "closed" or words.iso_day(row.starts_at) < as_of)


def _last_withdrawn(public: RowSource) -> list[Tombstone]:
    """Return what was withdrawn last; what left with its document is not told by itself."""
    stones = (row for row in public.all(Tombstone)[::-1] if row.subject_kind in LEFT)
    return [*islice(stones, NEWEST_WITHDRAWN)]


def newest_decisions(public: RowSource, count: int) -> list[Decision]:
    """Return the newest decisions, newest meeting first, and those of one day in the order of the agenda."""
    asked, found = count, public.newest(Decision, count)
    while len(found) == asked and found[0].decided_on == found[-count].decided_on:
        asked *= 2  # of the oldest day there are perhaps more, and the agenda says which of them come first
        found = public.newest(Decision, asked)
    return by_agenda(public, found)[:count]


def upcoming(public: RowSource) -> list[Meeting]:
    """Return the meetings from the day on as of which the site is judged, soonest first.

    A meeting that is over is none of them, whatever day it says; nor is one that is shown for another reason, whose
    state the home page does not read.
    """
    newest = public.newest(Meeting, MEETINGS_READ)
    later = (row for row in newest if words.iso_day(row.starts_at) >= public.site.as_of)
    still = (row for row in later if row.state and row.state not in OVER)
    return [row for row in still if not public.where(Decision, "meeting_id", row.id)][:UPCOMING]


def _with_lead(public: ReleaseRows, article: Article) -> Iterator[Row]:
    """Yield the newest article with its meeting, and that meeting's papers' days, decisions and notices."""
    yield line(article, "lead")
    yield from line_of(public, Meeting, article.meeting_id)
    yield from map(line, public.where(Instrument, "meeting_id", article.meeting_id))
    yield from map(line, public.where(Item, "meeting_id", article.meeting_id))
    for decision in public.where(Decision, "meeting_id", article.meeting_id):
        yield from listed_decision(public, decision)
    chosen = lead_decision(public, article)
    if chosen is not None:
        yield line(chosen, "instrument_id")
        yield from (line(task, "due_on", "finished_on") for task in public.where(Task, "decision_id", chosen.id))
        yield from papers(public, chosen.item_id)


def lead_decision(public: RowSource, article: Article) -> Decision | None:
    """Return the decision whose chain opens the home page: of the article's meeting, the one with the most tasks."""
    found = public.where(Decision, "meeting_id", article.meeting_id)
    return max(found, key=lambda row: len(public.where(Task, "decision_id", row.id)), default=None)


def facts(public: PublicSet, _: str, counted: Counted) -> Facts:
    """Lead with the newest article and its decision's chain; then due dates, the states of tasks, what was decided."""
    notes, counts = Notes(public), dict(counted)
    lead, tally = next(reversed(public.all(Article)), None), Tally.read(counts["tally"])
    held = public.get(Meeting, counts["held"])
    due = [task_facts(public, notes, task) for task in public.all(Task) if is_open(task) and task.text]
    shown = {
        "title": "Trang đầu",
        "lead": _lead(public, lead) if lead else None,
        "due": [task | {"when": _calendar_leaf(task["due_iso"])} for task in due],
        "tally": tally.facts(),
        "as_of": words.day(public.site.as_of),
        "decisions": [decision_line(public, row) for row in newest_decisions(public, NEWEST_DECISIONS)],
        "upcoming": [meeting_line(row) for row in upcoming(public)],
        "held": meeting_line(held) if held else None,
        "withdrawn": withdrawn_lines(public, *LEFT.values()),
    }
    parts = ("lead", "due", "decisions", "upcoming", "held", "withdrawn")
    return shown | {"nothing": not any(shown[part] for part in parts) and not tally.total}


def _lead(public: PublicSet, article: Article) -> Facts:
    meeting, chosen = public.get(Meeting, article.meeting_id), lead_decision(public, article)
    return article_line(article) | {
        "meeting": meeting_line(meeting) | {"weekday": words.weekday_and_day(meeting.starts_at)} if meeting else None,
        "decision": {"title": chosen.title, "href": href("decision", chosen.id)} if chosen else None,
        "chain": chain(public, chosen, linked=True) if chosen else [],
    }


def _calendar_leaf(iso: str) -> Facts | None:
    """Return the month and the day of a due date, as on the leaf of a calendar."""
    return {"month": f"Tháng {int(iso[5:7])}/{iso[:4]}", "day": str(int(iso[8:10]))} if iso else None


PAGE = PageKind(
    name="home",
    address="index.html",
    reads={
        **WAITING,
        Decision: ("instrument_id",),
        Meeting: ("state",),
        Point: SUMMARY,
        Article: ("lead",),
        Instrument: SUMMARY,
        Paper: WHOLE,
        Organization: SUMMARY,
        Item: SUMMARY,
        Tombstone: WHOLE,
    },
    select=select,
    facts=facts,
    template="home",
    nav="home",
    sitemap=1,
    judged=True,
)
