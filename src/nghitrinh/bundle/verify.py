"""Verifying a release: signature, place in the sequence, and every file against its digest."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nghitrinh.bundle.errors import BundleError, Problem
from nghitrinh.bundle.manifest import MANIFEST, SIGNATURE, Manifest, digest_of, read_manifest


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
    problems += _files(folder, manifest, manifest.files if only is None else only)
    if only is None:
        problems += _added(folder, manifest)
    return problems


def _signature(folder: Path, key: Ed25519PublicKey) -> Iterator[Problem]:
    try:
        key.verify((folder / SIGNATURE).read_bytes(), (folder / MANIFEST).read_bytes())
    except OSError as error:
        yield Problem(Path(str(error.filename)).name, f"{error.strerror}, expected a signed manifest")
    except InvalidSignature:
        yield Problem(SIGNATURE, "is not the signature of this manifest by this key")


def _files(folder: Path, manifest: Manifest, paths: Iterable[str]) -> Iterator[Problem]:
    root = folder.resolve()
    for path in sorted(paths):
        file = folder / path
        if file.is_symlink() or not file.resolve().is_relative_to(root):
            yield Problem(path, "leads out of the release")
        elif not file.is_file():
            yield Problem(path, "is missing")
        elif (found := digest_of(file.read_bytes())) != manifest.files[path]:
            yield Problem(path, f"was changed: found SHA-256 {found[:16]}…, expected {manifest.files[path][:16]}…")


def _added(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    known = {*manifest.files, MANIFEST, SIGNATURE}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if (file.is_symlink() or not file.is_dir()) and path not in known:
            yield Problem(path, "was added: the manifest does not name it")
