"""The rows of a release on disk, read as they are asked for: a year whole when a page looks into it, else row by row.

A change touches a year or two of many. What the pages of one year ask of all the others is little: the newest rows,
the years that there are, and every task, for a body's page counts them all.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, overload

from nghitrinh.bundle.database import open_database, rows_of
from nghitrinh.bundle.schema import (
    NAMES,
    TABLES,
    Correction,
    Decision,
    Instrument,
    Item,
    Meeting,
    Organization,
    Point,
    Row,
    Site,
    Task,
    Tombstone,
)
from nghitrinh.bundle.years import COMMON, PARENTS, database_path
from nghitrinh.publication.pages.public_set import ORDER_FIELDS, PublicSet
from nghitrinh.publication.pages.touched import NAMING, changed_rows
from nghitrinh.publication.pages.words import year_of

R = TypeVar("R", bound=Row)
# Kinds that are held whole for all years, and those that only the common database has.
_COMMON_ONLY = (Site, Organization, Tombstone)
_WHOLE = (*_COMMON_ONLY, Task, Correction)
# A row that refers to another of its meeting by these fields stands in the same database.
_PARENTS: dict[str, type[Row]] = {
    "meeting_id": Meeting,
    "item_id": Item,
    "decision_id": Decision,
    "point_id": Point,
    "instrument_id": Instrument,
}
LOADED_AT_ONCE = 4  # years that are held whole at one time: a publication of everything goes from year to year
_EMPTY = PublicSet({})


class Shard:
    """One database of a release."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self._keys: dict[type[Any], Keys] = {}
        self._years: dict[type[Any], dict[str, Keys]] = {}

    @classmethod
    def of(cls, release: Path, shard: str) -> "Shard":
        """Open one database of a release, or of a tree that becomes one."""
        return cls(open_database(release / database_path(shard)))

    @cached_property
    def rows(self) -> PublicSet:
        """Every row of the database."""
        return PublicSet({name: list(rows_of(self.database, kind)) for name, kind in TABLES.items()})

    @cached_property
    def tasks(self) -> list[Task]:
        """Every task."""
        return list(rows_of(self.database, Task))

    @cached_property
    def corrections(self) -> list[Correction]:
        """Every correction."""
        return list(rows_of(self.database, Correction))

    @property
    def is_loaded(self) -> bool:
        """Tell whether every row was read."""
        return "rows" in self.__dict__

    def forget(self) -> None:
        """Give back the memory of the rows."""
        self.__dict__.pop("rows", None)

    def row(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None."""
        if self.is_loaded:
            return self.rows.get(kind, identifier)
        return next(rows_of(self.database, kind, "id = ?", (identifier,)), None)

    def keys(self, kind: type[Any], condition: str = "1", given: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Return by what rows of a kind are ordered, the identifier last, in that order."""
        fields = ", ".join(ORDER_FIELDS[kind])
        query = f"SELECT {fields} FROM {NAMES[kind]} WHERE {condition} ORDER BY {fields}"  # noqa: S608
        return self.database.execute(query, given).fetchall()

    def all_keys(self, kind: type[Any]) -> "Keys":
        """Return `keys` of every row of a kind, each with this shard."""
        if kind not in self._keys:
            self._keys[kind] = [(key, self) for key in self.keys(kind)]
        return self._keys[kind]

    def years(self, kind: type[Any]) -> "dict[str, Keys]":
        """Return `all_keys` by the year of the field that orders them."""
        if kind not in self._years:
            years: dict[str, Keys] = {}
            for pair in self.all_keys(kind):
                years.setdefault(year_of(pair[0][0]), []).append(pair)
            self._years[kind] = years
        return self._years[kind]

    def named(self) -> set[str]:
        """Return the identifiers of the organizations that rows name."""
        found = set[str]()
        for kind, fields in NAMING.items():
            for field in fields:
                found |= self._named_in(NAMES[kind], field, several=kind.__annotations__[field] is not str)
        return found - {""}

    def _named_in(self, table: str, field: str, *, several: bool) -> set[str]:
        query = f"SELECT DISTINCT {field} FROM {table}"  # noqa: S608
        if several:
            query = f"SELECT DISTINCT json_each.value FROM {table}, json_each({table}.{field})"  # noqa: S608
        return {value for (value,) in self.database.execute(query)}

    def owners(self) -> set[str]:
        """Return the identifiers of the organizations that meet."""
        return self._named_in("meeting", "organization_id", several=False)


Keys = list[tuple[tuple[Any, ...], Shard]]  # by what a row is ordered, and where it lies
_by_key = itemgetter(0)


class Ordered(Sequence[R], Generic[R]):
    """Rows of several databases in the order of their kind, each read when it is asked for."""

    def __init__(self, kind: type[R], keys: Keys) -> None:
        self.kind, self.keys = kind, keys

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...
    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        if isinstance(place, slice):
            return tuple(self._read(*each) for each in self.keys[place])
        return self._read(*self.keys[place])

    def __iter__(self) -> Iterator[R]:
        return (self._read(*each) for each in self.keys)

    def _read(self, key: tuple[Any, ...], shard: Shard) -> R:
        return cast("R", shard.row(self.kind, key[-1]))


def _ordered(kind: type[R], parts: Iterable[Keys]) -> Ordered[R]:
    """Return rows of several databases, of each in order, in the order of all."""
    return Ordered(kind, sorted(chain.from_iterable(parts), key=_by_key))


class StoredSet:
    """The rows of a release, by shard: what `RowSource` asks for."""

    def __init__(self, shards: Mapping[str, Shard]) -> None:
        self.shards = dict(shards)
        self._all: dict[type[Any], Ordered[Any]] = {}
        self._years: dict[type[Any], dict[str, Ordered[Any]]] = {}

    @property
    def site(self) -> Site:
        """Whose record this is; an empty row when there is none."""
        return self._whole.site

    @cached_property
    def _whole(self) -> PublicSet:
        """What is held for all years: tasks and corrections, and what belongs to no meeting."""
        shards, common = self.shards.values(), self.shards.get(COMMON)
        tables: dict[str, list[Row]] = {
            "task": [row for shard in shards for row in shard.tasks],
            "correction": [row for shard in shards for row in shard.corrections],
        }
        if common is not None:
            tables |= {NAMES[kind]: list(rows_of(common.database, kind)) for kind in _COMMON_ONLY}
        return PublicSet(tables)

    def get(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None where there is no such row."""
        if kind in _WHOLE:
            return self._whole.get(kind, identifier)
        found = self._found(kind, identifier)
        return None if found is None else found[0]

    def _found(self, kind: type[R], identifier: str) -> tuple[R, Shard] | None:
        """Return a row with the database where it lies; those that were read whole are asked first."""
        if not identifier:
            return None
        for loaded in (True, False):
            for shard in self.shards.values():
                if shard.is_loaded is loaded and (row := shard.row(kind, identifier)) is not None:
                    return row, shard
        return None

    def _loaded(self, shard: Shard) -> PublicSet:
        if not shard.is_loaded:
            for other in [each for each in self.shards.values() if each.is_loaded][LOADED_AT_ONCE - 1 :]:
                other.forget()
        return shard.rows

    def all(self, kind: type[R]) -> Sequence[R]:
        """Return all rows of one kind, in that kind's order."""
        if kind in _WHOLE:
            return self._whole.all(kind)
        if kind not in self._all:
            self._all[kind] = _ordered(kind, (shard.all_keys(kind) for shard in self.shards.values()))
        return self._all[kind]

    def _chosen(self, kind: type[R], condition: str, value: str) -> Ordered[R]:
        shards = self.shards.values()
        return _ordered(kind, ([(key, shard) for key in shard.keys(kind, condition, (value,))] for shard in shards))

    def where(self, kind: type[R], field: str, value: str) -> Sequence[R]:
        """Return the rows of one kind whose `field` equals `value` (or, being a list, holds it), in order."""
        if field in _PARENTS and kind in PARENTS:
            found = self._found(_PARENTS[field], value)
            shard = self.shards.get(COMMON) if found is None else found[1]
            return () if shard is None else self._loaded(shard).where(kind, field, value)
        if kind in _WHOLE:
            return self._whole.where(kind, field, value)
        if kind.__annotations__[field] is str:
            return self._chosen(kind, f"{field} = ?", value)
        holds = f"EXISTS (SELECT 1 FROM json_each({field}) WHERE json_each.value = ?)"  # noqa: S608 - a column's name
        return self._chosen(kind, holds, value)

    def by_year(self, kind: type[R], field: str) -> Mapping[str, Sequence[R]]:
        """Return the rows of one kind by the year of the field that orders them; those without a date left out."""
        if ORDER_FIELDS[kind][0] != field:
            raise KeyError(field)
        if kind not in self._years:
            years: dict[str, list[Keys]] = {}
            for shard in self.shards.values():
                for year, keys in shard.years(kind).items():
                    years.setdefault(year, []).append(keys)
            self._years[kind] = {year: _ordered(kind, parts) for year, parts in years.items() if year}
        return self._years[kind]

    def close(self) -> None:
        """Close the databases."""
        for shard in self.shards.values():
            with suppress(sqlite3.Error):  # two sets share what is the same in both
                shard.database.close()


def stored_changes(old: StoredSet, new: StoredSet) -> Iterator[Row]:
    """Yield the rows that are in only one of two sets: of a changed row both its forms."""
    for name in sorted({*old.shards, *new.shards}):
        before, after = old.shards.get(name), new.shards.get(name)
        if before is not after:
            yield from changed_rows(before.rows if before else _EMPTY, after.rows if after else _EMPTY)
