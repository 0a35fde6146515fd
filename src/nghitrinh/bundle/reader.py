"""Reading a release: typed rows, files, search. Nothing here can write."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from nghitrinh.bundle.database import logical_digest, open_database, rows_of
from nghitrinh.bundle.manifest import DATABASE, MANIFEST, Manifest, read_manifest
from nghitrinh.bundle.schema import Row
from nghitrinh.bundle.search import Found, search

R = TypeVar("R", bound=Row)


class Bundle:
    """One release on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.manifest: Manifest = read_manifest(self.folder / MANIFEST)
        self._connection: sqlite3.Connection = open_database(self.folder / DATABASE)

    def rows(self, kind: type[R]) -> Iterator[R]:
        """Yield the rows of one kind, sorted by identifier."""
        return rows_of(self._connection, kind)

    def get(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None."""
        return next(rows_of(self._connection, kind, "id = ?", (identifier,)), None)

    def search(self, query: str, *, kind: str = "", page: int = 1) -> Found:
        """Return one page of what holds every word of the query."""
        return search(self._connection, query, kind=kind, page=page)

    def logical_digest(self) -> str:
        """Return the digest that two builds of the same rows share on any SQLite version."""
        return logical_digest(self._connection)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def open_bundle(folder: Path) -> Bundle:
    """Open a release (its own folder, or a portal root's `current`)."""
    current = folder / "current"
    return Bundle(current if current.exists() else folder)
