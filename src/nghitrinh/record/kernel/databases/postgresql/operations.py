"""What of PostgreSQL is ours: which compilers make the SQL."""

from django.db.backends.postgresql import operations


class DatabaseOperations(operations.DatabaseOperations):
    """Django's own, with a compiler that remembers."""

    compiler_module = "nghitrinh.record.kernel.databases.postgresql.compiler"
