"""What is known of the databases of the release in force, kept in the home from one publication to the next.

A database never changes, and its SHA-256 names it. What was asked of all its rows (which organizations they name, how
the tasks of each stand, which rows are the newest) is so as good for the next change as for this one, which is a
process of its own: it asks the year that it changes, and looks up the others.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from nghitrinh.bundle.manifest import MANIFEST, read_manifest
from nghitrinh.bundle.reader import shards_of
from nghitrinh.bundle.trees import Listed
from nghitrinh.bundle.years import database_path
from nghitrinh.publication.fingerprint import fingerprint
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.shard import Known, Shard


def opened(folder: Path) -> ReleaseRows:
    """Open a release, with what is known of its databases."""
    manifest = read_manifest(folder / MANIFEST)
    lists = Listed(folder, manifest.lists)
    digests = {shard: lists.digest(database_path(shard)) or "" for shard in shards_of(folder, manifest)}
    return ReleaseRows({shard: Shard.of(folder, shard, _known(digest)) for shard, digest in digests.items()})


def _known(digest: str) -> Known:
    found = kept(_place(digest))
    return {} if found is None else dict(json.loads(found))


def keep_known(shards: Mapping[str, Shard]) -> None:
    """Keep what is known of these databases, by their SHA-256, and of no others."""
    with suppress(OSError):  # a disk that takes nothing only costs the next change its time
        for digest, shard in shards.items():
            if shard.has_answered:
                keep(_place(digest), json.dumps(shard.known, ensure_ascii=False).encode())
        names = {_place(digest).name for digest in shards}
        for path in cache("shards").glob("*.known"):
            if path.name not in names:
                path.unlink()


def _place(digest: str) -> Path:
    """Return where the answers of a database are kept; a program that makes pages otherwise may ask otherwise."""
    return cache("shards") / f"{digest}-{fingerprint()[:16]}.known"
