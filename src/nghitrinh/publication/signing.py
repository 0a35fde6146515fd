"""The key that signs releases. Readers pin its public half: made once, it is not replaced by itself."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from nghitrinh.bundle import NotSealed, create_key
from nghitrinh.bundle.manifest import MANIFEST, SIGNATURE

_REMEDIES = "bring it back from the backup; where it is lost for good, `nghitrinh publish --new-key` makes another"


def key_path() -> Path:
    """Return the file of the signing key; its public half lies beside it."""
    return Path(settings.HOME) / "keys" / "signing.pem"


def signing_key(release: Path | None, sequence: int, *, new_key: bool = False) -> Ed25519PrivateKey:
    """Return the key to sign with; its public half is written anew when it is not there.

    `release` is the folder in force, or None where there is none; `sequence` the last number that was signed, 0 before
    the first. With `new_key` a key that is lost, or that is not the one in force, is replaced.

    Raises:
        NotSealed: the key is missing though a release was signed, or it is not the one that signed the release.
    """
    path = key_path()
    if sequence and not path.exists() and not new_key:
        raise NotSealed(
            path, f"found no key, expected the one that signed release {sequence}; {_REMEDIES}", code="key_lost"
        )
    key = create_key(path)
    if release is not None and not new_key and not _has_signed(key, release):
        raise NotSealed(
            path,
            f"found another key, expected the one that signed release {sequence}; {_REMEDIES}",
            code="key_of_another_release",
        )
    return key


def _has_signed(key: Ed25519PrivateKey, release: Path) -> bool:
    try:
        key.public_key().verify((release / SIGNATURE).read_bytes(), (release / MANIFEST).read_bytes())
    except (InvalidSignature, OSError):
        return False
    return True
