"""What is known of the databases of the release in force, kept in the home from one publication to the next.

A database never changes, and its SHA-256 names it. What was asked of all its rows (which organizations they name, how
the tasks of each stand, which rows are the newest) is so as good for the next change as for this one, which is a
process of its own: it asks the year that it changes, and looks up the others. Answers about one body lie apart, for a
change asks about a few of many.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
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
    return ReleaseRows({shard: Shard.of(folder, shard, partial(_known, digest)) for shard, digest in digests.items()})


def _known(digest: str, about: str) -> Known:
    found = kept(_place(digest, about))
    return {} if found is None else dict(json.loads(found))


def keep_known(shards: Mapping[str, Shard]) -> None:
    """Keep what is known of these databases, by their SHA-256, and of no others."""
    with suppress(OSError):  # a disk that takes nothing only costs the next change its time
        for digest, shard in shards.items():
            for about, known in shard.learned().items():
                keep(_place(digest, about), json.dumps(known, ensure_ascii=False).encode())
        names = {_name(digest) for digest in shards}
        for path in cache("shards").glob("*.known"):
            if path.name.partition(".")[0] not in names:
                path.unlink()


def _place(digest: str, about: str) -> Path:
    """Return where the answers of a database about a body lie, or those about all its rows."""
    return cache("shards") / ".".join(filter(None, (_name(digest), about, "known")))


def _name(digest: str) -> str:
    """Return the name of a database's answers; a program that makes pages otherwise may ask otherwise."""
    return f"{digest}-{fingerprint()[:16]}"
