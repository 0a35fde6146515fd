"""One database of a release, asked in SQL: row by row, or whole where all pages of its year are made."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

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
from nghitrinh.publication.pages.public_set import NO_DUE, ORDER, ORDER_FIELDS, PublicSet
from nghitrinh.publication.pages.tally import WORDS, Tally
from nghitrinh.publication.pages.words import year_of

R = TypeVar("R", bound=Row)
ROWS_HELD = 1 << 14  # rows of one database that were asked for one by one: two releases ask the same of what both have
MAPPED = 1 << 30  # bytes of a database that are read in place: all years are scanned, and copying is half of it
_ORDER = {**ORDER_FIELDS, Task: (f"CASE due_on WHEN '' THEN '{NO_DUE}' ELSE due_on END", "text", "id")}


@dataclass(frozen=True)
class Asked:
    """Which rows of a kind, in which order, and how many of them: the first, or the last; 0 stands for all.

    A condition is `given` the body that it asks about.
    """

    condition: str = "1"
    given: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    count: int = 0
    last: bool = False


EVERYTHING = Asked()
Known = dict[str, Any]  # short answers of a database by what was asked; JSON
EVERY_BODY = ""  # what answers are about that are about all rows; else a body, for a change asks of few of many
Recall = Callable[[str], Known]  # gives what is known already about a body, or about all rows


class Shard:
    """One database of a release. `recall` gives what is known of it already."""

    def __init__(self, database: sqlite3.Connection, recall: Recall = lambda _: {}) -> None:
        self.database = database
        database.execute(f"PRAGMA mmap_size = {MAPPED}")
        self._recall = recall
        self._known: dict[str, Known] = {}
        self._answered: set[str] = set()
        self._keys: dict[tuple[type[Any], Asked], Keys] = {}
        self._years: dict[type[Any], dict[str, Keys]] = {}
        self._under: dict[tuple[type[Any], str], dict[str, list[str]]] = {}
        self._held = lru_cache(ROWS_HELD)(lambda table, identifier: self.row(TABLES[table], identifier))

    @classmethod
    def of(cls, release: Path, shard: str, recall: Recall = lambda _: {}) -> "Shard":
        """Open one database of a release, or of a tree that becomes one."""
        return cls(open_database(release / database_path(shard)), recall)

    def _answer(self, asked: str, ask: Callable[[], Any], about: str = EVERY_BODY) -> Any:
        """Return what is known under a name; what is not is asked, and is known from then on."""
        if about not in self._known:
            self._known[about] = self._recall(about)
        known = self._known[about]
        if asked not in known:
            known[asked] = ask()
            self._answered.add(about)
        return known[asked]

    def learned(self) -> dict[str, Known]:
        """Return what is known of what more has become known of, by what it is about."""
        return {about: self._known[about] for about in self._answered}

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

    def load(self) -> None:
        """Read every row, when that was not done."""
        self.rows  # noqa: B018 - a cached property: looking at it reads

    def forget(self) -> None:
        """Give back the memory of the rows."""
        self.__dict__.pop("rows", None)

    def row(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None."""
        if self.is_loaded:
            return self.rows.get(kind, identifier)
        return next(rows_of(self.database, kind, "id = ?", (identifier,)), None)

    def held_row(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None, and hold it in memory: for whoever asks for few, and again."""
        return cast("R | None", self._held(NAMES[kind], identifier))

    def under(self, kind: type[R], field: str, parent: str) -> Sequence[R]:
        """Return the rows of one kind that hang by a field under another row, in order.

        Of a table that was not read, the identifiers alone are looked through, once: it has no index of parents.
        """
        if self.is_loaded:
            return self.rows.where(kind, field, parent)
        if (kind, field) not in self._under:
            found = self._under[kind, field] = {}
            for above, identifier in self.database.execute(f"SELECT {field}, id FROM {NAMES[kind]}"):  # noqa: S608
                found.setdefault(above, []).append(identifier)
        keys = self._under[kind, field].get(parent, ())
        return sorted((row for key in keys if (row := self.held_row(kind, key)) is not None), key=ORDER[kind])

    def keys(self, kind: type[Any], asked: "Asked" = EVERYTHING) -> "Keys":
        """Return by what the chosen rows of a kind are ordered, the identifier last, in order, each with this shard."""
        if (kind, asked) not in self._keys:
            about = asked.given[0] if asked.given else EVERY_BODY
            name = _name(kind, asked)
            found = self._answer(name, lambda: self._ask(kind, asked), about) if asked.count else self._ask(kind, asked)
            self._keys[kind, asked] = [(tuple(key), self) for key in found]
        return self._keys[kind, asked]

    def _ask(self, kind: type[Any], asked: Asked) -> list[tuple[Any, ...]]:
        order = asked.order or _ORDER[kind]
        falling = ", ".join(f"{field} DESC" if asked.last else field for field in order)
        table, limit = NAMES[kind], asked.count or -1
        query = f"SELECT {', '.join(order)} FROM {table} WHERE {asked.condition} ORDER BY {falling} LIMIT {limit}"  # noqa: S608
        found = self.database.execute(query, asked.given).fetchall()
        return found[::-1] if asked.last else found

    def tallies(self) -> dict[str, Tally]:
        """Return the states of the tasks of each responsible body."""
        counted: dict[str, str] = self._answer("tallies", self._counts)
        return {body: Tally.read(counts) for body, counts in counted.items()}

    def _counts(self) -> dict[str, str]:
        sums = ", ".join(f"sum(punctuality = '{name}')" for name in WORDS) + ", sum(illustrative)"
        rows = self.database.execute(f"SELECT responsible_id, {sums} FROM task GROUP BY responsible_id")  # noqa: S608
        return {body: " ".join(map(str, counts)) for body, *counts in rows}

    def meetings(self) -> dict[str, int]:
        """Return how many meetings each organization had."""
        query = "SELECT organization_id, count(*) FROM meeting GROUP BY organization_id"
        return dict(self._answer("meetings", lambda: dict(self.database.execute(query).fetchall())))

    def named_years(self, kind: type[Any]) -> set[str]:
        """Return the years of the field that orders the rows of a kind; "" for rows without a date."""
        table, day = NAMES[kind], ORDER_FIELDS[kind][0]
        return set(self._answer(f"years of {table}.{day}", lambda: sorted(set(self._years_in(table, day)))))

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
        return set(self._answer("named", lambda: sorted(self._named())))

    def _named(self) -> set[str]:
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
        return set(self._answer("owners", lambda: sorted(self._named_in("meeting", "organization_id", several=False))))


def _name(kind: type[Any], asked: Asked) -> str:
    """Return the name under which the answer to a question is known."""
    return json.dumps([NAMES[kind], asked.condition, asked.order, asked.count, asked.last])


Keys = list[tuple[tuple[Any, ...], Shard]]  # by what a row is ordered, and where it lies
