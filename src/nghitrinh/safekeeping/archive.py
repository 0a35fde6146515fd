"""The archive: a gzipped tar that says at its end what is in it.

head.json            format, version of the program, time, migrations that the tables stand at
tables/NAME.jsonl    a line for each row
files/DIGEST         stored bytes under their SHA-256
contents.json        rows and digest of each table, how many files, the journal's last line, the release in force
"""

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from nghitrinh.safekeeping.errors import BackupFault
from nghitrinh.safekeeping.progress import Part, Progress, nobody

FORMAT = 1
HEAD, CONTENTS = "head.json", "contents.json"
_NAME = re.compile(r"tables/[a-z0-9_]+\.jsonl|files/[0-9a-f]{64}")
_PIECE = 1 << 20

T = TypeVar("T")


@dataclass(frozen=True)
class Head:
    """What a backup was made by, and of: `migrations` are the applied ones of each application, in order."""

    format: int
    program: str
    made_at: str
    migrations: dict[str, list[str]]


@dataclass(frozen=True)
class TableContents:
    """How many rows a table has, and the SHA-256 of their lines."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Contents:
    """What is in an archive: `line` and `line_digest` are the journal's last, `release` the last that was sealed."""

    tables: dict[str, TableContents]
    files: int
    line: int
    line_digest: str
    release: int
    release_digest: str

    def __str__(self) -> str:
        """Return in one line what is there."""
        rows = sum(table.rows for table in self.tables.values())
        return f"{rows} rows, {self.files} files, journal to line {self.line}, release {self.release}"

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Contents":
        """Return what `asdict` made into JSON."""
        return cls(**value | {"tables": {name: TableContents(**each) for name, each in value["tables"].items()}})


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that is there whole under its name when the block ends well, and not at all otherwise."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor, so that nobody else could ever read it
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add a small member."""
    add_stream(tar, name, io.BytesIO(content), len(content))


def add_stream(tar: tarfile.TarFile, name: str, stream: IO[bytes], size: int) -> None:
    """Add a member of so many bytes."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, stream)


def add_json(tar: tarfile.TarFile, name: str, value: Any) -> None:
    """Add what a dataclass says."""
    add_bytes(tar, name, json.dumps(asdict(value), ensure_ascii=False, indent=1).encode())


@dataclass
class Opened:
    """An archive that is being read from its beginning; `contents` is there once the end was reached."""

    path: Path
    head: Head
    _tar: tarfile.TarFile
    _seen: dict[str, TableContents] = field(default_factory=dict)
    _files: int = 0
    contents: Contents | None = None

    def members(self) -> Iterator[tuple[str, IO[bytes]]]:
        """Yield each table and file with its bytes, in order. What the caller leaves unread is read then.

        Raises:
            BackupFault: a part is not what its digest says, is missing, or is none that a backup has.
        """
        while member := self._tar.next():
            stream = self._tar.extractfile(member)
            if member.name == CONTENTS and stream is not None:
                self.contents = _parsed(self.path, CONTENTS, stream, Contents.from_json)
                continue
            if stream is None or not _NAME.fullmatch(member.name) or self.contents is not None:
                raise _odd(self.path, member.name)
            digesting = _Digesting(stream)
            yield member.name, digesting  # type: ignore[misc]  # read and iterated only
            self._note(member.name, digesting)
        self._require_all()

    def _note(self, name: str, stream: "_Digesting") -> None:
        stream.drain()
        if name.startswith("files/"):
            if stream.digest != name.removeprefix("files/"):
                raise _changed(self.path, name)
            self._files += 1
        else:
            table = name.removeprefix("tables/").removesuffix(".jsonl")
            self._seen[table] = TableContents(stream.lines, stream.digest)

    def _require_all(self) -> None:
        if self.contents is None:
            raise _cut_short(self.path)
        for table in sorted(self._seen.keys() | self.contents.tables.keys()):
            if self._seen.get(table) != self.contents.tables.get(table):
                raise _changed(self.path, f"tables/{table}.jsonl")
        if self._files != self.contents.files:
            raise _changed(self.path, "files/")


class _Digesting:
    """Bytes that are digested as they are read; read by lines or in pieces, and once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._hash, self.lines = stream, hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._stream:
            self._hash.update(line)
            self.lines += 1
            yield line

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._stream.read(size)
        self._hash.update(piece)
        self.lines += piece.count(b"\n")
        return piece

    def drain(self) -> None:
        """Read what is left."""
        while self.read(_PIECE):
            pass

    @property
    def digest(self) -> str:
        """The SHA-256 of what was read."""
        return self._hash.hexdigest()


class _Counted(io.FileIO):
    """A file that tells how far it is read."""

    def __init__(self, path: Path, say: Progress, part: str) -> None:
        super().__init__(path)
        self._part = Part(say, part, path.stat().st_size, "bytes")

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes."""
        piece = super().read(-1 if size is None else size)
        self._part.add(len(piece))
        return piece


@contextmanager
def opened(path: Path, say: Progress = nobody, part: str = "") -> Iterator[Opened]:
    """Open an archive for reading it once, from beginning to end, and say as `part` how far that is.

    Raises:
        BackupFault: it is no archive, one of a later version of the program, or cut short.
    """
    try:
        with _Counted(path, say, part) as raw, gzip.open(raw) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            yield Opened(path, _head(path, tar), tar)
            while plain.read(_PIECE):  # to the end, which has the digest of the whole
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _cut_short(path) from error


def _head(path: Path, tar: tarfile.TarFile) -> Head:
    member = tar.next()
    stream = tar.extractfile(member) if member is not None and member.name == HEAD else None
    if stream is None:
        raise _odd(path, member.name if member else "")
    head = _parsed(path, HEAD, stream, lambda value: Head(**value))
    if head.format > FORMAT:
        raise BackupFault(
            _("thấy bản sao lưu dạng %(found)s của bản chương trình mới hơn, cần nhiều nhất dạng %(most)s"),
            code="backup_newer",
            field=str(path),
            found=head.format,
            most=FORMAT,
        )
    return head


def _parsed(path: Path, name: str, stream: IO[bytes], made: Callable[[Any], T]) -> T:
    """Return what a member of JSON says, or refuse one that says something else."""
    try:
        return made(json.load(stream))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise _odd(path, name) from None


def require_whole(path: Path, say: Progress = nobody, part: str = "archive read") -> tuple[Head, Contents]:
    """Read an archive to its end and return what it says of itself, or refuse one that is not what it says."""
    with opened(path, say, part) as archive:
        for _each in archive.members():
            pass
    if archive.contents is None:  # `members` has refused it
        raise _cut_short(path)
    return archive.head, archive.contents


def _odd(path: Path, name: str) -> BackupFault:
    return BackupFault(
        _("thấy phần %(found)s, cần một bản sao lưu do `nghitrinh backup` ghi"),
        code="backup_odd",
        field=str(path),
        found=repr(name),
    )


def _changed(path: Path, name: str) -> BackupFault:
    return BackupFault(
        _("phần %(found)s không còn đúng như khi ghi, cần nguyên vẹn; hãy dùng một bản sao lưu khác"),
        code="backup_changed",
        field=str(path),
        found=name,
    )


def _cut_short(path: Path) -> BackupFault:
    return BackupFault(
        _("không phải bản sao lưu trọn vẹn: thiếu phần cuối, hoặc đã hỏng; hãy dùng một bản sao lưu khác"),
        code="backup_cut_short",
        field=str(path),
    )
