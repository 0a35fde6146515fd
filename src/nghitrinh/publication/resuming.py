"""A portal that is ahead of its record: the record was brought back from a backup that is older than the last release.

The portal's folder keeps the manifest of each release, so that it can be shown that the release in force follows, link
by link, the last one that this record knew, and that this home's key signed every link.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nghitrinh.bundle import BundleError, NotSealed, load_public_key, verify_release
from nghitrinh.bundle.database import rows_of_any_version
from nghitrinh.bundle.keys import public_path
from nghitrinh.bundle.manifest import MANIFEST, Place, digest_of, read_list, read_place
from nghitrinh.bundle.writer import current_release
from nghitrinh.bundle.years import COMMON, database_path
from nghitrinh.publication.signing import key_path
from nghitrinh.record.bodies.models import Body
from nghitrinh.record.kernel.models import Publication, User
from nghitrinh.record.nouns import PUBLIC
from nghitrinh.record.releases.acts import resume
from nghitrinh.record.releases.models import Release
from nghitrinh.record.releases.queries import last_release

Entry = dict[str, Any]
REMEDY = "`nghitrinh publish --by USER --resume REASON` goes on from there"


def is_ahead(root: Path) -> bool:
    """Tell whether the release in force follows, through releases that this record does not know, the last it knows."""
    folder, known = current_release(root), last_release()
    if folder is None:
        return False
    place, last = read_place(folder / MANIFEST), known.sequence if known else 0
    if place.sequence <= last or not is_of_this_record(folder):
        return False
    return _follows(root, place, last, known.digest if known else "")


def is_of_this_record(folder: Path) -> bool:
    """Tell whether a release is of a body of this record, whatever version of the format it has."""
    ours = {str(key) for key in Body.objects.values_list("pk", flat=True)}
    sites = {row["id"] for row in rows_of_any_version(folder / database_path(COMMON), "site")}
    return bool(sites) and sites <= ours


def _follows(root: Path, place: Place, last: int, digest: str) -> bool:
    """Go back from a release, manifest by manifest, and tell whether the way leads to the last one that is known."""
    try:
        key, wanted = load_public_key(public_path(key_path())), place.digest
        for sequence in range(place.sequence, last, -1):
            content = (root / "manifests" / f"{sequence:06d}.json").read_bytes()
            if digest_of(content) != wanted or not _has_signed(key, root, sequence, content):
                return False
            wanted = str(json.loads(content)["previous"])
    except (OSError, ValueError, KeyError, BundleError):
        return False
    return wanted == digest


def _has_signed(key: Ed25519PublicKey, root: Path, sequence: int, content: bytes) -> bool:
    try:
        key.verify((root / "manifests" / f"{sequence:06d}.sig").read_bytes(), content)
    except InvalidSignature:
        return False
    return True


def take_up(root: Path, by: User | None, reason: str) -> Release:
    """Let the record go on from the release in force, and return that as the record has it from now on.

    The act is told by name what the record no longer has, what was taken back since, and what the public read in a
    later version; that is asked of the release's databases, whatever version of the format they have.

    Raises:
        NotSealed: the release in force does not follow the last one that this record knows.
        BundleError: a database of it was changed since it was signed.
    """
    folder = current_release(root)
    if folder is None or not is_ahead(root):
        last = last_release()
        expected = f"one that follows release {last.sequence if last else 0}, which is the last this record knows"
        found = f"release {read_place(folder / MANIFEST).sequence}" if folder else "no release"
        raise NotSealed(root, f"found {found}, expected {expected}, link by link", code="nothing_to_resume")
    databases = _databases(folder)
    if problems := verify_release(folder, load_public_key(public_path(key_path())), only=databases):
        raise BundleError(folder, "; ".join(map(str, problems)), code="does_not_verify")
    place = read_place(folder / MANIFEST)
    (site,) = rows_of_any_version(folder / database_path(COMMON), "site")
    ahead = [*_withdrawn(folder), *_ahead(folder, databases)]
    return resume(by=by, sequence=place.sequence, as_of=site["as_of"], digest=place.digest, ahead=ahead, reason=reason)


def lost_numbers(root: Path) -> list[str]:
    """Return the numbers of the documents of the release in force that the record has no more."""
    folder = current_release(root)
    kept = {str(key) for key in Publication.objects.filter(withdrawn_at=None).values_list("subject_id", flat=True)}
    databases = [folder / path for path in _databases(folder)] if folder else []
    rows = (row for path in databases for row in rows_of_any_version(path, "instrument"))
    return sorted(str(row["number"]) for row in rows if row["id"] not in kept)


def _databases(folder: Path) -> list[str]:
    return [*sorted(read_list(folder, "years")), database_path(COMMON)]


def _withdrawn(folder: Path) -> Iterator[Entry]:
    """Yield what was taken back in the release and is not taken back in the record."""
    gone = Publication.objects.filter(withdrawn_at__isnull=False).values_list("subject_id", flat=True)
    known = set(map(str, gone))
    for row in rows_of_any_version(folder / database_path(COMMON), "tombstone"):
        if row["id"] not in known:
            yield {"kind": row["subject_kind"], "id": row["id"], "withdrawn": row["reason"]}


def _ahead(folder: Path, databases: Iterable[str]) -> Iterator[Entry]:
    """Yield the objects of a release that the record does not know to be public, or knows in an earlier version."""
    for noun in PUBLIC:
        known = Publication.objects.filter(subject_kind=noun.key).values_list("subject_id", "public_revision")
        versions = {str(key): version for key, version in known}
        for path in databases:
            for row in rows_of_any_version(folder / path, noun.kind):
                version = row.get("public_revision", 1)
                if versions.get(row["id"], 0) < version:
                    yield {"kind": noun.kind, "id": row["id"], "public_revision": version}
