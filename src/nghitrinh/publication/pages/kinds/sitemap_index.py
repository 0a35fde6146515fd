"""The index of the sitemap: one part a year, and one for bodies and standing lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from nghitrinh.publication.formats import sitemap
from nghitrinh.publication.pages.kind import PageKind, Selected
from nghitrinh.publication.pages.kinds.sitemap_part import DATED, mapped_years
from nghitrinh.publication.pages.release_rows import ReleaseRows


def select(public: ReleaseRows, _: str) -> Selected | None:
    """Count the years."""
    if not public.site.address:
        return None
    return Selected((), (("years", " ".join(mapped_years(public))),))


@dataclass(frozen=True, kw_only=True)
class SitemapIndex(PageKind):
    """The one index, of a portal whose address is known."""

    def keys(self, release: ReleaseRows) -> Iterable[str]:
        """Return the key of the one page, and none where a sitemap could not say where pages are."""
        return self.fixed_keys if release.site.address else ()


PAGE = SitemapIndex(
    name="sitemap",
    address="sitemap.xml",
    reads=DATED,
    select=select,
    write=lambda public, _, counted: sitemap.index(dict(counted)["years"].split(), public.site.address),
)
