"""The portal before its first release: one page that says so and what will stand here; then the release itself."""

import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from nghitrinh.assets import assets
from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle import BundleError, load_public_key
from nghitrinh.bundle.command import key_for
from nghitrinh.bundle.manifest import MANIFEST
from nghitrinh.bundle.writer import CURRENT
from nghitrinh.portal.answers import STATUS, Answer, as_json
from nghitrinh.portal.application import Environ, Portal, Start
from nghitrinh.portal.filemap import media_type_of

LOOK = 1.0  # seconds between looks for a first release
_STATIC, _STYLE = "/static/", "nghitrinh.css"
_FACE = re.compile(r"@font-face \{[^}]*?url\(\"(?P<file>[^\"]+)\"\)[^}]*\}\n?")


def has_release(root: Path) -> bool:
    """Tell whether a folder is a release, or a portal root that has one."""
    return (root / CURRENT).exists() or (root / MANIFEST).exists()


class Waiting:
    """A portal root that nothing has been published into; from its first release on, its portal.

    `key` is the file of the public key that was asked for, "" for the one that the home keeps beside its portal: that
    one is made with the first release.
    """

    def __init__(self, root: Path, key: str, *, portal: Callable[[Path, Any], Portal] = Portal) -> None:
        self._root, self._key, self._make = root, key, portal
        self._portal: Portal | None = None
        self._said = ""

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request."""
        if self._portal is not None:
            return self._portal(environ, start)
        answer = _answer(environ, self._root)
        start(STATUS[answer.status], answer.head())
        return [answer.content] if environ["REQUEST_METHOD"] != "HEAD" else []

    def watch(self) -> None:
        """Look every second for a first release, from a thread that ends with the process or with that release."""
        threading.Thread(target=self._watch, daemon=True).start()

    def look(self) -> bool:
        """Open the first release, if there is one; tell whether the portal is open. What does not verify is not."""
        if self._portal is None and has_release(self._root):
            try:
                self._portal = self._make(self._root, load_public_key(key_for(self._root, self._key)))
                self._portal.releases.watch()
            except (BundleError, OSError) as error:
                if str(error) != self._said:
                    self._said = str(error)
                    sys.stderr.write(f"nghitrinh portal: the first release is refused: {error}\n")
        return self._portal is not None

    def _watch(self) -> None:
        while not self.look():
            time.sleep(LOOK)


def _answer(environ: Environ, root: Path) -> Answer:
    path = str(environ.get("PATH_INFO", "/"))
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return Answer(405, "text/plain; charset=utf-8", b"GET, HEAD\n", (("Allow", "GET, HEAD"),))
    if path == "/suc-khoe":
        return as_json({"release": 0})
    name = path.removeprefix(_STATIC)
    if path.startswith(_STATIC) and (content := _static(root, name)) is not None:
        return Answer(200, media_type_of(name), content, (("Cache-Control", "no-cache"),))
    status = 200 if path == "/" else 404
    return Answer(status, content=_page(), headers=(("Cache-Control", "no-cache"),))


def _static(root: Path, name: str) -> bytes | None:
    """Return a file that the page asks for; the stylesheet names no font that there is not, for each would be 404."""
    if name == _STYLE:
        there = assets()[name].read_text("utf-8")
        return _FACE.sub(lambda face: face[0] if _font(root, face["file"]) else "", there).encode()
    found = assets().get(name) or _font(root, name)
    return found.read_bytes() if found is not None else None


def _font(root: Path, name: str) -> Path | None:
    """Return a font of the stylesheet from the static files of the home beside the portal, None where there is none."""
    if name not in _fonts():
        return None
    beside = (parent / "static" / "nghitrinh" / name for parent in root.resolve().parents)
    return next((path for path in beside if path.is_file()), None)


@cache
def _fonts() -> frozenset[str]:
    return frozenset(face["file"] for face in _FACE.finditer(assets()[_STYLE].read_text("utf-8")))


@cache
def _page() -> bytes:
    template = templates(Path(__file__).parent / "templates").get_template("waiting.html")
    return filled(template).encode()
