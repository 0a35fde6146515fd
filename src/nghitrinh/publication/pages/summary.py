"""Rows cut down to what a page reads of them, so that a change elsewhere in the row leaves the page as it is."""

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, TypeVar

from nghitrinh.bundle.schema import (
    NAMES,
    TABLES,
    Article,
    Decision,
    Instrument,
    Item,
    Meeting,
    Organization,
    Point,
    Row,
    Site,
    Task,
)

R = TypeVar("R", bound=Row)

# What a line in a list, or a link, says of a row.
_KEPT: dict[type[Any], tuple[str, ...]] = {
    Organization: ("name", "short_name", "former_names", "renamed_on", "illustrative"),
    Meeting: ("organization_id", "name", "kind", "number", "term", "starts_at", "illustrative"),
    Item: ("meeting_id", "position"),
    Decision: ("meeting_id", "item_id", "title", "decided_on", "illustrative"),
    Point: ("decision_id", "position", "outcome_label"),
    Instrument: ("meeting_id", "kind", "number", "title", "issued_on", "illustrative"),
    Article: ("meeting_id", "title", "published_at", "illustrative"),
    Task: ("decision_id", "punctuality", "illustrative"),  # no day: a list of a year counts thousands of them
}
_BLANK: dict[Any, Any] = {str: "", int: 0, bool: False, tuple[str, ...]: ()}


@lru_cache
def _blanks(table: str, more: tuple[str, ...]) -> dict[str, Any]:
    kind = TABLES[table]
    kept = ("id", *_KEPT[kind], *more)
    return {field.name: _BLANK[field.type] for field in fields(kind) if field.name not in kept}


def line(row: R, *more: str) -> R:
    """Return a row with only what a line in a list or a link says of it, and the fields named besides."""
    return _with(row, _blanks(NAMES[type(row)], more))


def _with(row: R, values: dict[str, Any]) -> R:
    """Return a row with other values: as `replace` does, without a call for each field of ten thousand rows."""
    changed = object.__new__(type(row))
    vars(changed).update(vars(row))
    vars(changed).update(values)
    return changed


def without_day(site: Site) -> Site:
    """Return the site without the day as of which it is judged: for a page that has no open task."""
    return replace(site, as_of="")


def merged(rows: Iterable[Row]) -> frozenset[Row]:
    """Return each row once: where a page reads one row in several ways, with all that any of them reads."""
    found: dict[tuple[type[Row], str], Row] = {}
    for row in rows:
        key = (type(row), row.id)
        other = found.get(key)
        found[key] = row if other is None or other == row else _union(other, row)
    return frozenset(found.values())


def _union(one: Row, other: Row) -> Row:
    return _with(one, {name: vars(one)[name] or value for name, value in vars(other).items()})
