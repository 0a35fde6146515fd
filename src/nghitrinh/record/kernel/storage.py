"""Bytes of files, kept in the home under their SHA-256: the same bytes lie there once, and never change."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class StorageFault(RuntimeError):
    """Bytes are missing, changed, or could not be written."""


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
        raise StorageFault(f"the file could not be stored: {error.strerror}; nothing was written") from error
    return digest


def get(digest: str) -> bytes:
    """Return stored bytes, checked against their digest."""
    try:
        content = (folder() / digest).read_bytes()
    except OSError as error:
        raise StorageFault(f"file {digest} is missing: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise StorageFault(f"file {digest} was changed on the disk")
    return content
