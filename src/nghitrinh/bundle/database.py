"""`public.sqlite`: the public rows and the search index, built fresh, sorted, in one transaction.

The same rows give the same bytes on one SQLite version. Across versions the promise is `logical_digest`.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from nghitrinh.bundle.errors import BundleError
from nghitrinh.bundle.indexing import documents, write_index
from nghitrinh.bundle.schema import SCHEMA_VERSION, TABLES, Row, columns

R = TypeVar("R", bound=Row)
Rows = Mapping[str, Iterable[Row]]
_BATCH = 1000


def write_database(path: Path, rows: Rows) -> None:
    """Write all rows and their search index into a new file."""
    held = {name: sorted(rows.get(name, ()), key=lambda row: row.id) for name in TABLES}
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("BEGIN")
        for name, kind in TABLES.items():
            _write_table(connection, name, columns(kind), held[name])
        write_index(connection, documents(held))
        connection.execute("COMMIT")
    finally:
        connection.close()


def _write_table(connection: sqlite3.Connection, name: str, names: tuple[str, ...], rows: list[Row]) -> None:
    listed = ", ".join(f'"{each}"' for each in names)
    connection.execute(f"CREATE TABLE {name} ({listed}, PRIMARY KEY (id)) WITHOUT ROWID")
    marks = ", ".join("?" * len(names))
    for start in range(0, len(rows), _BATCH):
        batch = [[_stored(getattr(row, each)) for each in names] for row in rows[start : start + _BATCH]]
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", batch)  # noqa: S608


def _stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def open_database(path: Path) -> sqlite3.Connection:
    """Open a release's database, read-only."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise BundleError(f"{path}: found no database ({error}), expected the public rows") from None
    if version != SCHEMA_VERSION:
        raise BundleError(f"{path}: found schema version {version}, expected {SCHEMA_VERSION}")
    return connection


def rows_of(connection: sqlite3.Connection, kind: type[R], where: str = "", given: tuple[Any, ...] = ()) -> Iterator[R]:
    """Yield the rows of one kind, sorted by identifier; `where` is a condition over its columns."""
    name = next(name for name, each in TABLES.items() if each is kind)
    listed = ", ".join(f'"{each}"' for each in columns(kind))
    query = f"SELECT {listed} FROM {name} {'WHERE ' + where if where else ''} ORDER BY id"  # noqa: S608
    for values in connection.execute(query, given):
        yield _row(kind, values)


def _row(kind: type[R], values: tuple[Any, ...]) -> R:
    hints = kind.__annotations__
    given: dict[str, Any] = {}
    for name, value in zip(columns(kind), values, strict=True):
        wanted = hints[name]
        given[name] = (
            tuple(json.loads(value)) if wanted == tuple[str, ...] else bool(value) if wanted is bool else value
        )
    return kind(**given)


def logical_digest(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 over every row as a sorted JSON line: what two builds must share on any SQLite version."""
    digest = hashlib.sha256()
    for name, kind in TABLES.items():
        for row in rows_of(connection, kind):
            line = {"table": name, **{each: getattr(row, each) for each in columns(kind)}}
            digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()
