"""Reading a release: typed rows, files, search. Nothing here can write."""

import heapq
import sqlite3
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from nghitrinh.bundle.database import logical_digest, open_database, rows_of
from nghitrinh.bundle.indexing import folded, words_of
from nghitrinh.bundle.manifest import MANIFEST, Manifest, files_of, read_list, read_manifest
from nghitrinh.bundle.schema import Organization, Row, Site
from nghitrinh.bundle.search import NOTHING, BodyNames, Found, Narrowing, search
from nghitrinh.bundle.years import COMMON, SHARED, database_path, shards_in
from nghitrinh.vietnamese import alphabetical

R = TypeVar("R", bound=Row)


class Bundle:
    """One release on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.manifest: Manifest = read_manifest(self.folder / MANIFEST)
        self.shards: dict[str, sqlite3.Connection] = {
            shard: open_database(self.folder / database_path(shard)) for shard in shards_of(self.folder, self.manifest)
        }

    @cached_property
    def files(self) -> dict[str, str]:
        """Every file of the release, path → SHA-256."""
        return files_of(self.folder, self.manifest)

    def rows(self, kind: type[R], *, after: str = "", where: str = "1", given: tuple[str, ...] = ()) -> Iterator[R]:
        """Yield the rows of one kind, sorted by identifier, those whose identifier comes later than `after`.

        `where` is a condition in SQL over the tables of one database, with `given` for its marks.
        """
        condition = f"id > ? AND ({where})"
        each = [rows_of(database, kind, condition, (after, *given)) for database in self.shards.values()]
        last = ""
        for row in heapq.merge(*each, key=attrgetter("id")):
            if kind not in SHARED or row.id != last:
                yield row
            last = row.id

    @cached_property
    def site(self) -> Site | None:
        """Whose record this is; None where the release does not say."""
        return next(self.rows(Site), None)

    def get(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None."""
        for database in self.shards.values():
            for row in rows_of(database, kind, "id = ?", (identifier,)):
                return row
        return None

    def search(self, query: str, *, kind: str = "", page: int = 1, narrowing: Narrowing = NOTHING) -> Found:
        """Return one page of what holds every word of the query, of a kind, and within a narrowing."""
        shards, bodies = list(self.shards.values()), self.body_names
        return search(shards, query, kind=kind, page=page, narrowing=narrowing, bodies=bodies)

    @cached_property
    def body_names(self) -> BodyNames:
        """The names of the organizations, short and former ones too, by their folded words."""
        rows = list(self.rows(Organization))
        names = [(name, row.id) for row in rows for name in (row.name, row.short_name, *row.former_names)]
        words = ((tuple(map(folded, words_of(name))), key) for name, key in names)
        return sorted({(name, key) for name, key in words if name})

    @cached_property
    def outcomes(self) -> dict[str, str]:
        """The outcomes that decisions of this release have, code → word, in the order of the words."""
        found: dict[str, str] = {}
        for database in self.shards.values():
            found |= dict(database.execute("SELECT DISTINCT outcome, outcome_label FROM point WHERE outcome <> ''"))
        return dict(sorted(found.items(), key=lambda pair: alphabetical(pair[1])))

    @cached_property
    def organizations(self) -> dict[str, str]:
        """The organizations of this release, identifier → name, in the order of the names."""
        found = {row.id: row.name for row in self.rows(Organization)}
        return dict(sorted(found.items(), key=lambda pair: alphabetical(pair[1])))

    def logical_digest(self) -> str:
        """Return the digest that two builds of the same rows share on any SQLite version."""
        return logical_digest(self.rows)

    def close(self) -> None:
        """Close the databases."""
        for database in self.shards.values():
            database.close()


def shards_of(folder: Path, manifest: Manifest) -> list[str]:
    """Return the shards of a release, the newest year first, the common one last."""
    years = shards_in(read_list(folder, "years")) if "years" in manifest.lists else []
    return [*years, COMMON]


def open_bundle(folder: Path) -> Bundle:
    """Open a release (its own folder, or a portal root's `current`)."""
    current = folder / "current"
    return Bundle(current if current.exists() else folder)
