"""Verifying a release: signature, place in the sequence, every list against its digest, every file against its list."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nghitrinh.bundle.errors import BundleError, FileProblem
from nghitrinh.bundle.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    digest_of,
    group_of,
    list_path,
    plain_bytes,
    read_list,
    read_manifest,
)
from nghitrinh.bundle.trees import Each

OUTSIDE, MISSING = "leads out of the release", "is missing"
FILES_AT_ONCE = 2000


def verify_release(
    folder: Path, key: Ed25519PublicKey, *, at_least: int = 0, only: Iterable[str] | None = None, each: Each = map
) -> list[FileProblem]:
    """Return every fault of a release; an empty list is a whole and genuine release.

    `at_least` is the highest sequence number seen so far: an older release is refused. `only` limits the reading of
    files to some paths (what a publish has just written); without it, every file is read. `each` maps over parts of
    many files, perhaps in several processes.
    """
    problems = list(_signature(folder, key))
    try:
        manifest = read_manifest(folder / MANIFEST)
    except BundleError as error:
        return [*problems, FileProblem(MANIFEST, str(error))]
    if manifest.sequence < at_least:
        what = f"found release {manifest.sequence}, expected at least {at_least}: an older one was put in its place"
        problems.append(FileProblem(MANIFEST, what))
    if only is not None:
        return problems + _some(folder, manifest, only, each)
    return problems + _all(folder, manifest, each)


def _signature(folder: Path, key: Ed25519PublicKey) -> Iterator[FileProblem]:
    try:
        key.verify(*(plain_bytes(folder / name) for name in (SIGNATURE, MANIFEST)))
    except OSError as error:
        yield FileProblem(Path(str(error.filename)).name, f"{error.strerror}, expected a signed manifest")
    except InvalidSignature:
        yield FileProblem(SIGNATURE, "is not the signature of this manifest by this key")


def _all(folder: Path, manifest: Manifest, each: Each) -> list[FileProblem]:
    files, problems = _listed(folder, manifest, manifest.lists)
    if problems:  # a list that cannot be trusted would let all its files look as if they had been added
        return problems + list(_files(folder, files, each))
    problems += _files(folder, files, each)
    known = {*files, *map(list_path, manifest.lists), MANIFEST, SIGNATURE}
    return problems + list(_added(folder, known))


def _some(folder: Path, manifest: Manifest, paths: Iterable[str], each: Each) -> list[FileProblem]:
    wanted = set(paths)
    groups = {group_of(path) for path in wanted}
    files, problems = _listed(folder, manifest, groups & manifest.lists.keys())
    problems += [FileProblem(path, "is in no list, expected it in one") for path in sorted(wanted - files.keys())]
    return problems + list(_files(folder, {path: files[path] for path in wanted & files.keys()}, each))


def _listed(folder: Path, manifest: Manifest, groups: Iterable[str]) -> tuple[dict[str, str], list[FileProblem]]:
    """Return what the lists of some groups name, and the faults of these lists. A list with a fault names nothing."""
    files: dict[str, str] = {}
    problems: list[FileProblem] = []
    for group in sorted(groups):
        found = list(_files(folder, {list_path(group): manifest.lists[group]}))
        try:
            files.update({} if found else read_list(folder, group))
        except BundleError as error:
            found.append(FileProblem(list_path(group), str(error).removeprefix(f"{list_path(group)}: ")))
        problems += found
    return files, problems


def _files(folder: Path, files: Mapping[str, str], each: Each = map) -> Iterator[FileProblem]:
    """Yield the files that are not as their digests say."""
    listed = sorted(files.items())
    parts = [listed[first : first + FILES_AT_ONCE] for first in range(0, len(listed), FILES_AT_ONCE)]
    found = (each if len(parts) > 1 else map)(partial(_faults, folder), parts)
    return chain.from_iterable(found)


def _faults(folder: Path, files: Iterable[tuple[str, str]]) -> list[FileProblem]:
    """Return the faults of some files, path and SHA-256. What is text here is so for speed: there are 250,000."""
    root, problems = os.path.realpath(folder), []

    @lru_cache(maxsize=1000)
    def is_inside(parent: str) -> bool:
        return f"{os.path.realpath(parent)}/".startswith(f"{root}/")

    for path, digest in files:
        place = f"{root}/{path}"
        what = _fault(place, digest) if is_inside(place.rpartition("/")[0]) else OUTSIDE
        if what:
            problems.append(FileProblem(path, what))
    return problems


def _fault(place: str, digest: str) -> str:
    try:
        mode = os.lstat(place).st_mode
        if stat.S_ISLNK(mode):
            return OUTSIDE
        if not stat.S_ISREG(mode):
            return MISSING
        with open(place, "rb") as file:  # noqa: PTH123 - as above
            found = digest_of(file.read())
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return "" if found == digest else f"was changed: found SHA-256 {found[:16]}…, expected {digest[:16]}…"


def _added(folder: Path, known: set[str]) -> Iterator[FileProblem]:
    unread: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unread.append):
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*names, *links]):
            path = Path(place, name).relative_to(folder).as_posix()
            if path not in known:
                yield FileProblem(path, "was added: the manifest does not name it")
    for error in unread:
        path = Path(str(error.filename)).relative_to(folder).as_posix()
        yield FileProblem(path, f"cannot be looked into: {error.strerror}")
