"""Homes made by landed versions, unpacked: on the database that they were made with, or on PostgreSQL."""

import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from tests.cli.programs import Home, new_home

FOLDER = Path(__file__).parent
KEPT = sorted(path.name.removesuffix(".tar.xz") for path in FOLDER.glob("*.tar.xz"))


def unpack(version: str, folder: Path) -> Home:
    """Unpack a kept home into a folder."""
    home = new_home(folder)
    with tarfile.open(FOLDER / f"{version}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return home


@contextmanager
def moved(home: Home, server: str) -> Iterator[str]:
    """Move a home's record as it is, before any migration of a later version, into a database of its own.

    Yields the address of the database, which is dropped afterwards.
    """
    name = f"kept_{uuid4().hex}"
    address = f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as administration:
        administration.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with closing(sqlite3.connect(home.database)) as record:
                query = "SELECT name FROM django_migrations WHERE app = 'record' ORDER BY id DESC LIMIT 1"
                (last,) = record.execute(query).fetchone()
                _make_tables(home, address, last)
                _copy(record, address)
            home.database.unlink()
            yield address
        finally:
            administration.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


# One migration after the other: a later version creates the tables of a new home at once, as they are at the end.
_MIGRATE = """
import sys, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([("record", sys.argv[1])])
"""


def _make_tables(home: Home, address: str, migration: str) -> None:
    """Make the tables as they were at a migration of the record."""
    own = {"NGHITRINH_HOME": str(home.folder), "NGHITRINH_DATABASE_URL": address}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base"}
    subprocess.run([sys.executable, "-c", _MIGRATE, migration], env=environment, check=True, timeout=120)


def _copy(record: sqlite3.Connection, address: str) -> None:
    tables = [name for (name,) in record.execute("SELECT name FROM sqlite_master WHERE name LIKE 'record_%'")]
    with psycopg.connect(address) as database:
        database.execute("SET TIME ZONE 'UTC'")
        for table in tables:
            kinds = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
            types = dict(database.execute(kinds, [table]).fetchall())
            if not types:  # an index of SQLite's
                continue
            rows = record.execute(f"SELECT {', '.join(types)} FROM {table} ORDER BY rowid")
            copied = [
                [
                    bool(value) if kind == "boolean" and value is not None else value
                    for kind, value in zip(types.values(), row, strict=True)
                ]
                for row in rows
            ]
            names, marks = (
                sql.SQL(", ").join(map(sql.Identifier, types)),
                sql.SQL(", ").join([sql.Placeholder()] * len(types)),
            )
            insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, marks)
            with database.cursor() as cursor:
                cursor.executemany(insert, copied)
