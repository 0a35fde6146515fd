"""Which pages a change touches: from the changed rows to the few pages that can read them, then by their inputs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    Tombstone,
    columns,
)
from nghitrinh.publication.pages.inputs import PRECEDING, PageInput, page_input
from nghitrinh.publication.pages.list_inputs import place_of
from nghitrinh.publication.pages.paths import ROWS, SINGLE, YEAR_FIELDS, Page, all_pages, path_of, years
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.reads import Changed, concerns, is_shown_anew
from nghitrinh.publication.pages.row_source import RowSource
from nghitrinh.publication.pages.words import year_of


def pages_touched(old: RowSource, new: RowSource, changes: Iterable[Changed]) -> dict[str, PageInput | None]:
    """Return the pages whose bytes differ between two sets, by path, with their input in the new one.

    `changes` are the rows that are not the same in both (`changed_rows`). A page that went has no input.
    """
    found = list(changes)
    if not found:
        return {}
    if _renamed(old, new):
        candidates = {*all_pages(old), *all_pages(new)}
    else:
        rows = [row for change in found for row in change.forms]
        read = {page for public in (old, new) for page in _candidates(public, rows) if _reads(page, found)}
        candidates = {*_year_lists(old, new), *read}
    inputs = ((page, page_input(new, page)) for page in sorted(candidates))
    return {path_of(page): given for page, given in inputs if _is_another(old, page, given, found)}


def _reads(page: Page, changes: Iterable[Changed]) -> bool:
    return any(concerns(page.kind, change) for change in changes)


def _is_another(old: RowSource, page: Page, given: PageInput | None, changes: list[Changed]) -> bool:
    """Tell whether a page's input differs from the one in the old set; that one is made only where it must be."""
    return (given is not None and is_shown_anew(given, changes)) or page_input(old, page) != given


def changed_rows(old: PublicSet, new: PublicSet) -> Iterator[Changed]:
    """Yield the rows that are not the same in two sets."""
    for kind in TABLES.values():
        before, after = old.raw(kind), new.raw(kind)
        for identifier, row in before.items():
            other = after.get(identifier)
            if other is not row and other != row:
                yield Changed(row, other)
        yield from (Changed(None, row) for identifier, row in after.items() if identifier not in before)


def _renamed(old: RowSource, new: RowSource) -> bool:
    before, after = old.site, new.site
    return (before.id, before.name, before.jurisdiction) != (after.id, after.name, after.jurisdiction)


def _year_lists(old: RowSource, new: RowSource) -> Iterator[Page]:
    """Yield every yearly list of a kind when a year came or went: each list names all years."""
    for kind in YEAR_FIELDS:
        before, after = years(old, kind), years(new, kind)
        if before != after:
            yield from (Page(f"list-{kind}", year) for year in {*before, *after})


def _candidates(public: RowSource, changed: Iterable[Row]) -> set[Page]:
    """Return every page of one set that could read one of the changed rows (and others too: inputs decide)."""
    pages = {*map(Page, SINGLE), *(Page(f"list-{kind}") for kind in YEAR_FIELDS), Page("sitemap-part", "co-quan")}
    reached = [row for each in changed for row in _reach(public, each)]
    for row in reached:
        pages.update(_own_pages(row))
        pages.update(_neighbours(public, row))
    for meeting in {meeting for row in reached for meeting in _meeting(row)}:
        pages.update(_cluster(public, meeting))
    return pages


def _neighbours(public: RowSource, row: Row) -> Iterator[Page]:
    """Yield the pages of the articles that follow an article, and of the bodies that a body took over from."""
    if isinstance(row, Article):
        start = place_of(public, row)
        yield from (Page("article", next_one.id) for next_one in public.all(Article)[start : start + PRECEDING + 1])
    if isinstance(row, Organization):
        yield from (Page("organization", found.id) for found in public.where(Organization, "successors", row.id))


def _own_pages(row: Row) -> Iterator[Page]:
    """Yield the pages that a row names itself: its own, those of its years and those of its bodies."""
    if isinstance(row, Tombstone | Correction):
        subject = row.id if isinstance(row, Tombstone) else row.subject_id
        yield from [Page(row.subject_kind, subject)] if row.subject_kind in ROWS else []
        return
    for kind, rows in ROWS.items():
        if isinstance(row, rows):
            yield Page(kind, row.id)
            yield from _year_pages(kind, row)
    yield from (Page("organization", body) for body in _bodies(row))


def _year_pages(kind: str, row: Row) -> Iterator[Page]:
    year = year_of(getattr(row, YEAR_FIELDS[kind])) if kind in YEAR_FIELDS else ""
    if year:
        yield Page(f"list-{kind}", year)
        yield Page("sitemap-part", year)


def _bodies(row: Row) -> tuple[str, ...]:
    """Return the organizations on whose pages a row stands."""
    match row:
        case Task():
            return (row.responsible_id, row.original_responsible_id)
        case Meeting():
            return (row.organization_id,)
        case Organization():
            return row.successors
        case _:
            return ()


def _cluster(public: RowSource, meeting: str) -> Iterator[Page]:
    """Yield the pages of a meeting and of all that hangs under it."""
    found = public.get(Meeting, meeting)
    rows: list[Row] = [found] if found is not None else []
    decisions = public.where(Decision, "meeting_id", meeting)
    rows += decisions
    rows += public.where(Article, "meeting_id", meeting)
    rows += public.where(Instrument, "meeting_id", meeting)
    rows += [task for decision in decisions for task in public.where(Task, "decision_id", decision.id)]
    yield from (page for row in rows for page in _own_pages(row))
    yield from (Page("instrument", decision.instrument_id) for decision in decisions)


def _reach(public: RowSource, row: Row) -> Iterator[Row]:
    """Yield a row and those that lead from it to the pages that could read it, as far as this set knows them."""
    yield row
    links = LINKS[type(row)](row) if type(row) in LINKS else []
    for kind, field, value in links:
        for found in _found(public, kind, field, value):
            yield from _reach(public, found)


def _meeting(row: Row) -> tuple[str, ...]:
    """Return the meeting that a row is or belongs to."""
    if isinstance(row, Meeting):
        return (row.id,)
    return (row.meeting_id,) if isinstance(row, Item | Decision | Instrument | Article) else ()


def _found(public: RowSource, kind: type[Row], field: str, value: str) -> Sequence[Row]:
    if field != "id":
        return public.where(kind, field, value)
    row = public.get(kind, value)
    return () if row is None else (row,)


# The fields by which a row names an organization.
NAMING: dict[type[Row], tuple[str, ...]] = {
    Meeting: ("organization_id",),
    Instrument: ("organization_id",),
    Paper: ("submitted_by",),
    Task: ("responsible_id", "original_responsible_id", "through", "with_bodies", "report_to"),
}
Link = tuple[type[Row], str, str]
# Where to look on, (kind, field, value), from a row towards decisions and meetings.
LINKS: dict[type[Row], Callable[[Any], list[Link]]] = {
    Site: lambda _: [(Task, "finished_on", "")],
    Source: lambda row: [(kind, "source_id", row.id) for kind in TABLES.values() if "source_id" in columns(kind)],
    Organization: lambda row: [(kind, field, row.id) for kind, names in NAMING.items() for field in names],
    File: lambda row: [(Instrument, "files", row.id), (Article, "image", row.id)],
    Correction: lambda row: [(TABLES[row.subject_kind], "id", row.subject_id)] if row.subject_kind in TABLES else [],
    Item: lambda row: [(Decision, "item_id", row.id)],
    Instrument: lambda row: [(Decision, "instrument_id", row.id)],
    Paper: lambda row: [(Item, "id", row.item_id), (Decision, "item_id", row.item_id)],
    Point: lambda row: [(Decision, "id", row.decision_id)],
    Task: lambda row: [(Decision, "id", row.decision_id)],
    Figure: lambda row: [(Point, "id", row.point_id)],
}
