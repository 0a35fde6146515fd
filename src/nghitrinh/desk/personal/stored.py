"""The bytes of one's own files: kept as those of the record are, but never the same file, and gone when removed.

Each stands behind sixteen random bytes. So its digest tells nobody what it is, no paper can have the same one, and
what is removed is nobody else's.
"""

import secrets

from nghitrinh.record.kernel import storage

_AHEAD = 16


def put(content: bytes) -> str:
    """Keep the bytes of a file and return the digest under which they lie."""
    return storage.put(secrets.token_bytes(_AHEAD) + content)


def get(digest: str) -> bytes:
    """Return the bytes of a file, checked."""
    return storage.get(digest)[_AHEAD:]


def remove(digest: str) -> None:
    """Remove the bytes of a file for good."""
    (storage.folder() / digest).unlink(missing_ok=True)
