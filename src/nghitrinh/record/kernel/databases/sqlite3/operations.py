"""What of SQLite is ours: which compilers make the SQL, how identifiers are read."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.backends.sqlite3 import operations

# The same few thousand identifiers come with nearly every row.
_identifier = lru_cache(maxsize=20_000)(UUID)


class DatabaseOperations(operations.DatabaseOperations):
    """Django's own, with a compiler that remembers."""

    compiler_module = "nghitrinh.record.kernel.databases.sqlite3.compiler"

    def convert_uuidfield_value(self, value: str | None, _expression: Any, _connection: Any) -> UUID | None:
        """Return an identifier as it was stored."""
        return None if value is None else _identifier(value)
