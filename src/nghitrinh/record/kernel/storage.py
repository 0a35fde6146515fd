"""Bytes of files, kept in the home under their SHA-256: the same bytes lie there once, and never change."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.errors import ActError


class StorageFault(ActError):
    """Bytes are missing, changed, or could not be written. Nothing was written; a page answers 503."""


def folder() -> Path:
    """Return the folder of stored bytes."""
    return Path(settings.HOME) / "files"


def put(content: bytes) -> str:
    """Store bytes and return their digest. They are on the disk before an act refers to them."""
    digest = hashlib.sha256(content).hexdigest()
    path = folder() / digest
    if path.exists():
        return digest
    partial: Path | None = None
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder(), delete=False) as file:
            partial = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError as error:
        if partial is not None:
            partial.unlink(missing_ok=True)
        raise StorageFault(
            _("Không cất được tệp (%(why)s); chưa có gì được ghi"), code="file_not_stored", why=error.strerror
        ) from error
    return digest


def beginning(digest: str, length: int) -> bytes:
    """Return the first of stored bytes, unchecked, to tell what they are; none of what is not there."""
    try:
        with (folder() / digest).open("rb") as stream:
            return stream.read(length)
    except OSError:
        return b""


def checked(digest: str) -> Path:
    """Return where stored bytes lie, for a reader that takes them piece by piece; they are checked as by `get`."""
    path = folder() / digest
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _missing(digest, error) from error
    if found != digest:
        raise _changed(digest)
    return path


def get(digest: str) -> bytes:
    """Return stored bytes, checked against their digest."""
    try:
        content = (folder() / digest).read_bytes()
    except OSError as error:
        raise _missing(digest, error) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise _changed(digest)
    return content


def _missing(digest: str, error: OSError) -> StorageFault:
    return StorageFault(
        _("Tệp %(digest)s không có trong kho (%(why)s)"),
        code="file_missing",
        why=error.strerror,
        digest=digest,
    )


def _changed(digest: str) -> StorageFault:
    return StorageFault(_("Tệp %(digest)s đã bị đổi trên đĩa"), code="file_changed", digest=digest)
