"""Writing a release: built beside the current one, signed, verified, switched by replacing a symbolic link.

Killed at any step, the portal has the old release or the new one, never half of one. What is unchanged is a hard link;
a publication that changes nothing writes nothing.

Two trees take turns. The release before the current one is brought up to what the current one is (the files in which
the two differ), then changed: so a change costs what it changes, not a hundred thousand links. Where there is no such
release, or it has nothing in common, a spare tree is left for the next publication. No file is ever written in place,
for the trees share them.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from nghitrinh.bundle.building import Building
from nghitrinh.bundle.errors import BundleError, NotSealed, UnderWay
from nghitrinh.bundle.manifest import MANIFEST, SIGNATURE, Manifest, Place, read_manifest, read_place
from nghitrinh.bundle.schema import SCHEMA_VERSION, Rows
from nghitrinh.bundle.trees import Each, Listed, brought_up, linked
from nghitrinh.bundle.verify import verify_release
from nghitrinh.bundle.years import split

CURRENT, FORGET, SPARE = "current", "forget", "spare"
Step = Callable[[str], None]


@dataclass(frozen=True)
class WrittenRelease:
    """What became of a publication: the release in force, its place in the sequence, and whether it is new."""

    folder: Path
    place: Place
    changed: bool


def write_bundle(
    root: Path,
    *,
    rows: Rows,
    pages: Iterable[tuple[str, bytes]],
    key: Ed25519PrivateKey,
    at: datetime,
    files: Mapping[str, bytes] | None = None,
    forget: bool = False,
    step: Step = lambda _name: None,
) -> WrittenRelease:
    """Write and switch to a release of all these rows, pages and files; or return the current one when it is that.

    `pages` are (path under `pages/`, bytes); `files` maps a SHA-256 to bytes. `forget` deletes the content of all older
    releases after the switch; `step` is called with the name of each step, for tests that interrupt it.
    """
    with publishing(root, step=step) as work:
        tree = work.begin(whole=True)
        for shard, held in split(rows).items():
            tree.database(shard, held)
        step("databases")
        for path, content in pages:
            tree.page(path, content)
        step("pages")
        for digest, content in sorted((files or {}).items()):
            tree.file(digest, content)
        step("files")
        return work.finish(key, at, forget=forget)


class Publishing:
    """A publication under way: the tree that it changes, and what is in force until it has finished."""

    tree: Building
    whole: bool

    def __init__(self, root: Path, step: Step, lock: int) -> None:
        self.root, self.step = root, step
        self.lock = lock  # whoever holds this descriptor keeps other publications out
        self.before = current_release(root)
        self.place = read_place(self.before / MANIFEST) if self.before else None

    def follow(self, place: Place) -> None:
        """Let the new release follow one whose files are lost or cannot be trusted: it shares none of them."""
        self.place, self.before = place, None

    def is_damaged(self, key: Ed25519PublicKey) -> bool:
        """Tell whether the release in force has a fault; every file of it is read."""
        return self.before is not None and bool(verify_release(self.before, key))

    @property
    def known(self) -> Path | None:
        """The release in force, when it is of this version of the format: the new one can share its files."""
        return self.before if self.place is not None and self.place.schema == SCHEMA_VERSION else None

    def require_as_published(self, path: str) -> None:
        """Refuse to make a release out of a file of the one in force that was changed since it was published.

        Raises:
            NotSealed: the file has other bytes than the release names.
        """
        if self.before is None:
            return
        listed = Listed(self.before, read_manifest(self.before / MANIFEST).lists)
        if listed.digest(path) is not None and not listed.is_intact(path):
            expected = "those; `nghitrinh publish --restore` makes the portal anew"
            raise NotSealed(
                self.before / path, f"found other bytes than were published, expected {expected}", code="other_bytes"
            )

    def begin(self, *, whole: bool) -> Building:
        """Begin the tree of the new release: empty when `whole`, otherwise as the current one is.

        Raises:
            BundleError: there is no current release of this version of the format that the new one could differ from.
        """
        known, self.whole = self.known, whole
        self.tree = Building(self.root / f"building-{os.getpid()}", known)
        if whole:
            self.tree.folder.mkdir()
        elif known is None:
            raise BundleError(
                self.root,
                f"found no release of version {SCHEMA_VERSION}, expected one to start from",
                code="nothing_to_start_from",
            )
        else:
            self._prepare(known)
        self.step("begun")
        return self.tree

    def _prepare(self, before: Path) -> None:
        spare = _spare(self.root, before)
        if spare is not None:
            spare.rename(self.tree.folder)
        prepare = linked if spare is None else brought_up
        self.tree.starts_as(prepare(self.tree.folder, before))

    def finish(
        self, key: Ed25519PrivateKey, at: datetime, *, forget: bool = False, resumes: int = 0, each: Each = map
    ) -> WrittenRelease:
        """Sign, verify and switch; or throw the work away when it is what is served already.

        `forget` deletes the content of all older releases after the switch, as a withdrawal must. `resumes` is what the
        manifest says of a record that was brought back. `each` maps over what is verified and linked of a release of
        everything, perhaps in several processes.
        """
        lists = self.tree.close_lists()
        if self.before is not None and self.place is not None and self.tree.is_as_before():
            shutil.rmtree(self.tree.folder)
            return WrittenRelease(self.before, self.place, changed=False)
        manifest = Manifest(
            schema=SCHEMA_VERSION,
            sequence=self.place.sequence + 1 if self.place else 1,
            at=at.isoformat(),
            previous=self.place.digest if self.place else "",
            lists=lists,
            resumes=resumes,
        )
        signed = {MANIFEST: manifest.to_bytes(), SIGNATURE: key.sign(manifest.to_bytes())}
        for name, content in signed.items():
            (self.tree.folder / name).write_bytes(content)
        self.step("signed")
        problems = verify_release(self.tree.folder, key.public_key(), only=self.tree.fresh, each=each)
        if problems:
            raise BundleError(self.root, "; ".join(map(str, problems)), code="does_not_verify")
        self.step("verified")
        return self._switch(manifest, signed, forget=forget, each=each)

    def _switch(self, manifest: Manifest, signed: dict[str, bytes], *, forget: bool, each: Each) -> WrittenRelease:
        final = self.root / "releases" / f"{manifest.sequence:06d}-{manifest.digest[:8]}"
        kept = self.root / "manifests"
        for folder in (final.parent, kept):
            folder.mkdir(exist_ok=True)
        for name, content in signed.items():
            (kept / f"{manifest.sequence:06d}{Path(name).suffix}").write_bytes(content)
        self.tree.folder.rename(final)
        self.step("placed")
        if forget:
            (self.root / FORGET).touch()  # killed after the switch, the next publication forgets before all else
        os.sync()  # one flush for tens of thousands of files; the link below is the only promise
        link = self.root / "current.new"
        link.symlink_to(Path("releases") / final.name)
        link.replace(self.root / CURRENT)
        _sync_folder(self.root)
        self.step("switched")
        earlier = self._set_aside() if forget else None
        _forget(self.root)
        self.step("forgotten")
        if forget or self.whole:
            with suppress(
                OSError, BundleError
            ):  # it is in force by now; without a spare tree the next one only takes longer
                self._leave_spare(final, earlier, each)
        self.step("spared")
        return WrittenRelease(final, Place(SCHEMA_VERSION, manifest.sequence, manifest.digest), changed=True)

    def _set_aside(self) -> Path | None:
        """Take the release before the new one out of the releases: what is killed from now on, `_clear` removes."""
        if self.before is None:
            return None
        aside = self.root / f"building-{os.getpid()}-spare"
        return self.before.rename(aside)

    def _leave_spare(self, release: Path, earlier: Path | None, each: Each) -> None:
        """Make a tree like the new release: of an earlier one by what differs, or link by link."""
        spare = self.root / SPARE
        if spare.exists():
            shutil.rmtree(spare)
        if earlier is None or read_place(earlier / MANIFEST).schema != SCHEMA_VERSION:
            earlier = self.root / f"building-{os.getpid()}-links"
            linked(earlier, release, each)
        else:
            brought_up(earlier, release)
        for name in (MANIFEST, SIGNATURE):
            os.link(release / name, earlier / name)
        earlier.rename(spare)


@contextmanager
def publishing(root: Path, *, step: Step = lambda _name: None) -> Iterator[Publishing]:
    """Hold a root against other publications, and give the one that begins.

    `step` is called with the name of each step, for tests that interrupt it.

    Raises:
        UnderWay: another publication holds the root.
    """
    with _alone(root) as lock:
        _clear(root)
        try:
            yield Publishing(root, step, lock)
        except Exception:
            _clear(root)  # a full disk gets its space back
            raise


def current_release(root: Path) -> Path | None:
    """Return the folder of the release in force, or None before the first."""
    link = root / CURRENT
    return link.resolve() if link.exists() else None


@contextmanager
def _alone(root: Path) -> Iterator[int]:
    """Hold the root's lock, and give its descriptor: two publications never build at once."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnderWay(
                root, "another publication is under way; try again when it has finished", code="under_way"
            ) from None
        yield lock.fileno()


def _clear(root: Path) -> None:
    """Remove what an interrupted publication left: half-built folders, and whole ones that were never switched to."""
    releases, current = root / "releases", current_release(root)
    newest = _sequence(current) if current else 0
    for folder in [*root.glob("building-*"), *releases.glob("*")]:
        unfinished = folder.parent == root or _sequence(folder) > newest
        if unfinished:
            shutil.rmtree(folder)
    for manifest in (root / "manifests").glob("*"):
        if int(manifest.name.split(".")[0]) > newest:
            manifest.unlink()
    (root / "current.new").unlink(missing_ok=True)
    if current:
        _forget(root)


def _sequence(release: Path) -> int:
    return int(release.name.split("-")[0])


def _spare(root: Path, before: Path) -> Path | None:
    """Return a tree of this version that the next release can be made of: the spare one, or the release before."""
    earlier = [folder for folder in (root / "releases").iterdir() if _sequence(folder) == _sequence(before) - 1]
    for folder in (root / SPARE, *earlier):
        if (folder / MANIFEST).exists() and read_place(folder / MANIFEST).schema == SCHEMA_VERSION:
            return folder
    return None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _forget(root: Path) -> None:
    """Delete the content of all releases but the current one and, unless something was withdrawn, the one before."""
    current = current_release(root)
    newest = _sequence(current) if current else 0
    withdrawn = (root / FORGET).exists()
    kept = {newest} if withdrawn else {newest, newest - 1}
    if withdrawn and (root / SPARE).exists():
        shutil.rmtree(root / SPARE)
    for folder in (root / "releases").iterdir():
        if _sequence(folder) not in kept:
            shutil.rmtree(folder)
    (root / FORGET).unlink(missing_ok=True)
