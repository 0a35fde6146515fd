"""The newest articles as a feed."""

from nghitrinh.bundle.schema import Article
from nghitrinh.publication.formats import atom
from nghitrinh.publication.pages.kind import PageKind, Selected
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.summary import line

LENGTH = 50


def select(public: ReleaseRows, _: str) -> Selected:
    """Select the newest articles."""
    return Selected([line(row, "lead", "byline") for row in public.newest(Article, LENGTH)])


PAGE = PageKind(
    name="feed",
    address="feed.atom",
    reads={Article: ("lead", "byline")},
    select=select,
    write=lambda public, _, __, base: atom.feed(public, base),
    corrected=(Article,),
)
