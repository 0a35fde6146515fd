"""The databases of the release in force, kept open between the publications of one process.

A database never changes, and its SHA-256 names it. What was read of one (its rows, its years, its counts) is so as good
for the next change as for this one: a process that publishes again reads no year that it has just written.
"""

from collections.abc import Mapping
from pathlib import Path

from nghitrinh.bundle.manifest import MANIFEST, read_manifest
from nghitrinh.bundle.reader import shards_of
from nghitrinh.bundle.trees import Listed
from nghitrinh.bundle.years import database_path
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.shard import Shard


class KeptShards:
    """Open databases by their SHA-256. A publication opens a release, says what to keep of it, and closes the rest."""

    def __init__(self) -> None:
        self._kept: dict[str, Shard] = {}
        self._open: list[Shard] = []

    def release(self, folder: Path) -> ReleaseRows:
        """Open a release; what is open of it already is not opened again."""
        manifest = read_manifest(folder / MANIFEST)
        lists = Listed(folder, manifest.lists)
        found = {shard: lists.digest(database_path(shard)) or "" for shard in shards_of(folder, manifest)}
        return ReleaseRows(
            {shard: self._kept.get(digest) or self.shard(folder, shard) for shard, digest in found.items()}
        )

    def shard(self, folder: Path, shard: str) -> Shard:
        """Open one database."""
        opened = Shard.of(folder, shard)
        self._open.append(opened)
        return opened

    def keep(self, shards: Mapping[str, Shard]) -> None:
        """Keep these databases, by their SHA-256, and no others."""
        self._kept = dict(shards)
        for shard in self._kept.values():
            shard.forget_asked()

    def close_others(self) -> None:
        """Close what is not kept."""
        kept = set(map(id, self._kept.values()))
        for shard in self._open:
            if id(shard) not in kept:
                shard.database.close()
        self._open = [shard for shard in self._open if id(shard) in kept]
