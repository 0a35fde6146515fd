"""The portal as a site: its address, and the static files that its pages ask for."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from nghitrinh.assets import assets
from nghitrinh.publication.pages import DEFAULT_BASE


def static_files(each: Callable[..., Iterable[Any]] = map) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each static file that pages ask for. `each` maps, perhaps in several processes."""
    from nghitrinh.assets.fonts import build_fonts  # noqa: PLC0415 - cutting fonts loads much that a start can spare

    for name, path in assets().items():
        yield f"static/{name}", path.read_bytes()
    for path in sorted(build_fonts(Path(settings.STATIC_ROOT) / "nghitrinh" / "fonts", each)):
        yield f"static/fonts/{path.name}", path.read_bytes()


def base_address() -> str:
    """Return the address at which the public reaches the portal, without a slash at its end."""
    return str(settings.PORTAL_ADDRESS or DEFAULT_BASE).rstrip("/")
