"""What many tests begin with: made by acts once a process, and written back row by row when it is asked for again.

The record changes only by acts, so two databases whose journals end in the same line hold the same rows. What a
function made from there on (rows that are new or other, files that are new) is therefore what it would make again; only
the moment of recording is an earlier one. The seal's triggers are in force while the rows are written.
"""

import json
import pickle
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from psycopg import ClientCursor

from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.seal import GENESIS

T = TypeVar("T")
Row = tuple[Any, ...]
# A statement and the rows that it is given, one after the other.
Statement = tuple[str, list[Row]]
# Written by migrations and by signing in, not by acts.
_ASIDE = ("django_", "auth_", "sqlite_")
_JOURNAL, _NAMED = "record_journal", "record_journal_row"


@dataclass(frozen=True)
class _Made:
    """What a function made: its answer, the statements that write its rows, each with what it is given, and the files.

    The answer is kept pickled: to copy it costs a tenth of what `deepcopy` costs, and every test wants a copy.
    """

    answer: bytes
    statements: list[Statement]
    files: dict[str, bytes]


_made: dict[Hashable, _Made] = {}
_ends = {GENESIS}


def remembered(make: Callable[..., T], *given: Any, about: Hashable = None) -> T:
    """Return what `make` makes of what it is given: by its acts the first time, by its rows from then on.

    `about` is what of the given may differ. In a database with another history it acts, and nothing is remembered.
    """
    begin = _last_digest()
    key = (make.__module__, make.__qualname__, about, begin, clock.today(), connection.vendor)
    if key in _made:
        return _write_back(_made[key])
    if begin not in _ends:
        return make(*given)
    before, files = _rows(), _files()
    answer = make(*given)
    _made[key] = _Made(
        pickle.dumps(answer),
        _at_once(list(_statements(before, _rows()))),
        {path: (Path(settings.HOME) / path).read_bytes() for path in _files() - files},
    )
    _ends.add(_last_digest())
    return answer


def _last_digest() -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT digest FROM {_JOURNAL} ORDER BY seq DESC LIMIT 1")
        row = cursor.fetchone()
    return str(row[0]) if row else GENESIS


@cache
def _tables(vendor: str) -> dict[str, tuple[list[str], list[str]]]:
    """Return each table's key columns and all columns; `vendor` because one process may test on both databases."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if not name.startswith(_ASIDE):
                keys = connection.introspection.get_primary_key_columns(cursor, name) or []
                described = connection.introspection.get_table_description(cursor, name)
                found[name] = (keys, [column.name for column in described])
    return found


def _rows() -> dict[str, dict[Any, Row]]:
    """Return the rows of all tables by their keys: as SQLite has them, as text of JSON from PostgreSQL."""
    found: dict[str, dict[Any, Row]] = {}
    with connection.cursor() as cursor:
        for name, (keys, columns) in _tables(connection.vendor).items():
            order = ", ".join(f't."{key}"' for key in keys)
            if connection.vendor == "postgresql":
                cursor.execute(f'SELECT {_key(keys, "t.")}, row_to_json(t)::text FROM "{name}" t ORDER BY {order}')
            else:
                names = ", ".join(f'"{column}"' for column in columns)
                cursor.execute(f'SELECT {_key(keys)}, {names} FROM "{name}" t ORDER BY {order}')
            found[name] = {row[0]: row[1:] for row in cursor.fetchall()}
    return found


def _key(columns: list[str], table: str = "") -> str:
    """Return what gives a primary key as one value: on PostgreSQL as text, on SQLite too where it has two columns."""
    if connection.vendor == "sqlite" and len(columns) == 1:
        return f'"{columns[0]}"'
    return " || '/' || ".join(f'CAST({table}"{column}" AS text)' for column in columns)


def _files() -> set[str]:
    home = Path(settings.HOME)
    folder = home / "files"
    return {path.relative_to(home).as_posix() for path in folder.rglob("*") if path.is_file()}


def _statements(before: dict[str, dict[Any, Row]], after: dict[str, dict[Any, Row]]) -> Iterator[Statement]:
    """Yield what makes the rows of before into those after: the journal line by line, as its seal wants it."""
    for name, rows in before.items():
        old = [(key,) for key, row in rows.items() if after[name].get(key) != row]
        if old:
            yield f'DELETE FROM "{name}" WHERE {_key(_tables(connection.vendor)[name][0])} = {_mark()}', old
    new = {name: [row for key, row in rows.items() if before[name].get(key) != row] for name, rows in after.items()}
    named = {seq: list(rows) for seq, rows in groupby(new.pop(_NAMED), lambda row: _seq(_NAMED, row))}
    for line in new.pop(_JOURNAL):
        yield from _insertion(_JOURNAL, [line])
        yield from _insertion(_NAMED, named.get(_seq(_JOURNAL, line), []))
    for name, rows in new.items():
        yield from _insertion(name, rows)
        if connection.vendor == "postgresql":
            yield from _advance(name, rows)


def _at_once(statements: list[Statement]) -> list[Statement]:
    """Return the same as one text for PostgreSQL, to which each statement costs a way there and back."""
    if connection.vendor != "postgresql":
        return statements
    with ClientCursor(connection.connection) as cursor:
        return [(";".join(cursor.mogrify(text, row) for text, rows in statements for row in rows), [])]


def _write_back(made: _Made) -> Any:
    """Write by the driver's own cursor: Django's would read each statement anew, which costs more than it writes."""
    with transaction.atomic(), closing(connection.connection.cursor()) as cursor:
        for statement, given in made.statements:
            if given:
                cursor.executemany(statement, given)
            else:
                cursor.execute(statement)
    for path, content in made.files.items():
        (Path(settings.HOME) / path).parent.mkdir(parents=True, exist_ok=True)
        (Path(settings.HOME) / path).write_bytes(content)
    return pickle.loads(made.answer)  # noqa: S301 - our own


def _mark() -> str:
    return "%s" if connection.vendor == "postgresql" else "?"


def _seq(name: str, row: Row) -> int:
    if connection.vendor == "postgresql":
        return int(json.loads(row[0])["seq"])
    return int(row[_tables(connection.vendor)[name][1].index("seq")])


def _insertion(name: str, rows: list[Row]) -> Iterator[Statement]:
    if not rows:
        return
    if connection.vendor == "postgresql":
        text = f"[{','.join(row[0] for row in rows)}]"
        yield f'INSERT INTO "{name}" SELECT * FROM json_populate_recordset(NULL::"{name}", %s)', [(text,)]
    else:
        marks = ", ".join([_mark()] * len(rows[0]))
        names = ", ".join(f'"{column}"' for column in _tables(connection.vendor)[name][1])
        yield f'INSERT INTO "{name}" ({names}) VALUES ({marks})', rows


def _advance(name: str, rows: list[Row]) -> Iterator[Statement]:
    """Let a table's sequence go on behind the rows: they were given their numbers."""
    numbers = [json.loads(row[0]).get("id") for row in rows]
    if numbers and all(isinstance(number, int) for number in numbers):
        yield "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [(f'"{name}"', max(numbers))]
