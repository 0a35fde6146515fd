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
    """Make a key, unless the file is there already, and return it."""
    if path.exists():
        return load_key(path)
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.touch(mode=0o600)
    with partial.open("wb") as stream:
        stream.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        stream.flush()
        os.fsync(stream.fileno())
    public_path(path).write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    partial.rename(path)
    return key


def load_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key of a file."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BundleError(f"{path}: found no usable key ({error}), expected an Ed25519 private key in PEM") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BundleError(f"{path}: found a key of another kind, expected an Ed25519 private key")
    return key


def load_public_key(path: Path) -> Ed25519PublicKey:
    """Return the public key of a file."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise BundleError(f"{path}: found no usable key ({error}), expected an Ed25519 public key in PEM") from None
    if not isinstance(key, Ed25519PublicKey):
        raise BundleError(f"{path}: found a key of another kind, expected an Ed25519 public key")
    return key
