"""Publishing everything: every meeting read, every page rendered, a year at a time, by all processors.

This process alone reads the record. Others draw notices while it reads on, and render pages when all databases are
written, each asking the databases for itself. Bytes do not depend on who made them, and lists are sorted.
"""

import gc
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date
from functools import partial
from uuid import UUID

from nghitrinh.bundle import Publishing
from nghitrinh.bundle.building import Building
from nghitrinh.bundle.schema import Tombstone
from nghitrinh.bundle.years import COMMON, Tables, empty, joined, split
from nghitrinh.publication.drawing import draw
from nghitrinh.publication.files import add_files, notices_in
from nghitrinh.publication.inforce import checkpoint_now, common_rows_in
from nghitrinh.publication.memory import searched_by_hand
from nghitrinh.publication.notices import kept_at
from nghitrinh.publication.pages.paths import all_pages
from nghitrinh.publication.placing import Unfinished, place, place_in_worker
from nghitrinh.publication.released import batched
from nghitrinh.publication.result import BuildResult
from nghitrinh.publication.rows import common_rows, named_in, owners_in, rows_of_meetings
from nghitrinh.publication.site import house_files, static_files
from nghitrinh.publication.workers import Workers
from nghitrinh.record.kernel.snapshot import snapshot
from nghitrinh.record.meetings.models import Meeting

MEETINGS_AT_ONCE = 200
READ_AHEAD = 2  # so many times those, while their notices are drawn
FEW_NOTICES, FEW_PAGES = 10, 200  # for fewer, starting processes takes longer than the work
PAGES_AT_ONCE = 100


def build_everything(work: Publishing, as_of: date, others: Workers) -> BuildResult:
    """Fill the tree of a release with every row, page and file, with the help of other processes."""
    withdrawn_before = _tombstones(work)
    tree = work.begin(whole=True)
    with snapshot(), searched_by_hand():
        read = checkpoint_now()
        common = _databases(tree, as_of, others)
    work.step("databases")
    rendered = _pages(tree, others)
    work.step("pages")
    for path, content in (*static_files(others.map), *house_files(common["site"])):
        tree.page(path, content)
    work.step("files")
    withdrew = bool({row.id for row in common["tombstone"]} - withdrawn_before)
    return BuildResult(read, is_new=True, rendered=rendered, withdrew=withdrew)


def _databases(tree: Building, as_of: date, others: Workers) -> Tables:
    """Write the databases of all years, with the files that they name, and the common one; return its rows."""
    named, owners = set[str](), set[str]()
    for shard, rows in _years(tree, as_of, others):
        tree.database(shard, rows)
        named |= named_in(rows)
        owners |= owners_in(rows)
    common = common_rows(as_of, named, owners)
    tree.database(COMMON, common)
    return common


def _years(tree: Building, as_of: date, others: Workers) -> Iterator[tuple[str, Tables]]:
    """Yield the rows of one year after another, so that a long record needs no more memory than its fullest year."""
    tables: Tables = empty()
    year = ""
    for part in _parts(tree, as_of, others):
        for shard, rows in sorted(split(part).items()):
            if shard == COMMON:
                continue
            if shard != year and year:
                yield year, tables
                tables = empty()
            year = shard
            tables = joined(tables, rows)
    if year:
        yield year, tables


def _parts(tree: Building, as_of: date, others: Workers) -> Iterator[Tables]:
    """Yield the rows of some meetings after another, with the files that they name put into the tree."""
    waiting: deque[_Part] = deque()
    for meetings in batched(Meeting.objects.order_by("starts_at", "pk").values_list("pk", flat=True), MEETINGS_AT_ONCE):
        waiting.append(_Part(as_of, meetings, others))
        if len(waiting) > READ_AHEAD:
            yield waiting.popleft().placed(tree)
            gc.collect()  # objects of the record that were read refer to each other
    while waiting:
        yield waiting.popleft().placed(tree)


class _Part:
    """The rows of some meetings, whose notices are being drawn."""

    def __init__(self, as_of: date, meetings: list[UUID], others: Workers) -> None:
        self.rows = rows_of_meetings(as_of, meetings)
        self.notices = notices_in(self.rows)
        texts = (each for notices in self.notices.values() for each in notices)
        lacking = [(each, place) for each in texts if not (place := kept_at(each)).exists()]
        self.drawn: list[Future[None]] = []
        if len(lacking) > FEW_NOTICES:
            self.drawn = [others.submit(draw, *each) for each in lacking]

    def placed(self, tree: Building) -> Tables:
        """Return the rows when all files are in the tree."""
        for each in self.drawn:
            each.result()
        for digest, content in add_files(self.rows, self.notices).items():
            tree.file(digest, content)
        return self.rows


def _pages(tree: Building, others: Workers) -> int:
    """Render every page into the tree, shared out in the order in which they are listed: a year after another."""
    release = Unfinished(tree.folder, tree.before, tuple(tree.shards()))
    stored = release.rows()
    try:
        pages = [*all_pages(stored)]
        if len(pages) <= FEW_PAGES or others.count == 1:
            return place(tree, stored, pages)
    finally:
        stored.close()
    rendered = 0
    for count, placed in others.map(partial(place_in_worker, release), batched(pages, PAGES_AT_ONCE)):
        rendered += count
        tree.take_over(placed)
    return rendered


def _tombstones(work: Publishing) -> set[str]:
    """Return what the release in force says was withdrawn; nothing when it is of another version of the format."""
    return set() if work.known is None else {row.id for row in common_rows_in(work.known, Tombstone)}
