"""The tree of a release under construction: databases, pages and files go in, and the lists follow."""

import gzip
import os
from collections.abc import Container, Mapping
from pathlib import Path
from typing import NamedTuple

import brotli

from nghitrinh.bundle.database import write_database
from nghitrinh.bundle.errors import BundleError
from nghitrinh.bundle.manifest import MANIFEST, digest_of, group_of, is_inside, list_bytes, list_path, read_manifest
from nghitrinh.bundle.schema import Rows
from nghitrinh.bundle.trees import Listed, remove
from nghitrinh.bundle.years import COMMON, database_path, shards_in

_COMPRESSED = (".html", ".css", ".js", ".svg", ".xml", ".atom", ".ics", ".txt", ".json")
_COPIES = (".br", ".gz")
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


class Placed(NamedTuple):
    """What a process put into a tree: path → SHA-256 of every file, and the paths that no release before had so."""

    files: dict[str, str]
    fresh: list[str]


class Building:
    """One tree. Bytes that the release in force has at the same path are linked, and are not compressed again."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self.folder, self.before = folder, before
        self.fresh: list[str] = []
        self._files = Listed(folder, {})
        self._known = Listed(before, read_manifest(before / MANIFEST).lists) if before else Listed(folder, {})
        self._touched: set[str] = set()

    def starts_as(self, lists: Mapping[str, str]) -> None:
        """Take over what the tree holds already, as these lists (group → SHA-256) name it."""
        self._files = Listed(self.folder, lists)

    def database(self, shard: str, rows: Rows, same: Container[str] = ()) -> None:
        """Write the database of a shard; `same` names tables whose rows are those of the release in force."""
        path = database_path(shard)
        partial = self.folder / f"{path}.new"
        partial.parent.mkdir(exist_ok=True)
        write_database(partial, rows, self._earlier(path), same)
        digest = digest_of(partial.read_bytes())
        partial.replace(self.folder / path)
        self._name(path, digest)

    def _earlier(self, path: str) -> Path | None:
        """Return the file of the release in force at a path, when it is there and as it was published."""
        return self.before / path if self.before and self._known.is_intact(path) else None

    def shards(self) -> list[str]:
        """Return the shards that have a database, the newest year first, the common one last."""
        return [*shards_in(self._files.group("years")), COMMON]

    def drop_database(self, shard: str) -> None:
        """Leave out a shard that has no rows any more."""
        self._drop(database_path(shard))

    def page(self, path: str, content: bytes) -> None:
        """Put a page in its place, with compressed copies where they are smaller.

        Raises:
            BundleError: the path leads out of the release.
        """
        if not is_inside(path):
            raise BundleError("pages", f"found {path!r}, expected a path inside the release", code="path_outside")
        path, digest = f"pages/{path}", digest_of(content)
        if self._has(path, digest):
            for copy in _COPIES:
                known = self._known.digest(path + copy)
                if known is not None:
                    self._has(path + copy, known)
            return
        self.drop_page(path.removeprefix("pages/"))
        self._put(path, content, digest)
        if path.endswith(_COMPRESSED):
            # A window of 64 kB holds a page: at quality 9 it takes a thirtieth of the time, and packs as well.
            packed = {".br": brotli.compress(content, quality=9, lgwin=16), ".gz": gzip.compress(content, 9, mtime=0)}
            for copy, small in packed.items():
                if len(small) < len(content):
                    self._put(path + copy, small, digest_of(small))

    def drop_page(self, path: str) -> None:
        """Take a page away with its copies, when the tree has it."""
        for copy in ("", *_COPIES):
            self._drop(f"pages/{path}{copy}")

    def file(self, digest: str, content: bytes) -> None:
        """Put a public file in its place.

        Raises:
            BundleError: the bytes have another digest.
        """
        if digest_of(content) != digest:
            raise BundleError(f"files/{digest}", "its bytes have another SHA-256", code="other_digest")
        if not self._has(f"files/{digest}", digest):
            self._put(f"files/{digest}", content, digest)

    def drop_file(self, digest: str) -> None:
        """Take a public file away, when the tree has it."""
        self._drop(f"files/{digest}")

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file, "" where the tree has no such file."""
        return self._files.digest(path) or ""

    def hand_over(self) -> Placed:
        """Return what was put into the tree since the last time: for the process that writes its lists."""
        files = {path: digest for group in self._touched for path, digest in self._files.group(group).items()}
        placed = Placed(files, self.fresh)
        self._files, self._touched, self.fresh = Listed(self.folder, {}), set(), []
        return placed

    def take_over(self, placed: Placed) -> None:
        """List what another process put into the tree."""
        for path, digest in placed.files.items():
            self._list(path, digest)
        self.fresh += placed.fresh

    def close_lists(self) -> dict[str, str]:
        """Write the lists of the groups that were touched, and return the digest of every list."""
        for group in sorted(self._touched):
            files, path = self._files.group(group), list_path(group)
            remove(self.folder, path)
            if files:
                content = list_bytes(files)
                self._place(path).write_bytes(content)
                self._files.lists[group] = digest_of(content)
            else:
                self._files.lists.pop(group, None)
        return self._files.lists

    def is_as_before(self) -> bool:
        """Tell whether the tree holds just what the release in force holds."""
        return self.before is not None and self._files.lists == self._known.lists

    def _has(self, path: str, digest: str) -> bool:
        """Tell whether the tree has these bytes at a path, or link them from the release in force."""
        if self._files.digest(path) == digest:
            return True
        if self.before is None or self._known.digest(path) != digest or not self._known.is_intact(path):
            return False
        self._drop(path)
        os.link(self.before / path, self._place(path))
        self._list(path, digest)
        return True

    def _put(self, path: str, content: bytes, digest: str) -> None:
        _write(self.folder, path, content)
        self._name(path, digest)

    def _name(self, path: str, digest: str) -> None:
        if self._known.digest(path) != digest:
            self.fresh.append(path)
        self._list(path, digest)

    def _list(self, path: str, digest: str) -> None:
        self._files.group(group_of(path))[path] = digest
        self._touched.add(group_of(path))

    def _drop(self, path: str) -> None:
        if self._files.group(group_of(path)).pop(path, None) is not None:
            remove(self.folder, path)
            self._touched.add(group_of(path))

    def _place(self, path: str) -> Path:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


def _write(folder: Path, path: str, content: bytes) -> None:
    """Write a file of a tree anew, with the folder that it lies in.

    What is at its path is removed, never written over: it can be a link that other trees share. Text, not Path, and
    the system's own calls: it is done 250,000 times.
    """
    place = f"{folder}/{path}"
    try:
        descriptor = os.open(place, _ANEW, 0o666)
    except FileExistsError:
        remove(folder, path)
        descriptor = _created(place)
    except FileNotFoundError:
        descriptor = _created(place)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor
        file.write(content)


def _created(place: str) -> int:
    os.makedirs(place.rpartition("/")[0], exist_ok=True)  # noqa: PTH103 - as above
    return os.open(place, _ANEW, 0o666)
