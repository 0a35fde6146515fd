"""Ed25519 keys in PEM files: the private one readable by its owner alone, the public one beside it."""

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from nghitrinh.bundle.errors import BundleError


def public_path(path: Path) -> Path:
    """Return the file of the public key that belongs to a private key's file."""
    return path.with_suffix(".pub.pem")


def create_key(path: Path) -> Ed25519PrivateKey:
    """Make a key, unless the file is there already, and return it. Its public half is kept beside it."""
    if path.exists():
        key = load_key(path)
    else:
        key = Ed25519PrivateKey.generate()
        path.parent.mkdir(parents=True, exist_ok=True)
        public_path(path).unlink(missing_ok=True)
        _keep(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), mode=0o600)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    if not public_path(path).exists() or public_path(path).read_bytes() != public:
        _keep(public_path(path), public)
    return key


def _keep(path: Path, content: bytes, mode: int = 0o644) -> None:
    partial = path.with_suffix(".partial")
    partial.touch(mode=mode)
    with partial.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    partial.rename(path)


def load_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key of a file."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BundleError(
            path, f"found no usable key ({error}), expected an Ed25519 private key in PEM", code="key_unusable"
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BundleError(
            path, "found a key of another kind, expected an Ed25519 private key", code="key_of_another_kind"
        )
    return key


def load_public_key(path: Path) -> Ed25519PublicKey:
    """Return the public key of a file."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise BundleError(
            path, f"found no usable key ({error}), expected an Ed25519 public key in PEM", code="key_unusable"
        ) from None
    if not isinstance(key, Ed25519PublicKey):
        raise BundleError(
            path, "found a key of another kind, expected an Ed25519 public key", code="key_of_another_kind"
        )
    return key
