"""What programs may read of the site."""

from nghitrinh.publication.formats import sitemap
from nghitrinh.publication.pages.kind import PageKind, nothing

PAGE = PageKind(
    name="robots",
    address="robots.txt",
    reads={},
    select=nothing,
    write=lambda public, *_: sitemap.robots(public.site.address),
)
