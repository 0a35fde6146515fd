"""Reading the record as it stood at one moment, while acts go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Let every query inside see one and the same state, without keeping any act waiting.

    Inside another transaction it adds nothing: that one's own rules hold.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with _deferred(connection), transaction.atomic():
            yield


@contextmanager
def _deferred(database: Any) -> Iterator[None]:
    """Let SQLite begin without the lock that only a writer needs."""
    database.ensure_connection()  # which says in which mode it begins
    mode, database.transaction_mode = database.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        database.transaction_mode = mode
