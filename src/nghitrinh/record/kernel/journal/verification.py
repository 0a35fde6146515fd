"""Verifying the journal: the chain, what each line commits to, and every live row against the last line about it.

The chain alone would not notice a row that was edited in the database. What the lines say of rows is kept in a table on
the disk while they are read, so that a journal of any length is verified in bounded memory.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Min

from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.journal.lines import commitment, line_digest, rows_digest
from nghitrinh.record.kernel.models import DERIVED, ActContent, Journal, JournalRow
from nghitrinh.record.kernel.seal import GENESIS

_AT_ONCE = 2000


@dataclass(frozen=True)
class JournalProblem:
    """One thing that does not verify: where (a line or a row) and what is wrong with it."""

    where: str
    what: str


class Committed:
    """The digest of each row as the last line about it has it; None for a row that was removed. Kept on the disk."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("PRAGMA cache_size = -32000")
        database.execute("CREATE TABLE row (name TEXT PRIMARY KEY, digest TEXT, seen INTEGER DEFAULT 0) WITHOUT ROWID")

    def take(self, rows: dict[str, Any]) -> None:
        """Keep what a line says of the rows that it wrote."""
        digests = {name: values and _digest(canonical.renamed(values)) for name, values in rows.items()}
        self._database.executemany("INSERT OR REPLACE INTO row (name, digest) VALUES (?, ?)", digests.items())

    def look_up(self, names: list[str]) -> dict[str, str | None]:
        """Return the digests of those rows that a line is about, and remember that they are live."""
        marks = ",".join("?" * len(names))
        found = self._database.execute(f"SELECT name, digest FROM row WHERE name IN ({marks})", names)  # noqa: S608 - marks
        digests = dict(found.fetchall())
        self._database.execute(f"UPDATE row SET seen = 1 WHERE name IN ({marks})", names)  # noqa: S608 - marks alone
        return digests

    def missing(self) -> Iterator[str]:
        """Yield the rows that were written, not removed, and are not live."""
        query = "SELECT name FROM row WHERE seen = 0 AND digest IS NOT NULL ORDER BY name"
        yield from (name for (name,) in self._database.execute(query))


def verified_tables() -> list[str]:
    """Return the tables whose rows `verify` looks at."""
    return [Journal._meta.db_table, *(model._meta.db_table for model in journalled_models())]


def verify(since: int = 0, looked_at: Callable[[int], None] = lambda _: None) -> list[JournalProblem]:
    """Return everything that does not verify. Lines up to `since` are taken as known: only later ones are read.

    Then the rows that the later lines wrote are compared, and a row that no line names is found all the same.
    `looked_at` is told how many more lines or rows were.
    """
    with closing(sqlite3.connect("")) as database:  # a file of its own that goes with the connection
        committed = Committed(database)
        return [*_verify_lines(since, committed, looked_at), *_verify_rows(since, committed, looked_at)]


def _verify_lines(since: int, committed: Committed, looked_at: Callable[[int], None]) -> Iterator[JournalProblem]:
    known = Journal.objects.filter(seq=since).first()
    if since and known is None:
        yield JournalProblem(f"journal line {since}", "is not there, expected the line from which to verify")
        return
    previous, expected = (known.digest, since + 1) if known else (GENESIS, 1)
    for lines in _chunks(since):
        contents = {row.seq: row for row in ActContent.objects.filter(seq__in=[line.seq for line in lines])}
        names = _names(lines[0].seq, lines[-1].seq)
        for line in lines:
            where = f"journal line {line.seq}"
            if line.seq != expected:
                yield JournalProblem(where, f"found number {line.seq}, expected {expected}: a line is missing")
            if line.prev != previous:
                yield JournalProblem(where, "does not continue the line before it")
            for what in _faults(line, contents.get(line.seq), names.get(line.seq, set()), committed):
                yield JournalProblem(where, what)
            previous, expected = line.digest, line.seq + 1
        looked_at(len(lines))
    if stray := JournalRow.objects.filter(seq__gt=expected - 1).aggregate(first=Min("seq"))["first"]:
        yield JournalProblem(f"journal line {stray}", "is not there, but rows are named with it")


def _chunks(since: int) -> Iterator[list[Journal]]:
    while lines := list(Journal.objects.filter(seq__gt=since).order_by("seq")[:_AT_ONCE]):
        yield lines
        if len(lines) < _AT_ONCE:
            return  # these were the last
        since = lines[-1].seq


def _names(first: int, last: int) -> dict[int, set[str]]:
    names: dict[int, set[str]] = {}
    for seq, kind, key in JournalRow.objects.filter(seq__range=(first, last)).values_list("seq", "kind", "key"):
        names.setdefault(seq, set()).add(f"{kind}:{key}")
    return names


def _faults(line: Journal, content: ActContent | None, names: set[str], committed: Committed) -> Iterator[str]:
    """Yield what is wrong with one line, and keep what it says of rows."""
    if line.digest != line_digest(line):
        yield "its fields do not match its digest"
    if line.version > 1 and line.rows != rows_digest(names):
        yield "the rows that are named with it are not those that it commits to"
    if content is None:
        yield "its content is missing"
    elif content.content is not None:
        if commitment(content.salt or "", content.content) != line.commitment:
            yield "its content does not match its commitment"
        rows = json.loads(content.content).get("rows", {})
        if set(rows) != names:
            yield "the rows that are named with it are not those of its content"
        committed.take(rows)
    else:  # the line that erased it commits anew to whichever of its rows were there: the others had been removed
        committed.take(dict.fromkeys(names))


def _verify_rows(since: int, committed: Committed, looked_at: Callable[[int], None]) -> Iterator[JournalProblem]:
    for model in journalled_models():
        for rows in _live(model):
            digests = committed.look_up([canonical.key(row) for row in rows])
            known = _named_before(since, model, rows) if since else set()
            for row in rows:
                if what := _fault_of(row, digests, known):
                    yield JournalProblem(canonical.key(row), what)
            looked_at(len(rows))
    for name in committed.missing():
        yield JournalProblem(name, "was written by an act, but is not in the database")


def _live(model: type[models.Model]) -> Iterator[list[Any]]:
    last: Any = None
    rows = model._default_manager.order_by("pk")
    while found := list((rows if last is None else rows.filter(pk__gt=last))[:_AT_ONCE]):
        yield found
        if len(found) < _AT_ONCE:
            return
        last = found[-1].pk


def _named_before(since: int, model: type[models.Model], rows: list[Any]) -> set[str]:
    """Return which rows lines up to the known one name: those lines are not read, their rows are not compared."""
    kind = str(model._meta.model_name)
    named = JournalRow.objects.filter(kind=kind, key__in=[str(row.pk) for row in rows], seq__lte=since)
    return {f"{kind}:{key}" for key in named.values_list("key", flat=True)}


def _fault_of(row: models.Model, digests: dict[str, str | None], known: set[str]) -> str:
    name = canonical.key(row)
    if name not in digests:
        return "" if name in known else "is in the database, but no act wrote it"
    if digests[name] is None:
        return "was removed by an act, but is in the database"
    return "" if digests[name] == _digest(canonical.row(row)) else "differs from what the last act about it wrote"


def _digest(values: dict[str, Any]) -> str:
    return canonical.digest(canonical.canonical(values))


def journalled_models() -> list[type[models.Model]]:
    """Return every model whose rows the journal answers for."""
    own = (Journal, ActContent, JournalRow, *DERIVED)
    return [model for model in apps.get_app_config("record").get_models() if model not in own]
