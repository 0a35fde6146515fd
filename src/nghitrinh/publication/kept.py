"""What is made once and kept in the home's `cache`: it can be made anew at any time, so nothing waits for the disk.

A file begins with the SHA-256 of what follows. One that a power cut left without its bytes, or that was damaged, is
known for what it is, and then nothing is kept there: whoever asks makes it anew.
"""

import hashlib
import tempfile
from pathlib import Path

from django.conf import settings

_DIGEST_SIZE = hashlib.sha256().digest_size


def cache(name: str) -> Path:
    """Return the folder in which things of this name are kept."""
    return Path(settings.HOME) / "cache" / name


def keep(path: Path, content: bytes) -> None:
    """Keep bytes; another process sees them whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(hashlib.sha256(content).digest() + content)
    Path(partial.name).replace(path)


def kept(path: Path) -> bytes | None:
    """Return what is kept, or None where nothing is that can be read and is whole."""
    try:
        found = path.read_bytes()
    except OSError:
        return None
    digest, content = found[:_DIGEST_SIZE], found[_DIGEST_SIZE:]
    return content if hashlib.sha256(content).digest() == digest else None
