"""The manifest of a release: its place in the sequence, and through lists the digest of every file.

`release.json` is signed and names the SHA-256 of each list; a list, `lists/<group>.sha256`, names that of each file of
a group, in the lines that `sha256sum --check` reads. So a change costs the lists of the groups that it touches, and a
mirror sees from a few dozen lines which of a hundred thousand files it lacks.
"""

import errno
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from nghitrinh.bundle.errors import BundleError
from nghitrinh.bundle.schema import SCHEMA_VERSION

MANIFEST, SIGNATURE, LISTS = "release.json", "release.sig", "lists"
TOP = "release"  # the group of the files that lie in no folder
_OUTSIDE = frozenset({"", ".", ".."})  # parts that no path of a release has, and signs
_SIGNS = re.compile(r"[\\\0\n\r]")
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Manifest:
    """What is signed. `previous` is the digest of the manifest before, "" for the first; `lists` group → SHA-256.

    `resumes` is 0, or the number of an earlier release: the record behind this one was brought back as it was then, and
    what was published in between was of a record that is lost.
    """

    schema: int
    sequence: int
    at: str
    previous: str
    lists: dict[str, str]
    resumes: int = 0

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, over which the signature is made."""
        return json.dumps(vars_of(self), ensure_ascii=False, sort_keys=True, indent=0).encode()

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the manifest's bytes."""
        return digest_of(self.to_bytes())


def vars_of(manifest: Manifest) -> dict[str, Any]:
    """Return the fields of a manifest, without what was computed from them, and without `resumes` where it is 0."""
    named = {name: getattr(manifest, name) for name in ("schema", "sequence", "at", "previous", "lists")}
    return named | ({"resumes": manifest.resumes} if manifest.resumes else {})


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_inside(path: str) -> bool:
    """Tell whether a path of a release stays inside it, on one line of a list."""
    plain = path.isascii() or path.isprintable()  # half a character is neither, and has no name on a disk
    return plain and _OUTSIDE.isdisjoint(path.split("/")) and _SIGNS.search(path) is None


def group_of(path: str) -> str:
    """Return the group in whose list a file stands.

    Objects are many in few folders: they go by the first letter of their identifier.

    >>> [group_of(each) for each in ("public.sqlite", "years/2021.sqlite", "pages/ket-luan/3f2a/index.html")]
    ['release', 'years', 'pages/ket-luan/3']
    """
    *folders, name = path.split("/")
    if folders == ["files"]:
        return f"files/{name[0]}"
    if len(folders) > 2:
        return f"{folders[0]}/{folders[1]}/{folders[2][0]}"
    return "/".join(folders) or TOP


def list_path(group: str) -> str:
    """Return where the list of a group lies in its release."""
    return f"{LISTS}/{group}.sha256"


def list_bytes(files: Mapping[str, str]) -> bytes:
    """Return the list of a group's files, path → SHA-256, sorted by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items())).encode()


def read_list(folder: Path, group: str) -> dict[str, str]:
    """Return the files of one group of a release, path → SHA-256.

    Raises:
        BundleError: the list is missing, or a line is none; it names the file and the line.
    """
    return dict(_listed(group, _bytes_of(folder, group)))


def differing(group: str, one: Path | None, other: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the files of a group that only one release has so, and those that only the other has; None has no file.

    Only the lines in which the two lists differ are read: of ten thousand that is a handful.

    Raises:
        BundleError: as `read_list`.
    """
    first, second = (_lines(_bytes_of(folder, group)) if folder else [] for folder in (one, other))
    gone, come = (
        dict(_read(group, [line for line in lines if line[1] not in others]))
        for lines, others in ((first, {line for _, line in second}), (second, {line for _, line in first}))
    )
    return gone, come


def _bytes_of(folder: Path, group: str) -> bytes:
    return _content(folder / list_path(group), "a list of files")


@lru_cache(maxsize=32)  # two releases share most lists, and a publication reads one several times
def _listed(group: str, content: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(_read(group, _lines(content)))


def _lines(content: bytes) -> list[tuple[int, str]]:
    return list(enumerate(content.decode("utf-8", "replace").split("\n")[:-1], start=1))


def _read(group: str, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Yield path and SHA-256 of each line, given with its number."""
    name = list_path(group)
    for number, line in lines:
        found = _LINE.fullmatch(line)
        if found is None or not is_inside(found[2]):
            expected = "a SHA-256, two spaces and a path inside the release"
            raise BundleError(name, f"line {number}: found {line!r:.120}, expected {expected}", code="list_damaged")
        if group_of(found[2]) != group:
            raise BundleError(
                name,
                f"line {number}: found {found[2]!r:.120}, expected a file of the group {group!r}",
                code="list_damaged",
            )
        yield found[2], found[1]


def files_of(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Return every file of a release, path → SHA-256, as its lists say (which are not verified here)."""
    files: dict[str, str] = {}
    for group in manifest.lists:
        files.update(read_list(folder, group))
    return files


def read_manifest(path: Path) -> Manifest:
    """Return the manifest of a file, or raise BundleError naming what is wrong in it."""
    content = _head(path)
    if content["schema"] != SCHEMA_VERSION:
        raise BundleError(
            path, f"schema: found version {content['schema']}, expected {SCHEMA_VERSION}", code="other_schema"
        )
    lists = content.get("lists")
    if not isinstance(lists, dict):
        raise BundleError(path, f"lists: found {lists!r:.60}, expected dict", code="manifest_damaged")
    for group, digest in lists.items():
        if not is_inside(group):
            raise BundleError(
                path, f"lists: found {group!r:.120}, expected a group inside the release", code="manifest_damaged"
            )
        if not isinstance(digest, str) or len(digest) != 64:
            raise BundleError(
                path, f"lists: {group}: found {digest!r:.80}, expected a SHA-256", code="manifest_damaged"
            )
    resumes = content.get("resumes", 0)
    if not isinstance(resumes, int) or not 0 <= resumes < max(content["sequence"], 1):
        expected = f"a number below {content['sequence']}"
        raise BundleError(path, f"resumes: found {resumes!r:.60}, expected {expected}", code="manifest_damaged")
    named = {name: content[name] for name in ("schema", "sequence", "at", "previous", "lists")}
    return Manifest(**named, resumes=resumes)


@dataclass(frozen=True)
class Place:
    """A release's place in the sequence, which is read alike of every version of the format."""

    schema: int
    sequence: int
    digest: str


def read_place(path: Path) -> Place:
    """Return the place of a manifest, whatever version of the format its release has."""
    content = _head(path)
    return Place(content["schema"], content["sequence"], digest_of(path.read_bytes()))


def _head(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(_content(path, "a manifest"))
    except (ValueError, RecursionError) as error:
        raise BundleError(path, f"found no JSON ({error}), expected a manifest", code="manifest_damaged") from None
    wanted = {"schema": int, "sequence": int, "at": str, "previous": str}
    for name, kind in wanted.items():
        value = content.get(name) if isinstance(content, dict) else None
        if not isinstance(value, kind) or isinstance(value, bool):
            raise BundleError(path, f"{name}: found {value!r:.60}, expected {kind.__name__}", code="manifest_damaged")
    return dict(content)


def plain_bytes(file: Path) -> bytes:
    """Return the bytes of a plain file; anything else is an OSError, for a pipe would be waited for."""
    if file.exists() and not file.is_file():
        raise OSError(errno.EINVAL, "Not a plain file", str(file))
    return file.read_bytes()


def _content(path: Path, expected: str) -> bytes:
    try:
        return plain_bytes(path)
    except OSError as error:
        raise BundleError(path, f"{error.strerror}, expected {expected}", code="unreadable") from None
