"""Which pages there are: from rows to paths, and from a path back to what it shows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nghitrinh.bundle.schema import Article, Decision, Instrument, Meeting, Organization, Row, Tombstone
from nghitrinh.publication.pages.row_source import RowSource

# Kind of object: its folder, its rows, and the field whose year sorts it into a yearly list ("" when it has none).
FOLDERS = {
    "meeting": "hoi-nghi",
    "article": "bai-viet",
    "decision": "ket-luan",
    "instrument": "van-ban",
    "organization": "co-quan",
}
ROWS: dict[str, type[Row]] = {
    "meeting": Meeting,
    "article": Article,
    "decision": Decision,
    "instrument": Instrument,
    "organization": Organization,
}
YEAR_FIELDS = {
    "meeting": "starts_at",
    "article": "published_at",
    "decision": "decided_on",
    "instrument": "issued_on",
}
SINGLE = {
    "home": "index.html",
    "organizations": "co-quan/index.html",
    "tasks": "viec-giao/index.html",
    "about": "ve-trang-nay/index.html",
    "feed": "feed.atom",
    "calendar": "calendar.ics",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
    "not-found": "404.html",
}
_OBJECT = re.compile(r"(hoi-nghi|bai-viet|ket-luan|van-ban|co-quan)/([^/]+)/index\.html")
_LIST = re.compile(r"(hoi-nghi|bai-viet|ket-luan|van-ban)/(?:nam/(\d{4})/)?index\.html")
_SITEMAP = re.compile(r"sitemap/(\d{4}|co-quan)\.xml")
_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


class Page(NamedTuple):
    """A page: what kind it is, and which object or year it shows ("" where there is but one)."""

    kind: str
    key: str = ""


def path_of(page: Page) -> str:
    """Return the path of a page inside the bundle's `pages/`."""
    if page.kind in SINGLE:
        return SINGLE[page.kind]
    if page.kind == "sitemap-part":
        return f"sitemap/{page.key}.xml"
    if page.kind.startswith("list-"):
        folder = FOLDERS[page.kind.removeprefix("list-")]
        return f"{folder}/nam/{page.key}/index.html" if page.key else f"{folder}/index.html"
    return f"{FOLDERS[page.kind]}/{page.key}/index.html"


def page_at(path: str) -> Page:
    """Return the page that a path names.

    Raises:
        KeyError: no page can have this path.
    """
    for kind, single in SINGLE.items():
        if path == single:
            return Page(kind)
    if found := _LIST.fullmatch(path):
        return Page(f"list-{_KINDS[found[1]]}", found[2] or "")
    if found := _OBJECT.fullmatch(path):
        return Page(_KINDS[found[1]], found[2])
    if found := _SITEMAP.fullmatch(path):
        return Page("sitemap-part", found[1])
    raise KeyError(path)


def years(public: RowSource, kind: str) -> tuple[str, ...]:
    """Return the years that have a meeting, article, decision or instrument, newest first."""
    return tuple(sorted(public.by_year(ROWS[kind], YEAR_FIELDS[kind]), reverse=True))


def mapped_years(public: RowSource) -> tuple[str, ...]:
    """Return the years that have a part of the sitemap, oldest first."""
    return tuple(sorted({year for kind in YEAR_FIELDS for year in years(public, kind)}))


def all_pages(public: RowSource) -> Iterator[Page]:
    """Yield every page of a set, tombstones at the addresses of what was withdrawn included."""
    yield from map(Page, SINGLE)
    for kind in YEAR_FIELDS:
        yield Page(f"list-{kind}")
        yield from (Page(f"list-{kind}", year) for year in years(public, kind))
    yield from (Page("sitemap-part", part) for part in (*mapped_years(public), "co-quan"))
    for kind, rows in ROWS.items():
        yield from (Page(kind, row.id) for row in public.all(rows))
    yield from (Page(row.subject_kind, row.id) for row in public.all(Tombstone) if row.subject_kind in ROWS)
