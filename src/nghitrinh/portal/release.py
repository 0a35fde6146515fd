"""The release that the portal serves, opened anew when the link is switched."""

import sys
import threading
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nghitrinh.bundle import Bundle, BundleError, verify_release
from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.manifest import MANIFEST
from nghitrinh.bundle.schema import File, Site, Tombstone
from nghitrinh.portal.filemap import FileMap, file_map

SentAnswer = tuple[str, list[tuple[str, str]], list[bytes]]  # status, headers, body, as WSGI wants them
_READ_EVERY = 1.0  # seconds between looks at the link


class OpenRelease:
    """One open release: its rows, its file map, the addresses of what was withdrawn."""

    def __init__(self, folder: Path) -> None:
        self.bundle = Bundle(folder)
        self.files: FileMap = file_map(self.bundle.folder, self.bundle.files)
        self.gone = {address(row) for row in self.bundle.rows(Tombstone)}
        self.public = {row.id: row for row in self.bundle.rows(File)}
        self.sent_answers: dict[tuple[str, str | None], SentAnswer] = {}  # by path and accepted encodings
        self.site = next(self.bundle.rows(Site), None)


class Releases:
    """The release in force under a portal root. A release that does not verify is never served."""

    def __init__(self, root: Path, key: Ed25519PublicKey) -> None:
        self.root, self.key = root, key
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
        return OpenRelease(folder)
