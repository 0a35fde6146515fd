"""The static files of the portal, and with which templates and files the pages in force were made."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

import nghitrinh
from nghitrinh.look import assets
from nghitrinh.look.fonts import build_fonts

_PACKAGE = Path(nghitrinh.__file__).parent
# What a page is made of besides rows: templates, the code that fills them, the words it uses.
_MAKERS = ("publication/pages", "publication/templates", "look", "vietnamese")


def static_files() -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each static file that pages ask for."""
    for name, path in assets().items():
        yield f"static/{name}", path.read_bytes()
    for path in sorted(build_fonts(Path(settings.STATIC_ROOT) / "nghitrinh" / "fonts")):
        yield f"static/fonts/{path.name}", path.read_bytes()


def digest() -> str:
    """Return the digest of everything that makes pages: with another one, every page is rendered anew."""
    found = hashlib.sha256()
    for maker in _MAKERS:
        for path in sorted((_PACKAGE / maker).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"{path.relative_to(_PACKAGE)}\n".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _kept(root: Path) -> Path:
    return root / "look"


def is_recorded(root: Path) -> bool:
    """Tell whether the pages in force were made with what is installed now."""
    return _kept(root).exists() and _kept(root).read_text("ascii") == digest()


def record(root: Path) -> None:
    """Note with what the pages in force were made; lost, it only costs one full rendering."""
    partial = root / "look.new"
    partial.write_text(digest(), "ascii")
    partial.replace(_kept(root))
