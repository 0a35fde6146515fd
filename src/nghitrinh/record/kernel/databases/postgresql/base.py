"""PostgreSQL as Django's settings name it (ENGINE)."""

from django.db.backends.postgresql import base

from nghitrinh.record.kernel.databases.postgresql.operations import DatabaseOperations


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a compiler that remembers."""

    ops_class = DatabaseOperations
