"""Public rows in memory, a year's or those of one page: by kind, by identifier and by what they refer to."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from nghitrinh.bundle.schema import (
    NAMES,
    NO_SITE,
    TABLES,
    Item,
    Organization,
    Row,
    Rows,
    Site,
    Task,
    Tombstone,
)
from nghitrinh.bundle.years import PARENTS
from nghitrinh.vietnamese import alphabetical

R = TypeVar("R", bound=Row)

NO_DUE = "9999"

# In which order the rows of a table stand wherever they are listed. The identifier makes each order total.
ORDER_FIELDS: dict[type[Any], tuple[str, ...]] = {kind: kind.ORDER for kind in TABLES.values()}


def _order(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    fields = ORDER_FIELDS[kind]
    if kind is Organization:  # names stand in Vietnamese order, whatever their code points
        return lambda row: (alphabetical(row.name), row.id)
    if kind is Task:  # a task without a day comes after all that have one
        return lambda row: (row.due_on or NO_DUE, row.text, row.id)
    return lambda row: tuple(getattr(row, field) for field in fields)


ORDER = {kind: _order(kind) for kind in ORDER_FIELDS}


class PublicSet:
    """Public rows by kind and identifier.

    Of a withdrawn object (one with a tombstone) neither the row nor what hangs under it is kept, and nothing that hangs
    under a closed item, whatever was given.
    """

    def __init__(self, tables: Rows) -> None:
        self._rows: dict[type[Any], dict[str, Row]] = {kind: {} for kind in TABLES.values()}
        for name, rows in tables.items():
            self._rows[TABLES[name]] = {row.id: row for row in rows}
        self._drop_hidden()
        self._ordered: dict[type[Any], tuple[Row, ...]] = {}
        self._groups: dict[tuple[type[Any], str], dict[str, list[Row] | tuple[Row, ...]]] = {}

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "PublicSet":
        """Return the set of the given rows, of whatever kinds, in whatever order."""
        tables: dict[str, list[Row]] = {name: [] for name in TABLES}
        for row in rows:
            tables[NAMES[type(row)]].append(row)
        return cls(tables)

    def _drop_hidden(self) -> None:
        """Drop what was withdrawn or lies under a closed item, with all that hangs under it."""
        gone = set(self._rows[Tombstone])
        parents = gone | {row.id for row in self.raw(Item).values() if row.closed}
        if not parents:
            return
        for kind, rows in self._rows.items():
            if kind is Tombstone:
                continue
            links = PARENTS.get(kind, ())
            hidden = [key for key, row in rows.items() if key in gone or any(getattr(row, x) in parents for x in links)]
            for key in hidden:
                del rows[key]
            parents.update(hidden if links else ())

    @property
    def site(self) -> Site:
        """Whose record this is; an empty row when none was given."""
        return next(iter(self.all(Site)), NO_SITE)

    def raw(self, kind: type[R]) -> Mapping[str, R]:
        """Return the rows of one kind by identifier, in no promised order."""
        return cast("Mapping[str, R]", self._rows[kind])

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all rows of one kind, in that kind's order."""
        if kind not in self._ordered:
            self._ordered[kind] = tuple(sorted(self._rows[kind].values(), key=ORDER[kind]))
        return cast("tuple[R, ...]", self._ordered[kind])

    def newest(self, kind: type[R], count: int) -> tuple[R, ...]:
        """Return the last so many rows of one kind, the very last at the end."""
        return self.all(kind)[-count:]

    def get(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None where this set has no such row."""
        return cast("R | None", self._rows[kind].get(identifier))

    def the(self, kind: type[R], identifier: str) -> R:
        """Return one row that this set must have.

        Raises:
            KeyError: there is no such row.
        """
        return cast("R", self._rows[kind][identifier])

    def is_withdrawn(self, identifier: str) -> bool:
        """Return whether an object has a tombstone."""
        return identifier in self._rows[Tombstone]

    def where(self, kind: type[R], field: str, value: str) -> tuple[R, ...]:
        """Return the rows of one kind whose `field` equals `value` (or, being a list, holds it), in order."""
        if (kind, field) not in self._groups:
            self._groups[kind, field] = self._group(kind, field)
        groups = self._groups[kind, field]
        found = groups.get(value, ())
        if isinstance(found, list):  # sorted only when asked for: a change asks for few of many groups
            found = groups[value] = tuple(sorted(found, key=ORDER[kind]))
        return cast("tuple[R, ...]", found)

    def _group(self, kind: type[Any], field: str) -> dict[str, list[Row] | tuple[Row, ...]]:
        """Group the rows of a kind: in lists yet to be sorted, or in tuples when the rows were in order already."""
        groups: dict[str, list[Row]] = {}
        for row in self._ordered.get(kind, self._rows[kind].values()):
            value = getattr(row, field)
            for key in value if isinstance(value, tuple) else (value,):
                groups.setdefault(key, []).append(row)
        return {key: tuple(rows) for key, rows in groups.items()} if kind in self._ordered else {**groups}
