"""Which pages there are: from rows to paths, and from a path back to what it shows."""

from collections.abc import Iterator
from typing import NamedTuple

from nghitrinh.bundle.schema import Tombstone
from nghitrinh.publication.pages.kind import ObjectPage
from nghitrinh.publication.pages.kinds import KINDS
from nghitrinh.publication.pages.release_rows import ReleaseRows


class PageKey(NamedTuple):
    """A page: what kind it is, and which object or year it shows ("" where there is but one)."""

    kind: str
    key: str = ""


def path_of(page: PageKey) -> str:
    """Return the path of a page inside the bundle's `pages/`."""
    return KINDS[page.kind].path(page.key)


def page_at(path: str) -> PageKey:
    """Return the page that a path names.

    Raises:
        KeyError: no page can have this path.
    """
    for name, kind in KINDS.items():
        if (key := kind.key_at(path)) is not None:
            return PageKey(name, key)
    raise KeyError(path)


def all_pages(public: ReleaseRows) -> Iterator[PageKey]:
    """Yield every page of a set, tombstones at the addresses of what was withdrawn included."""
    for name, kind in KINDS.items():
        yield from (PageKey(name, key) for key in kind.keys(public))
    withdrawn = (PageKey(row.subject_kind, row.id) for row in public.all(Tombstone))
    yield from (page for page in withdrawn if isinstance(KINDS.get(page.kind), ObjectPage))
