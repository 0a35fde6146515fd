"""The input of each page: exactly the rows it reads, each cut down to what the page reads of it.

A page is rendered from its input alone. So two pages with equal input have equal bytes, and a change that is in no
input changes no page: that is what makes one release after another cheap.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nghitrinh.bundle.schema import Row, Source, Task, Tombstone
from nghitrinh.publication.pages.kind import Counted, PageKind
from nghitrinh.publication.pages.kinds import KINDS
from nghitrinh.publication.pages.paths import PageKey
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import corrections_of
from nghitrinh.publication.pages.summary import merged, without_day
from nghitrinh.publication.pages.tally import is_open
from nghitrinh.publication.pages.tombstone import rows_beside


class PageInput(NamedTuple):
    """All that a page is made of: rows, and what was counted over rows too many to give (years, totals)."""

    rows: frozenset[Row]
    counted: Counted = ()


def page_input(public: ReleaseRows, page: PageKey) -> PageInput | None:
    """Return the input of a page, or None where the set has no such page."""
    kind = KINDS[page.kind]
    if page.key and (stone := public.get(Tombstone, page.key)) is not None:
        if stone.subject_kind != page.kind:
            return None
        return PageInput(frozenset({without_day(public.site), stone, *rows_beside(public, stone)}))
    selected = kind.select(public, page.key)
    if selected is None:
        return None
    rows = _with_corrections(public, kind, page.key, selected.rows)
    return PageInput(merged(_with_site(public, kind, rows)), selected.counted)


def _with_corrections(public: ReleaseRows, kind: PageKind, key: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Add the corrections of what a page shows: old, new and reason stand on the address of what was corrected."""
    for row in rows:
        yield row
        others = kind.row is not None and isinstance(row, kind.row) and row.id != key
        if isinstance(row, kind.corrected) and not others:
            yield from corrections_of(public, row)


def _with_site(public: ReleaseRows, kind: PageKind, rows: Iterable[Row]) -> Iterator[Row]:
    """Add the site and the cited sources. Only a page that shows an open task is judged as of a day."""
    judged, cited = False, {""}
    for row in rows:
        judged = judged or (kind.judged and isinstance(row, Task) and is_open(row))
        yield row
        key = getattr(row, "source_id", "")
        if key not in cited:
            cited.add(key)
            source = public.get(Source, key)
            if source is not None:
                yield source
    yield public.site if judged else without_day(public.site)
