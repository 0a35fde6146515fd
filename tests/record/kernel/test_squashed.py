"""A new home's tables are created at once: they are those that the single migrations end with."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader

LAST, SQUASHED = "0005_journal_row", "0001_squashed_0005"
_MIGRATE = f"""
import sys, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = sys.argv[1] == "{SQUASHED}"
executor.loader.build_graph()
executor.migrate([("record", sys.argv[1])])
"""


def test_the_models_are_the_same() -> None:
    singly = MigrationLoader(None, replace_migrations=False).project_state(("record", LAST))
    at_once = MigrationLoader(None).project_state(("record", SQUASHED))
    for old, new in ((singly, at_once), (at_once, singly)):
        assert MigrationAutodetector(old, new)._detect_changes() == {}


def _schema(home: Path, migration: str) -> dict[str, Any]:
    """Return columns, references and indexes of the tables to which a migration leads, in a process of its own."""
    home.mkdir()
    given = {
        "NGHITRINH_HOME": str(home),
        "NGHITRINH_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base",
    }
    subprocess.run([sys.executable, "-c", _MIGRATE, migration], env=os.environ | given, check=True)
    found: dict[str, Any] = {}
    with sqlite3.connect(home / "record.sqlite3") as database:
        rows = database.execute("SELECT type, name, sql FROM sqlite_master WHERE tbl_name LIKE 'record%'")
        for kind, name, text in rows.fetchall():
            columns = sorted(row[1:] for row in database.execute(f'PRAGMA table_info("{name}")'))
            references = sorted(row[2:] for row in database.execute(f'PRAGMA foreign_key_list("{name}")'))
            indexed = [row[2] for row in database.execute(f'PRAGMA index_info("{name}")')]
            found[name] = (columns, references) if kind == "table" else indexed if kind == "index" else text
    database.close()
    return found


@pytest.mark.processes
def test_the_tables_are_the_same(tmp_path: Path) -> None:
    at_once, singly = _schema(tmp_path / "at-once", SQUASHED), _schema(tmp_path / "singly", LAST)
    assert len(at_once) > 100
    assert at_once == singly
