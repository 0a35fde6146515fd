"""Which pages a change touches: from the changed rows to the few pages that can read them, then by their inputs."""

from collections.abc import Iterable, Iterator

from nghitrinh.bundle.schema import Row
from nghitrinh.publication.pages.changed import Changed
from nghitrinh.publication.pages.inputs import PageInput, page_input
from nghitrinh.publication.pages.kinds import KINDS
from nghitrinh.publication.pages.links import meeting_of, reach, under_meeting
from nghitrinh.publication.pages.paths import PageKey, all_pages, path_of
from nghitrinh.publication.pages.reads import concerns, is_shown_anew
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.summary import without_day


def pages_touched(old: ReleaseRows, new: ReleaseRows, changes: Iterable[Changed]) -> dict[str, PageInput | None]:
    """Return the pages whose bytes differ between two releases, by path, with their input in the new one.

    `changes` are the rows that are not the same in both (`changes_between`). A page that went has no input.
    """
    found = list(changes)
    if not found:
        return {}
    if _renamed(old, new):
        candidates = {*all_pages(old), *all_pages(new)}
    else:
        rows = [row for change in found for row in change.forms]
        read = {page for public in (old, new) for page in _candidates(public, rows) if _reads(page, found)}
        candidates = {*_renamed_lists(old, new), *read}
    inputs = ((page, page_input(new, page)) for page in sorted(candidates))
    return {path_of(page): given for page, given in inputs if _is_another(old, page, given, found)}


def _reads(page: PageKey, changes: Iterable[Changed]) -> bool:
    return any(concerns(KINDS[page.kind], change) for change in changes)


def _is_another(old: ReleaseRows, page: PageKey, given: PageInput | None, changes: list[Changed]) -> bool:
    """Tell whether a page's input differs from the one in the old set; that one is made only where it must be."""
    return (given is not None and is_shown_anew(given, changes)) or page_input(old, page) != given


def _renamed(old: ReleaseRows, new: ReleaseRows) -> bool:
    return without_day(old.site) != without_day(new.site)


def _renamed_lists(old: ReleaseRows, new: ReleaseRows) -> Iterator[PageKey]:
    """Yield every page of a kind whose pages name all others, when one came or went: a list names all years."""
    for kind in KINDS.values():
        if kind.names_all_keys:
            before, after = {*kind.keys(old)}, {*kind.keys(new)}
            if before != after:
                yield from (PageKey(kind.name, key) for key in before | after)


def _candidates(public: ReleaseRows, changed: Iterable[Row]) -> set[PageKey]:
    """Return every page of one set that could read one of the changed rows (and others too: inputs decide)."""
    pages = {PageKey(kind.name, key) for kind in KINDS.values() for key in kind.fixed_keys}
    reached = [row for each in changed for row in reach(public, each)]
    for row in reached:
        pages.update(_named_by(row))
        pages.update(PageKey(kind.name, key) for kind in KINDS.values() for key in kind.beside(public, row))
    for meeting in {meeting_of(row) for row in reached} - {""}:
        pages.update(page for row in under_meeting(public, meeting) for page in _named_by(row))
    return pages


def _named_by(row: Row) -> Iterator[PageKey]:
    return (PageKey(kind.name, key) for kind in KINDS.values() for key in kind.named_by(row) if key)
