"""A database of a release: public rows and their search index, built fresh, sorted, in one transaction.

The same rows give the same bytes on one SQLite version. Across versions the promise is `logical_digest`.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from nghitrinh.bundle.errors import BundleError
from nghitrinh.bundle.indexing import documents, made_by, write_index
from nghitrinh.bundle.schema import NAMES, SCHEMA_VERSION, TABLES, Row, Rows, columns

R = TypeVar("R", bound=Row)
_FORMS: dict[Any, Callable[[Any], Any]] = {
    tuple[str, ...]: lambda value: () if value == "[]" else tuple(json.loads(value)),
    bool: bool,
}
# Which columns are stored in another form than a row has them, and how they are read back.
_CHANGES: dict[type[Any], list[tuple[str, Callable[[Any], Any]]]] = {
    kind: [(field.name, _FORMS[field.type]) for field in fields(kind) if field.type in _FORMS]
    for kind in TABLES.values()
}
_LISTED = {kind: ", ".join(f'"{each}"' for each in columns(kind)) for kind in NAMES}
_SELECT = {kind: f"SELECT {listed} FROM {NAMES[kind]}" for kind, listed in _LISTED.items()}  # noqa: S608 - no input


_TO_READ = "?mode=ro&immutable=1"


def _address(path: Path, how: str = "") -> str:
    return f"file:{quote(str(path))}{how}"


def write_database(path: Path, rows: Rows, before: Path | None = None, same: Container[str] = ()) -> None:
    """Write all rows and their search index into a new file.

    `before` is a database with perhaps much the same rows, `same` names tables whose rows it has all and no others.
    Both make it quicker and change no byte.
    """
    held = {name: sorted(rows.get(name, ()), key=lambda row: row.id) for name in TABLES}
    connection = sqlite3.connect(_address(path), isolation_level=None, uri=True)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute(f"PRAGMA application_id = {made_by()}")
        if before is not None:
            connection.execute("ATTACH ? AS earlier", [_address(before, _TO_READ)])
        connection.execute("BEGIN")
        for name, kind in TABLES.items():
            if before is None or name not in same or not _copy_table(connection, kind, held[name]):
                _write_table(connection, kind, held[name])
        with closing(open_database(before)) if before else nullcontext() as earlier:
            write_index(connection, documents(held), earlier if earlier and _is_indexed_as_now(earlier) else None)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _is_indexed_as_now(database: sqlite3.Connection) -> bool:
    (made,) = database.execute("PRAGMA application_id").fetchone()
    return bool(made == made_by())


def in_memory(rows: Rows) -> sqlite3.Connection:
    """Return a database of rows that is kept nowhere, and cannot be searched."""
    connection = sqlite3.connect(":memory:")
    for name, kind in TABLES.items():
        _write_table(connection, kind, sorted(rows.get(name, ()), key=lambda row: row.id))
    return connection


def _copy_table(connection: sqlite3.Connection, kind: type[Row], rows: list[Row]) -> bool:
    """Write a table as the database `earlier` has it; tell whether that has as many rows, for else nothing is done."""
    name = NAMES[kind]
    (count,) = connection.execute(f"SELECT count(*) FROM earlier.{name}").fetchone()  # noqa: S608 - no input
    if count == len(rows):
        _create_table(connection, kind)
        connection.execute(f"INSERT INTO {name} SELECT * FROM earlier.{name} ORDER BY id")  # noqa: S608 - no input
    return bool(count == len(rows))


def _write_table(connection: sqlite3.Connection, kind: type[Row], rows: list[Row]) -> None:
    _create_table(connection, kind)
    marks = ", ".join("?" * len(columns(kind)))
    connection.executemany(f"INSERT INTO {NAMES[kind]} VALUES ({marks})", _stored(kind, rows))  # noqa: S608


def _create_table(connection: sqlite3.Connection, kind: type[Row]) -> None:
    connection.execute(f"CREATE TABLE {NAMES[kind]} ({_LISTED[kind]}, PRIMARY KEY (id)) WITHOUT ROWID")


def _stored(kind: type[Row], rows: Iterable[Row]) -> Iterator[Sequence[Any]]:
    """Yield the values of each row; a list of texts is stored as JSON."""
    lists = [index for index, name in enumerate(columns(kind)) if kind.__annotations__[name] == tuple[str, ...]]
    for values in map(attrgetter(*columns(kind)), rows):
        if lists:
            stored = list(values)
            for place in lists:
                stored[place] = json.dumps(stored[place], ensure_ascii=False)
            yield stored
        else:
            yield values


def open_database(path: Path) -> sqlite3.Connection:
    """Open a release's database, read-only."""
    try:
        connection = sqlite3.connect(_address(path, _TO_READ), uri=True, check_same_thread=False)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise BundleError(path, f"found no database ({error}), expected the public rows", code="no_database") from None
    if version != SCHEMA_VERSION:
        raise BundleError(path, f"found schema version {version}, expected {SCHEMA_VERSION}", code="other_schema")
    return connection


def rows_of(connection: sqlite3.Connection, kind: type[R], where: str = "", given: tuple[Any, ...] = ()) -> Iterator[R]:
    """Yield the rows of one kind, sorted by identifier; `where` is a condition over its columns."""
    query = f"{_SELECT[kind]} {'WHERE ' + where if where else ''} ORDER BY id"
    names, changes = columns(kind), _CHANGES[kind]
    for values in connection.execute(query, given):
        row = object.__new__(kind)  # a frozen row sets each field by a call: too slow for a hundred thousand of them
        columns_of_row = vars(row)
        columns_of_row.update(zip(names, values, strict=True))
        for name, change in changes:
            columns_of_row[name] = change(columns_of_row[name])
        yield row


def rows_of_any_version(path: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table by column, as they are stored, of a database of whatever version; no such table, none.

    Raises:
        BundleError: it is no database.
    """
    try:
        with closing(sqlite3.connect(_address(path, _TO_READ), uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
            if known.fetchone() is None:
                return []
            return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608 - it is a table
    except sqlite3.Error as error:
        raise BundleError(path, f"found no database ({error}), expected the public rows", code="no_database") from None


def logical_digest(rows: Callable[[type[Any]], Iterable[Row]]) -> str:
    """Return the SHA-256 over every row as a sorted JSON line: what two builds must share on any SQLite version.

    `rows` gives the rows of a kind, sorted by identifier.
    """
    digest = hashlib.sha256()
    for name, kind in TABLES.items():
        for row in rows(kind):
            line = {"table": name, **{each: getattr(row, each) for each in columns(kind)}}
            digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()
