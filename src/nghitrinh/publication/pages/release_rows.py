"""The rows of a release, asked in SQL and read as they are asked for: one by one, or a year whole where all are.

A change touches a year or two of many. What its pages ask of all the others is little: the newest rows, the years that
there are, how the tasks of each body stand, and a row here and there, with those above and under it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast, overload

from nghitrinh.bundle.database import in_memory, rows_of
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
    Resumption,
    Row,
    Rows,
    Site,
    Task,
    Tombstone,
)
from nghitrinh.bundle.years import COMMON, PARENTS, split
from nghitrinh.publication.pages.changed import Changed, changed_rows
from nghitrinh.publication.pages.public_set import ORDER_FIELDS, PublicSet
from nghitrinh.publication.pages.shard import Asked, Keys, Shard
from nghitrinh.publication.pages.tally import OPEN, Tally

R = TypeVar("R", bound=Row)
# Kinds that are held whole for all years, and those that only the common database has.
_COMMON_ONLY = (Site, Organization, Tombstone, Resumption)
_WHOLE = (*_COMMON_ONLY, Correction)
# A row that refers to another of its meeting by these fields stands in the same database.
_PARENTS: dict[str, type[Row]] = {
    "meeting_id": Meeting,
    "item_id": Item,
    "decision_id": Decision,
    "point_id": Point,
    "task_id": Task,
    "instrument_id": Instrument,
}
LOADED_AT_ONCE = 4  # years that are held whole at one time: a publication of everything goes from year to year
_EMPTY = PublicSet({})
_by_key = itemgetter(0)


class Ordered(Sequence[R], Generic[R]):
    """Rows of several databases in the order of their kind, each read when it is asked for."""

    def __init__(self, kind: type[R], keys: Keys, read: Callable[[type[R], str, Shard], R | None]) -> None:
        self.kind, self.keys, self._read_row = kind, keys, read

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        if isinstance(index, slice):
            return tuple(self._read(*each) for each in self.keys[index])
        return self._read(*self.keys[index])

    def __iter__(self) -> Iterator[R]:
        return (self._read(*each) for each in self.keys)

    def _read(self, key: tuple[Any, ...], shard: Shard) -> R:
        return cast("R", self._read_row(self.kind, key[-1], shard))


class ByYear(Mapping[str, Ordered[R]], Generic[R]):
    """The rows of one kind by year; those of a year are read when it is asked for."""

    def __init__(self, kind: type[R], shards: Iterable[Shard], ordered: "Callable[..., Ordered[R]]") -> None:
        self.kind, self._ordered = kind, ordered
        self._holding: dict[str, list[Shard]] = {}
        self._read: dict[str, Ordered[R]] = {}
        for shard in shards:
            for year in shard.named_years(kind) - {""}:
                self._holding.setdefault(year, []).append(shard)

    def __len__(self) -> int:
        return len(self._holding)

    def __iter__(self) -> Iterator[str]:
        return iter(self._holding)

    def __getitem__(self, year: str) -> Ordered[R]:
        if year not in self._read:
            self._read[year] = self._ordered(self.kind, (each.years(self.kind)[year] for each in self._holding[year]))
        return self._read[year]


class ReleaseRows:
    """The rows of a release, by shard; wherever several are listed, in the order of their kind.

    With `in_whole_years` a year is read whole when a row of it is asked what hangs under it: for whoever asks all of
    them. Else rows are read one by one, and no year whole.
    """

    def __init__(self, shards: Mapping[str, Shard], *, in_whole_years: bool = False) -> None:
        self.shards = dict(shards)
        self._in_whole_years = in_whole_years
        self._all: dict[type[Any], Ordered[Any]] = {}
        self._years: dict[type[Any], ByYear[Any]] = {}
        self._near: Shard | None = None
        self._lies: dict[tuple[type[Any], str], Shard] = {}  # where rows that were read one by one were found

    @classmethod
    def in_memory(cls, rows: Rows) -> "ReleaseRows":
        """Return the release that consists of some rows; what is withdrawn or under a closed item is left out."""
        shown = PublicSet(rows)
        shards = split({name: shown.raw(kind).values() for name, kind in TABLES.items()})
        return cls({shard: Shard(in_memory(rows)) for shard, rows in shards.items()})

    @property
    def site(self) -> Site:
        """Whose record this is; an empty row when there is none."""
        return self._whole.site

    @cached_property
    def _whole(self) -> PublicSet:
        """What is held for all years: corrections, and what belongs to no meeting."""
        shards, common = self.shards.values(), self.shards.get(COMMON)
        tables: dict[str, list[Row]] = {"correction": [row for shard in shards for row in shard.corrections]}
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
        for shard in self._likely(kind, identifier):
            if (row := self._read(kind, identifier, shard)) is not None:
                self._near = shard
                return row, shard
        return None

    def _likely(self, kind: type[Any], identifier: str) -> Iterator[Shard]:
        """Yield the databases, the likeliest first: where the row lay, where the one before it, what is in memory."""
        known, near = self._lies.get((kind, identifier)), self._near
        if known is not None:
            yield known
        if near is not None and (near.is_loaded or not self._in_whole_years):
            yield near  # what a page asks for mostly lies where the row before was found
        for loaded in (True, False):
            yield from (shard for shard in self.shards.values() if shard.is_loaded is loaded)

    def _read(self, kind: type[R], identifier: str, shard: Shard) -> R | None:
        if self._in_whole_years:
            return shard.row(kind, identifier)
        row = shard.held_row(kind, identifier)
        if row is not None:
            self._lies[kind, identifier] = shard
        return row

    def _under(self, shard: Shard, kind: type[R], field: str, parent: str) -> Sequence[R]:
        """Return the rows of one kind that hang by a field under another row of the same database, in order."""
        if self._in_whole_years and not shard.is_loaded:
            for other in [each for each in self.shards.values() if each.is_loaded][LOADED_AT_ONCE - 1 :]:
                other.forget()
            shard.load()
        return shard.under(kind, field, parent)

    def _ordered(self, kind: type[R], parts: Iterable[Keys]) -> Ordered[R]:
        """Return rows of several databases, of each in order, in the order of all."""
        return Ordered(kind, sorted(chain.from_iterable(parts), key=_by_key), self._read)

    def all(self, kind: type[R]) -> Sequence[R]:
        """Return all rows of one kind, in that kind's order."""
        if kind in _WHOLE:
            return self._whole.all(kind)
        if kind not in self._all:
            self._all[kind] = self._ordered(kind, (shard.keys(kind) for shard in self.shards.values()))
        return self._all[kind]

    def newest(self, kind: type[R], count: int) -> Sequence[R]:
        """Return the last so many rows of one kind, the very last at the end."""
        if kind in _WHOLE:
            return self._whole.newest(kind, count)
        return self._asked(kind, Asked(count=count, last=True))

    def tallies(self) -> Mapping[str, Tally]:
        """Return the states of the tasks of each responsible body, by its identifier."""
        return self._tallied

    @cached_property
    def _tallied(self) -> dict[str, Tally]:
        parts: dict[str, list[Tally]] = {}
        for shard in self.shards.values():
            for body, tally in shard.tallies().items():
                parts.setdefault(body, []).append(tally)
        return {body: Tally.sum(found) for body, found in parts.items()}

    def meetings_of(self, body: str, count: int) -> tuple[int, Sequence[Meeting]]:
        """Return how many meetings a body had, and the last so many of them, the very last at the end."""
        total = sum(shard.meetings().get(body, 0) for shard in self.shards.values())
        return total, self._asked(Meeting, Asked("organization_id = ?", (body,), count=count, last=True))

    def waiting(self, count: int, body: str = "") -> Sequence[Task]:
        """Return the first so many tasks whose result is awaited, of one responsible body when it is named."""
        return self._asked(Task, _of_body(f"punctuality IN {OPEN}", body, Asked(count=count)))

    def finished(self, count: int, body: str = "") -> Sequence[Task]:
        """Return the so many tasks that were finished last, the very last at the end; of one body when it is named."""
        return self._asked(
            Task, _of_body("finished_on <> ''", body, Asked(order=("finished_on", "id"), count=count, last=True))
        )

    def cancelled(self, count: int, body: str = "") -> Sequence[Task]:
        """Return the last so many tasks that were cancelled, by their deadlines; of one body when it is named."""
        return self._asked(Task, _of_body("punctuality = 'cancelled'", body, Asked(count=count, last=True)))

    def handed_on(self, count: int, body: str) -> Sequence[Task]:
        """Return the last so many tasks that a body was charged with and that are another's now."""
        moved = "original_responsible_id = ? AND responsible_id <> ?"
        return self._asked(Task, Asked(moved, (body, body), count=count, last=True))

    def _asked(self, kind: type[R], asked: Asked) -> Sequence[R]:
        found = self._ordered(kind, (shard.keys(kind, asked) for shard in self.shards.values()))
        if not asked.count:
            return found
        return found[-asked.count :] if asked.last else found[: asked.count]

    def where(self, kind: type[R], field: str, value: str) -> Sequence[R]:
        """Return the rows of one kind whose `field` equals `value` (or, being a list, holds it), in order."""
        if field in _PARENTS and kind in PARENTS:
            found = self._found(_PARENTS[field], value)
            shard = self.shards.get(COMMON) if found is None else found[1]
            return () if shard is None else self._under(shard, kind, field, value)
        if kind in _WHOLE:
            return self._whole.where(kind, field, value)
        if kind.__annotations__[field] is str:
            return self._asked(kind, Asked(f"{field} = ?", (value,)))
        holds = f"EXISTS (SELECT 1 FROM json_each({field}) WHERE json_each.value = ?)"  # noqa: S608 - a column's name
        return self._asked(kind, Asked(holds, (value,)))

    def by_year(self, kind: type[R], field: str) -> Mapping[str, Sequence[R]]:
        """Return the rows of one kind by the year of the field that orders them; those without a date left out."""
        if ORDER_FIELDS[kind][0] != field:
            raise KeyError(field)
        if kind not in self._years:
            self._years[kind] = ByYear(kind, self.shards.values(), self._ordered)
        return self._years[kind]

    def identifiers(self, kind: type[Row], year: str) -> list[str]:
        """Return the identifiers of the rows of one kind that stand with the meetings of a year; no row is read."""
        shard = self.shards.get(year)
        return [] if shard is None else [key[-1] for key, _ in shard.keys(kind)]

    def close(self) -> None:
        """Close the databases."""
        for shard in self.shards.values():
            with suppress(sqlite3.Error):  # two sets share what is the same in both
                shard.database.close()


def _of_body(condition: str, body: str, asked: Asked) -> Asked:
    """Return what is asked of the tasks that fulfil a condition, of one responsible body when it is named."""
    if not body:
        return replace(asked, condition=condition)
    return replace(asked, condition=f"{condition} AND responsible_id = ?", given=(body,))


def changes_between(old: ReleaseRows, new: ReleaseRows) -> Iterator[Changed]:
    """Yield the rows that are not the same in two sets; one that only moved to another database is the same."""
    for name in sorted({*old.shards, *new.shards}):
        before, after = old.shards.get(name), new.shards.get(name)
        if before is not after:
            found = changed_rows(before.rows if before else _EMPTY, after.rows if after else _EMPTY)
            yield from (each for each in (_anywhere(old, new, change) for change in found) if each.before != each.after)


def _anywhere(old: ReleaseRows, new: ReleaseRows, change: Changed) -> Changed:
    """Look in the other databases for the form of a row that its own database does not have."""
    if change.before is not None and change.after is not None:
        return change
    row = change.forms[0]
    return Changed(change.before or old.get(type(row), row.id), change.after or new.get(type(row), row.id))
