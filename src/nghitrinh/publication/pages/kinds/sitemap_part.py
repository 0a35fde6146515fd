"""The part of the sitemap of one year, and the one of the bodies and the standing lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nghitrinh.bundle.schema import Article, Decision, Instrument, Meeting, Organization, Row, Task, Tombstone
from nghitrinh.publication.formats import sitemap
from nghitrinh.publication.pages import kinds
from nghitrinh.publication.pages.kind import (
    SUMMARY,
    WHOLE,
    Counted,
    Fields,
    ObjectPage,
    PageKind,
    Selected,
    YearlyList,
    years,
)
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import of_year

BODIES = "co-quan"
# A list of a year names what was withdrawn of it as well, and there may be nothing else of that year.
DATED: Fields = {Meeting: SUMMARY, Article: SUMMARY, Decision: SUMMARY, Instrument: SUMMARY, Tombstone: WHOLE}


def _yearly() -> list[YearlyList]:
    return [page for page in kinds.KINDS.values() if isinstance(page, YearlyList)]


def mapped_years(public: ReleaseRows) -> tuple[str, ...]:
    """Return the years that have a part of the sitemap, oldest first."""
    return tuple(sorted({year for page in _yearly() for year in years(public, page.of)}))


def select(public: ReleaseRows, part: str) -> Selected | None:
    """Count the pages: of a year its lists and objects, else the bodies."""
    if not public.site.address:
        return None
    if part == BODIES:
        return Selected((), tuple(sorted(("organization", row.id) for row in public.all(Organization))))
    if part not in mapped_years(public):
        return None
    return Selected((), (*sorted(_lists(public, part)), *sorted(_objects(public, part))))


def _lists(public: ReleaseRows, year: str) -> Iterator[tuple[str, str]]:
    yield from ((page.name, year) for page in _yearly() if year in years(public, page.of))


def _objects(public: ReleaseRows, year: str) -> Iterator[tuple[str, str]]:
    """Yield the objects of a year; those that no list has by year stand with the meeting of that year."""
    listed = {page.of for page in _yearly()}
    for page in kinds.KINDS.values():
        if isinstance(page, ObjectPage) and page.of in listed:
            yield from ((page.name, row.id) for row in of_year(public, page.of, year))
        elif isinstance(page, ObjectPage) and page.of is not Organization:
            yield from ((page.name, key) for key in public.identifiers(page.of, year))


def write(public: PublicSet, part: str, counted: Counted) -> bytes:
    """Give the addresses of the pages."""
    listed = sorted((page for page in kinds.KINDS.values() if page.sitemap), key=lambda page: page.sitemap)
    fixed = [page.path("") for page in listed] if part == BODIES else []
    return sitemap.part([*fixed, *(kinds.KINDS[kind].path(key) for kind, key in counted)], public.site.address)


@dataclass(frozen=True, kw_only=True)
class SitemapPart(PageKind):
    """One part a year, and one that is always there."""

    @property
    def fixed_keys(self) -> tuple[str, ...]:
        """The part of the bodies."""
        return (BODIES,)

    def keys(self, release: ReleaseRows) -> Iterable[str]:
        """Return the years and the part of the bodies, and none where a sitemap could not say where pages are."""
        if not release.site.address:
            return ()
        return (*mapped_years(release), BODIES)

    def key_at(self, path: str) -> str | None:
        """Return a year of four digits, or the part of the bodies."""
        key = super().key_at(path)
        return key if key == BODIES or (key and len(key) == 4 and key.isdecimal() and key.isascii()) else None

    def named_by(self, row: Row) -> Iterable[str]:
        """Yield the year of a row that a yearly list has."""
        return (year for page in _yearly() for year in page.named_by(row))


PAGE = SitemapPart(
    name="sitemap-part",
    address="sitemap/{}.xml",
    reads={**DATED, Organization: SUMMARY, Task: SUMMARY},
    select=select,
    write=write,
)
