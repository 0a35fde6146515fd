"""The index of the sitemap: one part a year, and one for bodies and standing lists."""

from nghitrinh.publication.formats import sitemap
from nghitrinh.publication.pages.kind import PageKind, Selected
from nghitrinh.publication.pages.kinds.sitemap_part import DATED, mapped_years
from nghitrinh.publication.pages.release_rows import ReleaseRows


def select(public: ReleaseRows, _: str) -> Selected:
    """Count the years."""
    return Selected((), (("years", " ".join(mapped_years(public))),))


PAGE = PageKind(
    name="sitemap",
    address="sitemap.xml",
    reads=DATED,
    select=select,
    write=lambda _, __, counted, base: sitemap.index(dict(counted)["years"].split(), base),
)
