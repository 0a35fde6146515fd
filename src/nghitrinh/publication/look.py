"""The static files of the portal, and the digest of the templates and files with which pages are made."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings

import nghitrinh
from nghitrinh.look import assets
from nghitrinh.publication.pages import DEFAULT_BASE

_PACKAGE = Path(nghitrinh.__file__).parent
# What a page is made of besides rows: templates, the code that fills them, the words it uses.
_MAKERS = ("publication/pages", "publication/templates", "look", "vietnamese")


def static_files() -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each static file that pages ask for."""
    from nghitrinh.look.fonts import build_fonts  # noqa: PLC0415 - cutting fonts loads much that a start has no time for

    for name, path in assets().items():
        yield f"static/{name}", path.read_bytes()
    for path in sorted(build_fonts(Path(settings.STATIC_ROOT) / "nghitrinh" / "fonts")):
        yield f"static/fonts/{path.name}", path.read_bytes()


def base_address() -> str:
    """Return the address at which the public reaches the portal, without a slash at its end."""
    return str(settings.PORTAL_ADDRESS or DEFAULT_BASE).rstrip("/")


def digest() -> str:
    """Return the digest of all that makes pages besides rows: with another one, every page is rendered anew."""
    return hashlib.sha256(f"{base_address()}\n{code_digest(*_MAKERS)}".encode()).hexdigest()


@lru_cache
def code_digest(*folders: str) -> str:
    """Return the digest of the program's files in some folders. They stay the same while a process runs."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"{path.relative_to(_PACKAGE)}\n".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
