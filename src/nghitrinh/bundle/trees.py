"""Trees of hard links: a release's files by groups, and a tree made like another by the groups in which they differ."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from nghitrinh.bundle.manifest import (
    MANIFEST,
    SIGNATURE,
    differing,
    digest_of,
    group_of,
    list_path,
    read_list,
    read_manifest,
)

Each: TypeAlias = Callable[
    ..., Iterable[Any]
]  # maps a function over things as `map` does, perhaps in several processes

# Lists of so many bytes name about 2,000 files: for fewer, starting processes takes longer than linking them.
FEW_BYTES = 200_000


class Listed:
    """The files of a tree, path → SHA-256, read group by group when they are asked for."""

    def __init__(self, folder: Path, lists: Mapping[str, str]) -> None:
        self.folder, self.lists = folder, dict(lists)
        self._read: dict[str, dict[str, str]] = {}

    def group(self, group: str) -> dict[str, str]:
        """Return the files of one group; changing them changes this view of the tree, not the tree."""
        if group not in self._read:
            self._read[group] = read_list(self.folder, group) if group in self.lists else {}
        return self._read[group]

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file, or None where the tree has no such file."""
        return self.group(group_of(path)).get(path)

    def is_intact(self, path: str) -> bool:
        """Tell whether the tree has a file with the bytes that its list names."""
        known = self.digest(path)
        file = self.folder / path
        return known is not None and file.is_file() and digest_of(file.read_bytes()) == known


def linked(folder: Path, release: Path, each: Each = map) -> dict[str, str]:
    """Make a folder with links to every file of a release, lists included; return the digests of its lists."""
    folder.mkdir()
    manifest = read_manifest(release / MANIFEST)
    are_few = sum((release / list_path(group)).stat().st_size for group in manifest.lists) <= FEW_BYTES
    for _ in (map if are_few else each)(partial(_link_group, folder, release), manifest.lists):
        pass
    return manifest.lists


def _link_group(folder: Path, release: Path, group: str) -> None:
    _link(folder, release, list_path(group))
    for path in read_list(release, group):
        _link(folder, release, path)


def brought_up(folder: Path, release: Path) -> dict[str, str]:
    """Make the tree of one release like that of another; return the digests of its lists."""
    old, new = read_manifest(folder / MANIFEST), read_manifest(release / MANIFEST)
    for name in (MANIFEST, SIGNATURE):
        remove(folder, name)
    for group in sorted({*old.lists, *new.lists}):
        if old.lists.get(group) != new.lists.get(group):
            _bring_up(folder, release, group, in_old=group in old.lists, in_new=group in new.lists)
    return new.lists


def _bring_up(folder: Path, release: Path, group: str, *, in_old: bool, in_new: bool) -> None:
    gone, come = differing(group, folder if in_old else None, release if in_new else None)
    for path in gone:
        remove(folder, path)
    for path in come:
        _link(folder, release, path)
    remove(folder, list_path(group))
    if in_new:
        _link(folder, release, list_path(group))


def _link(folder: Path, release: Path, path: str) -> None:
    target = f"{folder}/{path}"  # text, not Path: it is done 100,000 times
    try:
        os.link(f"{release}/{path}", target)
    except FileNotFoundError:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(f"{release}/{path}", target)


def remove(folder: Path, path: str) -> None:
    """Remove a file of a tree, if it is there, and the folders that it leaves empty."""
    place = folder / path
    place.unlink(missing_ok=True)
    for parent in place.parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except OSError:  # others stand in it
            return
