"""SQLite as Django's settings name it (ENGINE)."""

from django.db.backends.sqlite3 import base

from nghitrinh.record.kernel.databases.sqlite3.operations import DatabaseOperations


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a compiler that remembers."""

    ops_class = DatabaseOperations
