"""The rows that several pages are made of, each cut down to what is read of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from nghitrinh.bundle.schema import (
    NAMES,
    Correction,
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
    TaskEvent,
    Tombstone,
)
from nghitrinh.publication.pages.kind import Selected, years
from nghitrinh.publication.pages.public_set import ORDER_FIELDS
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.row_source import RowSource
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.words import year_of

R = TypeVar("R", bound=Row)
LATEST = 20


def corrections_of(public: RowSource, row: Row) -> Iterator[Correction]:
    """Yield what was corrected of a row."""
    kind = NAMES[type(row)]
    yield from (found for found in public.where(Correction, "subject_id", row.id) if found.subject_kind == kind)


def line_of(public: ReleaseRows, kind: type[Row], identifier: str) -> Iterator[Row]:
    """Yield the summary of a row, where there is such a row."""
    found = public.get(kind, identifier)
    if found is not None:
        yield line(found)


def files(public: ReleaseRows, digests: Iterable[str]) -> Iterator[Row]:
    """Yield the public files that digests name."""
    yield from (row for digest in digests if (row := public.get(File, digest)) is not None)


def papers(public: ReleaseRows, item_id: str) -> Iterator[Row]:
    """Yield the papers of an item, each with the body that submitted it."""
    for paper in public.where(Paper, "item_id", item_id):
        yield paper
        yield from line_of(public, Organization, paper.submitted_by)


def figures(public: ReleaseRows, decisions: Iterable[Decision]) -> Iterator[Row]:
    """Yield the figures in the points of decisions."""
    for decision in decisions:
        for point in public.where(Point, "decision_id", decision.id):
            yield from public.where(Figure, "point_id", point.id)


def decision_with_origin(public: ReleaseRows, decision: Decision) -> Iterator[Row]:
    """Yield a decision with its item and meeting, as summaries."""
    yield line(decision)
    yield from line_of(public, Item, decision.item_id)
    yield from line_of(public, Meeting, decision.meeting_id)


def named_by(public: ReleaseRows, task: Task) -> Iterator[Row]:
    """Yield the organizations that a task names, as summaries."""
    names = (task.responsible_id, task.original_responsible_id, *task.through, *task.with_bodies, task.report_to)
    yield from (row for name in names for row in line_of(public, Organization, name))


def tabled(public: ReleaseRows, tasks: Iterable[Task]) -> Iterator[Row]:
    """Yield tasks with all that a table of tasks tells: their events, their bodies, and the decision each is from."""
    for task in tasks:
        yield from public.where(TaskEvent, "task_id", task.id)
        yield from with_origin(public, task)


def with_origin(public: ReleaseRows, task: Task) -> Iterator[Row]:
    """Yield a task with the bodies that it names and the decision that it is from."""
    yield task
    yield from named_by(public, task)
    if (decision := public.get(Decision, task.decision_id)) is not None:
        yield from decision_with_origin(public, decision)


def listed_decision(public: ReleaseRows, decision: Decision) -> Iterator[Row]:
    """Yield what a list says of a decision: its title, origin, outcome and the states of its tasks."""
    yield from decision_with_origin(public, decision)
    yield from map(line, public.where(Point, "decision_id", decision.id))
    yield from map(line, public.where(Task, "decision_id", decision.id))


def listed_decisions(public: ReleaseRows, decisions: Iterable[Decision]) -> Iterator[Row]:
    """Yield what a list says of each of several decisions."""
    yield from (row for decision in decisions for row in listed_decision(public, decision))


def by_agenda(public: RowSource, decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions newest meeting first, and those of one meeting in the order of its agenda."""

    def position(row: Decision) -> tuple[int, str]:
        item = public.get(Item, row.item_id)
        return (item.position if item else 0, row.id)

    return sorted(sorted(decisions, key=position), key=lambda row: (row.decided_on, row.meeting_id), reverse=True)


def yearly(
    kind: type[R], listed: Callable[[ReleaseRows, R], Iterable[Row]]
) -> Callable[[ReleaseRows, str], Selected | None]:
    """Return what selects the newest rows of a kind, or those of one year, with the years that there are.

    What was withdrawn of them is named there too.
    """

    def select(public: ReleaseRows, year: str) -> Selected | None:
        there = years(public, kind)
        if year and year not in there:
            return None
        chosen = of_year(public, kind, year) if year else public.newest(kind, LATEST)
        rows = [row for each in chosen for row in listed(public, each)]
        gone = named_stones(public, stones_of(public, kind, year))
        return Selected([*rows, *gone], (("years", " ".join(there)),))

    return select


def of_year(public: ReleaseRows, kind: type[R], year: str) -> Sequence[R]:
    """Return the rows of a kind that fall in one year."""
    return public.by_year(kind, ORDER_FIELDS[kind][0]).get(year, ())


def stones_of(public: RowSource, kind: type[Any], year: str = "") -> list[Tombstone]:
    """Return what was withdrawn of a kind, the last first: of one year by its own day, else the newest."""
    gone = [*public.where(Tombstone, "subject_kind", NAMES[kind])][::-1]
    return [stone for stone in gone if year_of(stone.day) == year] if year else gone[:LATEST]


def named_stones(public: ReleaseRows, stones: Iterable[Tombstone]) -> Iterator[Row]:
    """Yield what was withdrawn with all by which a page names it: the document it was read in, what stands instead."""
    for stone in stones:
        yield stone
        yield from read_in(public, stone)
        for key in stone.replaced_by:
            yield from line_of(public, Instrument, key)


def read_in(public: RowSource, stone: Tombstone) -> list[Tombstone]:
    """Return the withdrawn documents in which the public read a withdrawn decision or task."""
    if not stone.is_read_in_document:
        return []
    same = public.where(Tombstone, "number", stone.number)
    return [each for each in same if each.is_document and (each.kind, each.day) == (stone.kind, stone.day)]
