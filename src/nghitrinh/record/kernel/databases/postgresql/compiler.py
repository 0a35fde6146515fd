"""The compilers of PostgreSQL: Django looks them up here by their names."""

from django.db.backends.postgresql.compiler import (
    SQLAggregateCompiler,
    SQLDeleteCompiler,
    SQLInsertCompiler,
    SQLUpdateCompiler,
)
from django.db.backends.postgresql.compiler import SQLCompiler as DjangoCompiler

from nghitrinh.record.kernel.databases.compiling import Shaped

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]


class SQLCompiler(Shaped, DjangoCompiler):
    """Of reads."""
