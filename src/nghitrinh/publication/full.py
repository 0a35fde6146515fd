"""Publishing everything: every meeting read, every page rendered, a year at a time."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from nghitrinh.bundle import Publishing
from nghitrinh.bundle.building import Building
from nghitrinh.bundle.schema import Tombstone
from nghitrinh.bundle.years import COMMON, Tables, empty, joined, split
from nghitrinh.publication.files import add_files
from nghitrinh.publication.inforce import checkpoint_now, common_rows_in
from nghitrinh.publication.pages.inputs import page_input
from nghitrinh.publication.pages.paths import all_pages, path_of
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.render import render
from nghitrinh.publication.pages.shard import Shard
from nghitrinh.publication.released import batched
from nghitrinh.publication.result import BuildResult
from nghitrinh.publication.rows import common_rows, named_in, owners_in, rows_of_meetings
from nghitrinh.publication.site import base_address, static_files
from nghitrinh.record.kernel.snapshot import snapshot
from nghitrinh.record.meetings.models import Meeting

MEETINGS_AT_ONCE = 200


def build_everything(work: Publishing, as_of: date) -> BuildResult:
    """Fill the tree of a release with every row, page and file."""
    withdrawn_before = _tombstones(work)
    tree = work.begin(whole=True)
    with snapshot():
        read = checkpoint_now()
        common = _databases(tree, as_of)
    work.step("databases")
    stored = ReleaseRows({shard: Shard.of(tree.folder, shard) for shard in tree.shards()})
    rendered = 0
    try:
        for path, content in _pages(stored):
            tree.page(path, content)
            rendered += 1
    finally:
        stored.close()
    work.step("pages")
    for path, content in static_files():
        tree.page(path, content)
    work.step("files")
    withdrew = bool({row.id for row in common["tombstone"]} - withdrawn_before)
    return BuildResult(read, is_new=True, rendered=rendered, withdrew=withdrew)


def _databases(tree: Building, as_of: date) -> Tables:
    """Write the databases of all years, with the files that they name, and the common one; return its rows."""
    named, owners = set[str](), set[str]()
    for shard, rows in _years(tree, as_of):
        tree.database(shard, rows)
        named |= named_in(rows)
        owners |= owners_in(rows)
    common = common_rows(as_of, named, owners)
    tree.database(COMMON, common)
    return common


def _years(tree: Building, as_of: date) -> Iterator[tuple[str, Tables]]:
    """Yield the rows of one year after another, so that a long record needs no more memory than its fullest year."""
    tables: Tables = empty()
    year = ""
    for part in batched(Meeting.objects.order_by("starts_at", "pk").values_list("pk", flat=True), MEETINGS_AT_ONCE):
        for shard, rows in sorted(split(_read(tree, as_of, part)).items()):
            if shard == COMMON:
                continue
            if shard != year and year:
                yield year, tables
                tables = empty()
            year = shard
            tables = joined(tables, rows)
    if year:
        yield year, tables


def _read(tree: Building, as_of: date, meetings: list[UUID]) -> Tables:
    rows = rows_of_meetings(as_of, meetings)
    for digest, content in add_files(rows).items():
        tree.file(digest, content)
    return rows


def _tombstones(work: Publishing) -> set[str]:
    """Return what the release in force says was withdrawn; nothing when it is of another version of the format."""
    return set() if work.known is None else {row.id for row in common_rows_in(work.known, Tombstone)}


def _pages(stored: ReleaseRows) -> Iterator[tuple[str, bytes]]:
    for page in all_pages(stored):
        given = page_input(stored, page)
        if given is not None:
            yield path_of(page), render(path_of(page), given, base_address())
