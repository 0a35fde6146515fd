"""The portal as a site: its address, and the static files that its pages ask for."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from nghitrinh.assets import assets
from nghitrinh.assets.colours import stylesheet
from nghitrinh.bundle.schema import Row, Site
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.releases.acts import describe_portal
from nghitrinh.record.releases.portals import portal_address
from nghitrinh.record.releases.queries import the_portal


def static_files(each: Callable[..., Iterable[Any]] = map) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each static file that pages ask for. `each` maps, perhaps in several processes."""
    from nghitrinh.assets.fonts import build_fonts  # noqa: PLC0415 - cutting fonts loads much that a start can spare

    for name, path in assets().items():
        yield f"static/{name}", path.read_bytes()
    for path in sorted(build_fonts(Path(settings.STATIC_ROOT) / "nghitrinh" / "fonts", each)):
        yield f"static/fonts/{path.name}", path.read_bytes()


def house_files(sites: Iterable[Row]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of what the house brings to every page: its logo and the stylesheet of its colours."""
    for site in sites:
        if isinstance(site, Site) and site.logo:
            yield f"static/logo-{site.logo[:16]}.png", storage.get(site.logo)
        if isinstance(site, Site) and (css := stylesheet(site.accent, site.accent_dark)):
            yield f"static/mau-{site.accent[1:] or '0'}-{site.accent_dark[1:] or '0'}.css", css.encode()


def settle_address() -> str:
    """Let the record keep the address that the environment gives, when it has none; return what is to be told of that.

    What is signed must not depend on the shell in which somebody publishes: once an address is kept, another one in the
    environment is told and changes nothing, and a shell without one publishes under the kept one.
    """
    given, kept, usable = str(settings.PORTAL_ADDRESS).rstrip("/"), the_portal().address, address_to_be()
    if not given or given == kept:
        return ""
    if kept:
        stays = f"the portal stays at {kept}, though NGHITRINH_PORTAL_ADDRESS says {given}"
        return f"{stays}; `nghitrinh act portal.change` moves it"
    if not usable:
        return f"NGHITRINH_PORTAL_ADDRESS says {given}, which nobody outside can open: the portal has no address"
    describe_portal(by=None, address=given)
    return f"the portal's address is {given} from now on"


def address_to_be() -> str:
    """Return the address that the next release says: the kept one, else that of the environment; "" for none."""
    if kept := the_portal().address:
        return kept
    given = str(settings.PORTAL_ADDRESS).rstrip("/")
    try:
        return portal_address(given, field="address")
    except BadInput:
        return ""


def portal_link() -> str:
    """Return where the desk leads to the portal: its address, else the one that `nghitrinh run` serves; "" for none."""
    return the_portal().address or str(settings.PORTAL_ADDRESS) or str(settings.SERVED_PORTAL)
