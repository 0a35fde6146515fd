"""What stands where there is no page."""

from nghitrinh.publication.pages.kind import PageKind, nothing

PAGE = PageKind(
    name="not-found",
    address="404.html",
    reads={},
    select=nothing,
    facts=lambda *_: {"title": "Không có trang này"},
    template="not-found",
)
