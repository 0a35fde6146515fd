"""The newest articles as a feed."""

from nghitrinh.bundle.schema import NAMES, Article, Row, Tombstone
from nghitrinh.publication.formats import atom
from nghitrinh.publication.pages.kind import WHOLE, PageKind, Selected
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.summary import line

LENGTH = 50


def select(public: ReleaseRows, _: str) -> Selected:
    """Select the newest articles, and the last that was taken back; where there is neither, say the release's day."""
    gone = [row for row in public.all(Tombstone) if row.subject_kind == NAMES[Article]][-1:]
    rows: list[Row] = [*gone, *(line(row, "lead", "byline") for row in public.newest(Article, LENGTH))]
    return Selected(rows, (("day", "" if rows else public.site.as_of),))


PAGE = PageKind(
    name="feed",
    address="feed.atom",
    reads={Article: ("lead", "byline"), Tombstone: WHOLE},
    select=select,
    write=lambda public, _, counted: atom.feed(public, dict(counted)["day"]),
    judged=True,
    corrected=(Article,),
)
