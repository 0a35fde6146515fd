"""Every page of the portal: one file, one `PAGE`. A new file here is a new page, for all that loops over `KINDS`."""

from importlib import import_module
from pkgutil import iter_modules

from nghitrinh.publication.pages.kind import PageKind


def _read() -> dict[str, PageKind]:
    found: dict[str, PageKind] = {}
    for module in sorted(each.name for each in iter_modules(__path__)):
        page: PageKind = import_module(f"{__name__}.{module}").PAGE
        if page.name in found:
            raise TypeError(f"{module}: found a second page kind {page.name!r}, expected one")
        found[page.name] = page
    return found


KINDS = _read()
