"""Which fields of which rows a page can read, by kind of page, and what a change therefore leaves as it is.

A page reads a field to show it, to count, to choose or to order by it. What this table leaves out is not looked at: a
tenth of the pages that a changed row could stand on must be made to be compared, and none of the long lists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nghitrinh.bundle.schema import (
    NAMES,
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
from nghitrinh.publication.pages.inputs import CORRECTED, JUDGED, PageInput
from nghitrinh.publication.pages.summary import line, without_day

Fields = dict[type[Any], tuple[str, ...]]
WHOLE: tuple[str, ...] = ("*",)  # every field; otherwise those of a line, and the ones named
LINE: tuple[str, ...] = ()
_CITED: Fields = {Source: WHOLE, Tombstone: WHOLE}
_LISTED: Fields = {Decision: LINE, Item: LINE, Meeting: LINE, Point: LINE, Task: LINE}
_TABLED: Fields = {Task: WHOLE, Organization: LINE, Decision: LINE, Item: LINE, Meeting: LINE, Source: WHOLE}
_DATED: Fields = {Meeting: LINE, Article: LINE, Decision: LINE, Instrument: LINE}

READS: dict[str, Fields] = {
    "home": {
        **_TABLED,
        Decision: ("instrument_id",),
        Meeting: ("state",),
        Point: LINE,
        Article: ("lead",),
        Instrument: LINE,
        Paper: WHOLE,
    },
    "list-meeting": {Meeting: ("state",), Item: LINE, Article: LINE},
    "list-article": {Article: ("lead",)},
    "list-decision": _LISTED,
    "list-instrument": {Instrument: LINE},
    "organizations": {Organization: ("ended_on", "kind")},
    "tasks": _TABLED,
    "feed": {Article: ("lead", "byline")},
    "calendar": {Meeting: ("ends_at", "place", "state", "revision")},
    "sitemap": _DATED,
    "sitemap-part": {**_DATED, Organization: LINE},
    "robots": {},
    "not-found": {},
    "about": {},
    "meeting": {
        **_CITED,
        **_LISTED,
        Meeting: WHOLE,
        Item: WHOLE,
        Paper: WHOLE,
        Organization: LINE,
        Article: LINE,
        Instrument: LINE,
    },
    "article": {
        **_CITED,
        **_LISTED,
        Article: WHOLE,
        Meeting: WHOLE,
        Item: WHOLE,
        Figure: WHOLE,
        File: WHOLE,
        Organization: LINE,
        Instrument: LINE,
    },
    "decision": {
        **_CITED,
        **_TABLED,
        Decision: WHOLE,
        Point: WHOLE,
        Figure: WHOLE,
        Paper: WHOLE,
        Instrument: WHOLE,
        File: WHOLE,
        Article: LINE,
    },
    "instrument": {
        **_CITED,
        **_LISTED,
        Instrument: WHOLE,
        Decision: ("instrument_id",),
        Organization: LINE,
        File: WHOLE,
    },
    "organization": {**_CITED, **_TABLED, Organization: WHOLE},
}


@dataclass(frozen=True)
class Changed:
    """A row that is not the same in two sets: as it was and as it is, None where a set has no such row."""

    before: Row | None
    after: Row | None

    @property
    def forms(self) -> tuple[Row, ...]:
        """Return the row as either set has it."""
        return tuple(row for row in (self.before, self.after) if row is not None)


def concerns(kind: str, change: Changed) -> bool:
    """Tell whether a page of this kind can read what changed in a row."""
    row = change.forms[0]
    if isinstance(row, Site) and kind not in JUDGED:
        return {without_day(form) for form in change.forms if isinstance(form, Site)} != {without_day(row)}
    if isinstance(row, Correction):
        return any(form.subject_kind in _corrected(kind) for form in change.forms if isinstance(form, Correction))
    more = WHOLE if isinstance(row, Site) else READS[kind].get(type(row))
    if more is None:
        return False
    return more is WHOLE or len(change.forms) == 1 or len({line(form, *more) for form in change.forms}) > 1


def _corrected(kind: str) -> set[str]:
    return {NAMES[shown] for shown in CORRECTED.get(kind, ())}


def is_shown_anew(given: PageInput, changes: Iterable[Changed]) -> bool:
    """Tell whether a page's input has a row in a form that it cannot have had before.

    Of the fields that were left of the row at least one has another value than the row had before, cut or not.
    """
    before = {(type(change.after), change.after.id): change.before for change in changes if change.after is not None}
    mine = (row for row in given.rows if (type(row), row.id) in before)
    return any(_differs(row, before[type(row), row.id]) for row in mine)


def _differs(row: Row, before: Row | None) -> bool:
    return before is None or any(value and value != getattr(before, name) for name, value in _values(row))


def _values(row: Row) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(row, name)) for name in columns(type(row)))
