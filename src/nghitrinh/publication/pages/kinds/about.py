"""What this site is, how it is checked and used."""

from nghitrinh.publication.pages.kind import PageKind, nothing

PAGE = PageKind(
    name="about",
    address="ve-trang-nay/index.html",
    reads={},
    select=nothing,
    facts=lambda *_: {"title": "Về trang này"},
    template="about",
    nav="about",
    sitemap=8,
)
