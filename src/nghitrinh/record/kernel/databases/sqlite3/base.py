"""SQLite as Django's settings name it (ENGINE)."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from nghitrinh.record.kernel.databases.sqlite3.locked import address, is_locked
from nghitrinh.record.kernel.databases.sqlite3.operations import DatabaseOperations
from nghitrinh.record.kernel.ordering import COLLATION, compare


class Cursor(base.SQLiteCursorWrapper):
    """Django's own, which writes each statement anew with the marks of SQLite: the same ones come again and again."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """Return a statement with the marks of SQLite."""
        return _converted(query) if param_names is None else str(super().convert_query(query, param_names=param_names))


@lru_cache(maxsize=2_000)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a compiler that remembers, and with Vietnamese order; it reads what cannot be written."""

    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        """Return how to connect: to a database that is locked without what would write."""
        params: dict[str, Any] = super().get_connection_params()
        path = Path(str(params["database"]))
        if path.is_absolute() and is_locked(path):
            params["database"] = address(path)
            self.transaction_mode, self.init_commands = "DEFERRED", ["PRAGMA query_only=ON"]
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a new connection that knows the order of Vietnamese names."""
        connection = super().get_new_connection(conn_params)
        connection.create_collation(COLLATION, compare)
        return connection

    def create_cursor(self, _name: str | None = None) -> Cursor:
        """Return a cursor."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
