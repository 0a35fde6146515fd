"""Which rows lead to which: from a changed row towards the decisions and meetings whose pages could read it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nghitrinh.bundle.schema import (
    TABLES,
    Article,
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
    Site,
    Source,
    Task,
    TaskEvent,
    Tombstone,
    columns,
)
from nghitrinh.bundle.years import PARENTS
from nghitrinh.publication.pages.row_source import RowSource
from nghitrinh.publication.pages.tally import OPEN

# The fields by which a row names an organization.
NAMING: dict[type[Row], tuple[str, ...]] = {kind: kind.BODIES for kind in TABLES.values() if kind.BODIES}
Link = tuple[type[Row], str, str]
# Where to look on, (kind, field, value), from a row towards decisions and meetings.
LINKS: dict[type[Row], Callable[[Any], list[Link]]] = {
    Site: lambda _: [(Task, "punctuality", punctuality) for punctuality in OPEN],
    Source: lambda row: [(kind, "source_id", row.id) for kind in TABLES.values() if "source_id" in columns(kind)],
    Organization: lambda row: [(kind, field, row.id) for kind, names in NAMING.items() for field in names],
    File: lambda row: [(Instrument, "files", row.id), (Article, "image", row.id)],
    Correction: lambda row: [(TABLES[row.subject_kind], "id", row.subject_id)] if row.subject_kind in TABLES else [],
    Meeting: lambda row: [(Tombstone, "meeting_id", row.id)],
    Item: lambda row: [(Decision, "item_id", row.id)],
    Instrument: lambda row: [(Decision, "instrument_id", row.id), (Tombstone, "replaced_by", row.id)],
    Paper: lambda row: [(Item, "id", row.item_id), (Decision, "item_id", row.item_id)],
    Point: lambda row: [(Decision, "id", row.decision_id)],
    Task: lambda row: [(Decision, "id", row.decision_id)],
    TaskEvent: lambda row: [(Task, "id", row.task_id)],
    Figure: lambda row: [(Point, "id", row.point_id)],
}
UNDER_MEETING = tuple(kind for kind, fields in PARENTS.items() if "meeting_id" in fields)


def reach(public: RowSource, row: Row) -> Iterator[Row]:
    """Yield a row and those that lead from it to the pages that could read it, as far as this set knows them."""
    yield row
    links = LINKS[type(row)](row) if type(row) in LINKS else []
    for kind, field, value in links:
        for found in _found(public, kind, field, value):
            yield from reach(public, found)


def _found(public: RowSource, kind: type[Row], field: str, value: str) -> Sequence[Row]:
    if field != "id":
        return public.where(kind, field, value)
    row = public.get(kind, value)
    return () if row is None else (row,)


def meeting_of(row: Row) -> str:
    """Return the meeting that a row is, or whose it is; "" where another row leads there."""
    if isinstance(row, Meeting):
        return row.id
    return str(getattr(row, "meeting_id", ""))


def under_meeting(public: RowSource, meeting: str) -> Iterator[Row]:
    """Yield a meeting and what hangs under it and has pages: its decisions, documents, articles and tasks."""
    found = public.get(Meeting, meeting)
    if found is not None:
        yield found
    for kind in UNDER_MEETING:
        yield from public.where(kind, "meeting_id", meeting)
    for decision in public.where(Decision, "meeting_id", meeting):
        yield from public.where(Task, "decision_id", decision.id)
