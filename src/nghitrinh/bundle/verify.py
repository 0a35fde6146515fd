"""Verifying a release: signature, place in the sequence, every list against its digest, every file against its list."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nghitrinh.bundle.errors import BundleError, Problem
from nghitrinh.bundle.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    digest_of,
    group_of,
    list_path,
    read_list,
    read_manifest,
)


def verify_release(
    folder: Path, key: Ed25519PublicKey, *, at_least: int = 0, only: Iterable[str] | None = None
) -> list[Problem]:
    """Return every fault of a release; an empty list is a whole and genuine release.

    `at_least` is the highest sequence number seen so far: an older release is refused. `only` limits the reading of
    files to some paths (what a publish has just written); without it, every file is read.
    """
    problems = list(_signature(folder, key))
    try:
        manifest = read_manifest(folder / MANIFEST)
    except BundleError as error:
        return [*problems, Problem(MANIFEST, str(error))]
    if manifest.sequence < at_least:
        what = f"found release {manifest.sequence}, expected at least {at_least}: an older one was put in its place"
        problems.append(Problem(MANIFEST, what))
    if only is not None:
        return problems + _some(folder, manifest, only)
    return problems + _all(folder, manifest)


def _signature(folder: Path, key: Ed25519PublicKey) -> Iterator[Problem]:
    try:
        key.verify((folder / SIGNATURE).read_bytes(), (folder / MANIFEST).read_bytes())
    except OSError as error:
        yield Problem(Path(str(error.filename)).name, f"{error.strerror}, expected a signed manifest")
    except InvalidSignature:
        yield Problem(SIGNATURE, "is not the signature of this manifest by this key")


def _all(folder: Path, manifest: Manifest) -> list[Problem]:
    files, problems = _listed(folder, manifest, manifest.lists)
    if problems:  # a list that cannot be trusted would let all its files look as if they had been added
        return problems + list(_files(folder, files))
    problems += _files(folder, files)
    known = {*files, *map(list_path, manifest.lists), MANIFEST, SIGNATURE}
    return problems + list(_added(folder, known))


def _some(folder: Path, manifest: Manifest, paths: Iterable[str]) -> list[Problem]:
    wanted = set(paths)
    groups = {group_of(path) for path in wanted}
    files, problems = _listed(folder, manifest, groups & manifest.lists.keys())
    problems += [Problem(path, "is in no list, expected it in one") for path in sorted(wanted - files.keys())]
    return problems + list(_files(folder, {path: files[path] for path in wanted & files.keys()}))


def _listed(folder: Path, manifest: Manifest, groups: Iterable[str]) -> tuple[dict[str, str], list[Problem]]:
    """Return what the lists of some groups name, and the faults of these lists. A list with a fault names nothing."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for group in sorted(groups):
        found = list(_files(folder, {list_path(group): manifest.lists[group]}))
        try:
            files.update({} if found else read_list(folder, group))
        except BundleError as error:
            found.append(Problem(list_path(group), str(error).removeprefix(f"{list_path(group)}: ")))
        problems += found
    return files, problems


def _files(folder: Path, files: Mapping[str, str]) -> Iterator[Problem]:
    root = folder.resolve()
    for path, digest in sorted(files.items()):
        file = folder / path
        if file.is_symlink() or not file.resolve().is_relative_to(root):
            yield Problem(path, "leads out of the release")
        elif not file.is_file():
            yield Problem(path, "is missing")
        elif (found := digest_of(file.read_bytes())) != digest:
            yield Problem(path, f"was changed: found SHA-256 {found[:16]}…, expected {digest[:16]}…")


def _added(folder: Path, known: set[str]) -> Iterator[Problem]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if (file.is_symlink() or not file.is_dir()) and path not in known:
            yield Problem(path, "was added: the manifest does not name it")
