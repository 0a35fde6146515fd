"""The manifest of a release (`release.json`): its place in the sequence, and the digest of every file."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nghitrinh.bundle.errors import BundleError
from nghitrinh.bundle.schema import SCHEMA_VERSION

MANIFEST, SIGNATURE, DATABASE = "release.json", "release.sig", "public.sqlite"


@dataclass(frozen=True)
class Manifest:
    """What is signed. `previous` is the digest of the manifest before, "" for the first; `files` path → SHA-256."""

    schema: int
    sequence: int
    at: str
    previous: str
    files: dict[str, str]

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, over which the signature is made."""
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:  # 10,000 meetings are 10 MB: made once
        content = {
            "schema": self.schema,
            "sequence": self.sequence,
            "at": self.at,
            "previous": self.previous,
            "directories": self.directories(),
            "files": self.files,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=0).encode()

    def directories(self) -> dict[str, str]:
        """Return the digest of each top directory (and of the database): what a mirror compares first."""
        lines: dict[str, list[str]] = {}
        for path, digest in sorted(self.files.items()):
            lines.setdefault(path.split("/", 1)[0], []).append(f"{digest}  {path}\n")
        return {name: digest_of("".join(each).encode()) for name, each in lines.items()}

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the manifest's bytes."""
        return digest_of(self.to_bytes())


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_inside(path: str) -> bool:
    """Tell whether a path of a manifest stays inside its release."""
    parts = path.split("/")
    return "" not in parts and "." not in parts and ".." not in parts and "\\" not in path and "\0" not in path


def read_manifest(path: Path) -> Manifest:
    """Return the manifest of a file, or raise BundleError naming what is wrong in it."""
    try:
        return _checked(json.loads(path.read_bytes()), path)
    except OSError as error:
        raise BundleError(f"{path}: {error.strerror}, expected a manifest") from None
    except ValueError as error:
        raise BundleError(f"{path}: found no JSON ({error}), expected a manifest") from None


def _checked(content: Any, path: Path) -> Manifest:
    wanted = {"schema": int, "sequence": int, "at": str, "previous": str, "files": dict}
    for name, kind in wanted.items():
        value = content.get(name) if isinstance(content, dict) else None
        if not isinstance(value, kind) or isinstance(value, bool):
            raise BundleError(f"{path}: {name}: found {value!r:.60}, expected {kind.__name__}")
    if content["schema"] != SCHEMA_VERSION:
        raise BundleError(f"{path}: schema: found version {content['schema']}, expected {SCHEMA_VERSION}")
    for each, digest in content["files"].items():
        if not is_inside(each):
            raise BundleError(f"{path}: files: found {each!r}, expected a path inside the release")
        if not isinstance(digest, str) or len(digest) != 64:
            raise BundleError(f"{path}: files: {each}: found {digest!r:.80}, expected a SHA-256")
    return Manifest(**{name: content[name] for name in wanted})
