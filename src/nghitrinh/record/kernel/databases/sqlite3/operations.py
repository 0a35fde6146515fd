"""What of SQLite is ours: which compilers make the SQL."""

from django.db.backends.sqlite3 import operations


class DatabaseOperations(operations.DatabaseOperations):
    """Django's own, with a compiler that remembers."""

    compiler_module = "nghitrinh.record.kernel.databases.sqlite3.compiler"
