"""Which migrations the database stands at. It is asked before models are loaded."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def is_current() -> bool:
    """Tell whether every migration is applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
