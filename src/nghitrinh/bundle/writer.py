"""Writing a release: built beside the current one, signed, verified, switched by replacing a symbolic link.

Killed at any step, the portal has the old release or the new one, never half of one. What is unchanged becomes a hard
link; a publication that changes nothing writes nothing.
"""

import fcntl
import gzip
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import brotli
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nghitrinh.bundle.database import Rows, write_database
from nghitrinh.bundle.errors import BundleError
from nghitrinh.bundle.manifest import DATABASE, MANIFEST, SIGNATURE, Manifest, digest_of, is_inside, read_manifest
from nghitrinh.bundle.schema import SCHEMA_VERSION
from nghitrinh.bundle.verify import verify_release

CURRENT = "current"
_COMPRESSED = (".html", ".css", ".js", ".svg", ".xml", ".atom", ".ics", ".txt", ".json")
Step = Callable[[str], None]


@dataclass(frozen=True)
class Written:
    """What became of a publication: the release in force, and whether it is new."""

    folder: Path
    manifest: Manifest
    changed: bool


def write_bundle(
    root: Path,
    *,
    rows: Rows,
    pages: Iterable[tuple[str, bytes]],
    key: Ed25519PrivateKey,
    at: datetime,
    files: Mapping[str, bytes] | None = None,
    carried: Iterable[str] = (),
    forget: bool = False,
    step: Step = lambda _name: None,
) -> Written:
    """Write and switch to a new release, and return it; or return the current one when nothing changed.

    `pages` are (path under `pages/`, bytes); `files` maps a SHA-256 to bytes; `carried` names pages that are taken over
    from the current release unread. `forget` deletes the content of all older releases after the switch, as a
    withdrawal must. `step` is called with the name of each step, for tests that interrupt it.
    """
    with _alone(root):
        _clear(root)
        work = _Work(root, current_release(root), step)
        step("begun")
        work.database(rows)
        work.pages(pages)
        work.carry(carried)
        work.files(files or {})
        written = work.finish(key, at)
        if forget and written.changed:
            _forget(root, written.folder)
            step("forgotten")
        return written


def current_release(root: Path) -> Path | None:
    """Return the folder of the release in force, or None before the first."""
    link = root / CURRENT
    return link.resolve() if link.exists() else None


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the root's lock: two publications never build at once."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BundleError(f"{root}: another publication is under way; try again when it has finished") from None
        yield


def _clear(root: Path) -> None:
    """Remove what an interrupted publication left: half-built folders, and whole ones that were never switched to."""
    releases, current = root / "releases", current_release(root)
    newest = int(current.name.split("-")[0]) if current else 0
    for folder in [*root.glob("building-*"), *releases.glob("*")]:
        unfinished = folder.parent == root or int(folder.name.split("-")[0]) > newest
        if unfinished:
            shutil.rmtree(folder)
    for manifest in (root / "manifests").glob("*"):
        if int(manifest.name.split(".")[0]) > newest:
            manifest.unlink()
    (root / "current.new").unlink(missing_ok=True)


class _Work:
    """One release under construction."""

    def __init__(self, root: Path, before: Path | None, step: Step) -> None:
        self.root, self.before, self.step = root, before, step
        self.previous = read_manifest(before / MANIFEST) if before else None
        self.folder = root / f"building-{os.getpid()}"
        self.folder.mkdir()
        self.digests: dict[str, str] = {}
        self.fresh: list[str] = []
        self._made: set[str] = set()

    def database(self, rows: Rows) -> None:
        write_database(self.folder / DATABASE, rows)
        self.digests[DATABASE] = digest_of((self.folder / DATABASE).read_bytes())
        self.fresh.append(DATABASE)
        self.step("database")

    def pages(self, pages: Iterable[tuple[str, bytes]]) -> None:
        for path, content in pages:
            if not is_inside(path):
                raise BundleError(f"pages: found {path!r}, expected a path inside the release")
            self._page(f"pages/{path}", content)
        self.step("pages")

    def _page(self, path: str, content: bytes) -> None:
        if self._same(path, digest_of(content)):
            self._link_with_copies(path)
            return
        self._put(path, content)
        if path.endswith(_COMPRESSED):
            packed = {".br": brotli.compress(content, quality=9), ".gz": gzip.compress(content, 9, mtime=0)}
            for suffix, small in packed.items():
                if len(small) < len(content):
                    self._put(path + suffix, small)

    def carry(self, paths: Iterable[str]) -> None:
        for path in paths:
            if self.previous is None or f"pages/{path}" not in self.previous.files:
                raise BundleError(f"pages/{path}: is not in the current release, so it cannot be carried over")
            self._link_with_copies(f"pages/{path}")
        self.step("carried")

    def files(self, files: Mapping[str, bytes]) -> None:
        for digest, content in sorted(files.items()):
            if digest_of(content) != digest:
                raise BundleError(f"files/{digest}: its bytes have another SHA-256")
            path = f"files/{digest}"
            if self._same(path, digest):
                self._link(path)
            else:
                self._put(path, content)
        self.step("files")

    def _same(self, path: str, digest: str) -> bool:
        return self.previous is not None and self.previous.files.get(path) == digest

    def _link_with_copies(self, path: str) -> None:
        for each in (path, f"{path}.br", f"{path}.gz"):
            if self.previous is not None and each in self.previous.files:
                self._link(each)

    def _link(self, path: str) -> None:
        assert self.previous is not None and self.before is not None  # noqa: S101, PT018 - only called after _same
        self._folder_of(path)
        os.link(f"{self.before}/{path}", f"{self.folder}/{path}")  # text, not Path: it is done 100,000 times
        self.digests[path] = self.previous.files[path]

    def _put(self, path: str, content: bytes) -> None:
        self._folder_of(path)
        (self.folder / path).write_bytes(content)
        self.digests[path] = digest_of(content)
        self.fresh.append(path)

    def _folder_of(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            if parent:
                self._folder_of(parent)
                (self.folder / parent).mkdir()
            self._made.add(parent)

    def finish(self, key: Ed25519PrivateKey, at: datetime) -> Written:
        """Sign, verify and switch; or throw the work away when it is what is served already."""
        if self.previous is not None and self.previous.files == self.digests and self.before is not None:
            shutil.rmtree(self.folder)
            return Written(self.before, self.previous, changed=False)
        manifest = Manifest(
            schema=SCHEMA_VERSION,
            sequence=self.previous.sequence + 1 if self.previous else 1,
            at=at.isoformat(),
            previous=self.previous.digest if self.previous else "",
            files=dict(sorted(self.digests.items())),
        )
        signed = {MANIFEST: manifest.to_bytes(), SIGNATURE: key.sign(manifest.to_bytes())}
        for name, content in signed.items():
            (self.folder / name).write_bytes(content)
        self.step("signed")
        problems = verify_release(self.folder, key.public_key(), only=self.fresh)
        if problems:
            raise BundleError("; ".join(map(str, problems)))
        self.step("verified")
        return Written(self._switch(manifest, signed), manifest, changed=True)

    def _switch(self, manifest: Manifest, signed: dict[str, bytes]) -> Path:
        final = self.root / "releases" / f"{manifest.sequence:06d}-{manifest.digest[:8]}"
        kept = self.root / "manifests"
        for folder in (final.parent, kept):
            folder.mkdir(exist_ok=True)
        for name, content in signed.items():
            (kept / f"{manifest.sequence:06d}{Path(name).suffix}").write_bytes(content)
        self.folder.rename(final)
        self.step("placed")
        os.sync()  # one flush for tens of thousands of files; the link below is the only promise
        link = self.root / "current.new"
        link.symlink_to(Path("releases") / final.name)
        link.replace(self.root / CURRENT)
        _sync_folder(self.root)
        self.step("switched")
        return final


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _forget(root: Path, keep: Path) -> None:
    """Delete the content of every release but one; their manifests stay."""
    for folder in (root / "releases").iterdir():
        if folder.name != keep.name:
            shutil.rmtree(folder)
