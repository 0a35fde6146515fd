"""The release that the portal serves, opened anew when the link is switched."""

import sys
import threading
import time
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from nghitrinh.bundle import Bundle, BundleError, verify_release
from nghitrinh.bundle.addresses import address, former_file
from nghitrinh.bundle.manifest import MANIFEST, SIGNATURE, list_path
from nghitrinh.bundle.schema import File, Tombstone
from nghitrinh.portal.filemap import FileMap, file_map

SentAnswer = tuple[str, list[tuple[str, str]], Iterable[bytes]]  # status, headers, body, as WSGI wants them
_READ_EVERY = 1.0  # seconds between looks at the link


class OpenRelease:
    """One open release: its rows, its file map, the addresses of what was withdrawn."""

    def __init__(self, folder: Path, key: bytes = b"") -> None:
        """Open a release's folder; `key` is the public key in PEM that it was verified with."""
        self.bundle, self.key = Bundle(folder), key
        self.files: FileMap = file_map(self.bundle.folder, self.bundle.files)
        stones = list(self.bundle.rows(Tombstone))
        self.gone = {*map(address, stones), *(former_file(row.number) for row in stones if row.is_document)}
        self.public = {row.id: row for row in self.bundle.rows(File)}
        self.sent_answers: dict[tuple[str, str | None], SentAnswer] = {}  # by path and accepted encodings
        self.site = self.bundle.site
        self.happened: dict[str, list[str]] | None = None  # times of what happened to rows, once a feed was asked for
        self.feeds: dict[str, bytes] = {}  # feeds by their addresses, once they were asked for
        self.sheets: dict[str, bytes] = {}  # tables as CSV, by name, once they were asked for

    @cached_property
    def signed(self) -> dict[str, str]:
        """Every path that is handed out as it was signed, with what tells its version from others."""
        manifest = self.bundle.manifest
        return signed_paths(manifest.lists, self.bundle.files, manifest.digest)


class Releases:
    """The release in force under a portal root. A release that does not verify is never served."""

    def __init__(self, root: Path, key: Ed25519PublicKey) -> None:
        self.root, self.key = root, key
        self._pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self._lock = threading.Lock()
        self._target = self._link()
        self._open_release = self._open(at_least=0)

    def current(self) -> OpenRelease:
        """Return the release to answer from."""
        return self._open_release

    def watch(self) -> None:
        """Look at the link every second, from a thread that ends with the process.

        Nobody has to ask before the newest release is served, and nobody waits while it is verified: that takes seconds
        for ten thousand meetings.
        """
        threading.Thread(target=self._watch, daemon=True).start()

    def renewed(self) -> OpenRelease:
        """Look at the link now, and return the release in force once it is open."""
        with self._lock:
            target = self._link()
            if target != self._target:
                self._change(target)
        return self._open_release

    def _watch(self) -> None:
        while True:
            time.sleep(_READ_EVERY)
            self.renewed()

    def _change(self, target: str) -> None:
        try:
            self._open_release = self._open(at_least=self._open_release.bundle.manifest.sequence)
        except (BundleError, OSError) as error:
            sys.stderr.write(f"nghitrinh portal: a new release is refused, the old one stays: {error}\n")
        finally:
            self._target = target

    def _link(self) -> str:
        link = self.root / "current"
        return str(link.readlink()) if link.is_symlink() else ""

    def _open(self, *, at_least: int) -> OpenRelease:
        folder = self.root / "current" if (self.root / "current").exists() else self.root
        if not (folder / MANIFEST).exists():
            raise BundleError(
                self.root, "found no bundle, expected one that `nghitrinh publish` made", code="no_bundle"
            )
        folder = folder.resolve()
        problems = verify_release(folder, self.key, at_least=at_least)
        if problems:
            raise BundleError(folder, "; ".join(map(str, problems[:5])), code="does_not_verify")
        return OpenRelease(folder, self._pem)


def signed_paths(lists: dict[str, str], files: dict[str, str], digest: str) -> dict[str, str]:
    """Return each path that is handed out with what tells its version from others: the manifest, its lists, the files.

    A signature has no digest of its own in any list: it is as new as the manifest.
    """
    top = {MANIFEST: digest, SIGNATURE: f"signature-{digest}"}
    return top | {list_path(group): each for group, each in lists.items()} | files
