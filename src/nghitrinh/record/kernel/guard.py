"""The guard: no statement writes a table of the record unless an act is open.

It stands at the cursor, below querysets, through-models and raw SQL alike, because history libraries that hang on
`save` miss `queryset.update()`. Only a migration lifts it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

# A query cannot write. Anything else can, wherever in it the verb stands: after a comment, or behind a leading WITH.
_QUERY = re.compile(r"\s*\(*\s*SELECT\b", re.IGNORECASE)
_WRITE = re.compile(
    r"""\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|COPY)
    \s+(?:ONLY\s+)?(?:"?\w+"?\.)?"?(record_\w+)""",
    re.IGNORECASE | re.VERBOSE,
)
_open: ContextVar[str] = ContextVar("open_act", default="")


class WriteOutsideAct(RuntimeError):
    """A statement would have changed the record outside an act."""


@contextmanager
def opened(name: str) -> Iterator[None]:
    """Allow writes of the record while the act `name` runs."""
    token = _open.set(name)
    try:
        yield
    finally:
        _open.reset(token)


def lift(**_: object) -> None:
    """Let a migration rewrite tables (the signal before migrating)."""
    _open.set("migration")


def lower(**_: object) -> None:
    """Close again what `lift` opened (the signal after migrating)."""
    _open.set("")


Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def check(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
    """Refuse a write of a `record_` table outside an act; the signature is Django's for execute wrappers."""
    if not _open.get():
        match = None if _QUERY.match(sql) else _WRITE.search(sql)
        if match:
            raise WriteOutsideAct(f"{match[1]} was to be written outside an act: {sql[:80]}")
    return execute(sql, params, many, context)


def install(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Put the guard on a new connection, first: who opened it within a wrapper takes the last one away at the end."""
    if check not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, check)
