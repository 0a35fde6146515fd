"""One database of a release, asked in SQL: whole when a page looks into its year, else row by row."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from nghitrinh.bundle.database import open_database, rows_of
from nghitrinh.bundle.schema import (
    NAMES,
    TABLES,
    Correction,
    Row,
    Task,
)
from nghitrinh.bundle.years import database_path
from nghitrinh.publication.pages.links import NAMING
from nghitrinh.publication.pages.public_set import NO_DUE, ORDER_FIELDS, PublicSet
from nghitrinh.publication.pages.tally import WORDS, Tally
from nghitrinh.publication.pages.words import year_of

R = TypeVar("R", bound=Row)
MAPPED = 1 << 30  # bytes of a database that are read in place: all years are scanned, and copying is half of it
_ORDER = {**ORDER_FIELDS, Task: (f"CASE due_on WHEN '' THEN '{NO_DUE}' ELSE due_on END", "text", "id")}


@dataclass(frozen=True)
class Asked:
    """Which rows of a kind, in which order, and how many of them: the first, or the last; 0 stands for all."""

    condition: str = "1"
    given: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    count: int = 0
    last: bool = False


EVERYTHING = Asked()


class Shard:
    """One database of a release."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.execute(f"PRAGMA mmap_size = {MAPPED}")
        self._keys: dict[tuple[type[Any], Asked], Keys] = {}
        self._tallies: dict[str, Tally] | None = None
        self._years: dict[type[Any], dict[str, Keys]] = {}
        self._named_years: dict[type[Any], set[str]] = {}

    @classmethod
    def of(cls, release: Path, shard: str) -> "Shard":
        """Open one database of a release, or of a tree that becomes one."""
        return cls(open_database(release / database_path(shard)))

    @cached_property
    def rows(self) -> PublicSet:
        """Every row of the database."""
        return PublicSet({name: list(rows_of(self.database, kind)) for name, kind in TABLES.items()})

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

    def forget_asked(self) -> None:
        """Give back the memory of what was asked for one object: there are many of them."""
        self._keys = {(kind, asked): keys for (kind, asked), keys in self._keys.items() if not asked.given}

    def row(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None."""
        if self.is_loaded:
            return self.rows.get(kind, identifier)
        return next(rows_of(self.database, kind, "id = ?", (identifier,)), None)

    def keys(self, kind: type[Any], asked: "Asked" = EVERYTHING) -> "Keys":
        """Return by what the chosen rows of a kind are ordered, the identifier last, in order, each with this shard."""
        if (kind, asked) not in self._keys:
            order = asked.order or _ORDER[kind]
            falling = ", ".join(f"{field} DESC" if asked.last else field for field in order)
            table, limit = NAMES[kind], asked.count or -1
            query = f"SELECT {', '.join(order)} FROM {table} WHERE {asked.condition} ORDER BY {falling} LIMIT {limit}"  # noqa: S608
            found = [(key, self) for key in self.database.execute(query, asked.given)]
            self._keys[kind, asked] = found[::-1] if asked.last else found
        return self._keys[kind, asked]

    def tallies(self) -> dict[str, Tally]:
        """Return the states of the tasks of each responsible body."""
        if self._tallies is None:
            sums = ", ".join(f"sum(punctuality = '{name}')" for name in WORDS) + ", sum(illustrative)"
            rows = self.database.execute(f"SELECT responsible_id, {sums} FROM task GROUP BY responsible_id")  # noqa: S608
            self._tallies = {body: Tally.read(" ".join(map(str, counts))) for body, *counts in rows}
        return self._tallies

    def named_years(self, kind: type[Any]) -> set[str]:
        """Return the years of the field that orders the rows of a kind; "" for rows without a date."""
        if kind not in self._named_years:
            self._named_years[kind] = set(self._years_in(NAMES[kind], ORDER_FIELDS[kind][0]))
        return self._named_years[kind]

    def _years_in(self, table: str, day: str) -> Iterator[str]:
        """Yield the years of a date or time field: its digits tell, but for a time that is not written as Vietnam's."""
        found = self.database.execute(f"SELECT DISTINCT substr({day}, 1, 4), substr({day}, 20) FROM {table}")  # noqa: S608
        for digits, offset in found.fetchall():
            if offset in ("", "+07:00"):
                yield digits
            else:
                query = f"SELECT DISTINCT {day} FROM {table} WHERE substr({day}, 20) = ?"  # noqa: S608
                yield from (year_of(value) for (value,) in self.database.execute(query, [offset]))

    def years(self, kind: type[Any]) -> "dict[str, Keys]":
        """Return every key by the year of the field that orders them."""
        if kind not in self._years:
            years: dict[str, Keys] = {}
            for pair in self.keys(kind):
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
