"""Publishing what changed: the meetings that acts have written about since, and the pages that show them."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date

from nghitrinh.bundle import Publishing
from nghitrinh.bundle.building import Building
from nghitrinh.bundle.schema import TABLES, File, Meeting, Row, Site, Tombstone
from nghitrinh.bundle.years import COMMON, Tables, database_path, empty, merge, split
from nghitrinh.publication.changes import changed_meetings
from nghitrinh.publication.files import add_files
from nghitrinh.publication.inforce import InForce, checkpoint_now
from nghitrinh.publication.kept_shards import keep_known, opened
from nghitrinh.publication.memory import searched_by_hand
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows, changes_between
from nghitrinh.publication.pages.render import render
from nghitrinh.publication.pages.shard import Shard
from nghitrinh.publication.pages.touched import pages_touched
from nghitrinh.publication.result import BuildResult
from nghitrinh.publication.rows import common_rows, named_in, owners_in, rows_of_meetings
from nghitrinh.record.kernel.snapshot import snapshot


@searched_by_hand()  # rows by the ten thousand have no cycles
def build_changes(work: Publishing, before: InForce, as_of: date) -> BuildResult | None:
    """Fill the tree of a release that differs little from the one in force; None when everything must be made anew."""
    if before.checkpoint is None or before.as_of is None:
        return None
    old = opened(before.folder)
    try:
        with snapshot():
            read = checkpoint_now()
            meetings = changed_meetings(before.checkpoint.line, before.as_of, as_of)
            if meetings is None:
                return None
            fresh = rows_of_meetings(as_of, meetings)
            contents = add_files(fresh)
            changed = _changed_years(old, fresh, {str(key) for key in meetings})
            common = _common(old, changed, as_of)
        if not changed and _is_same(_tables_of(old.shards[COMMON]), common):
            return BuildResult(read, is_new=False, rendered=0, withdrew=False)
        for shard in {COMMON, *changed} & old.shards.keys():
            work.require_as_published(database_path(shard))
        withdrew = any(old.get(Tombstone, row.id) is None for row in common["tombstone"])
        rendered = _fill(work, old, {**changed, COMMON: common}, contents)
        return BuildResult(read, is_new=True, rendered=rendered, withdrew=withdrew)
    finally:
        old.close()


def _tables_of(shard: Shard) -> Tables:
    return {name: sorted(shard.rows.raw(kind).values(), key=lambda row: row.id) for name, kind in TABLES.items()}


def _changed_years(old: ReleaseRows, fresh: Tables, meetings: set[str]) -> dict[str, Tables]:
    """Return the rows of the years in which something differs: the old ones, with those of some meetings renewed."""
    by_year = split(fresh)
    before = {shard for shard in old.shards for meeting in meetings if old.shards[shard].row(Meeting, meeting)}
    changed: dict[str, Tables] = {}
    for shard in sorted({*before, *by_year} - {COMMON}):
        was = _tables_of(old.shards[shard]) if shard in old.shards else empty()
        merged = merge(was, by_year.get(shard, empty()), meetings)
        now = {name: sorted(rows, key=lambda row: row.id) for name, rows in merged.items()}
        if now != was:
            changed[shard] = now
    return changed


def _common(old: ReleaseRows, changed: Mapping[str, Tables], as_of: date) -> Tables:
    """Return the rows that belong to no meeting, as the years name them now."""
    same = [shard for name, shard in old.shards.items() if name not in (COMMON, *changed)]
    named = {each for shard in same for each in shard.named()}
    owners = {each for shard in same for each in shard.owners()}
    for rows in changed.values():
        named |= named_in(rows)
        owners |= owners_in(rows)
    return common_rows(as_of, named, owners)


def _is_same(old: Tables, new: Tables) -> bool:
    """Tell whether nothing changed but the day: a day alone, on which nothing falls overdue, makes no release."""
    return {**old, "site": _named(old["site"])} == {**new, "site": _named(new["site"])}


def _named(sites: list[Row]) -> list[Row]:
    return [replace(row, as_of="") for row in sites if isinstance(row, Site)]


def _fill(work: Publishing, old: ReleaseRows, changed: dict[str, Tables], contents: Mapping[str, bytes]) -> int:
    """Change the tree of the release in force into that of the new one; return how many pages were rendered."""
    tree = work.begin(whole=False)
    for shard, rows in changed.items():
        if shard != COMMON and not rows["meeting"]:
            tree.drop_database(shard)
        else:
            was = _tables_of(old.shards[shard]) if shard in old.shards else empty()
            tree.database(shard, rows, same={name for name in TABLES if rows[name] == was[name]})
    work.step("databases")
    with closing(_renewed(old, tree, changed)) as new:
        touched = pages_touched(old, new, changes_between(old, new))
        for path, given in touched.items():
            if given is None:
                tree.drop_page(path)
            else:
                tree.page(path, render(path, given))
        work.step("pages")
        for digest, content in contents.items():
            tree.file(digest, content)
        for digest in _unnamed_files(old, new, changed):
            tree.drop_file(digest)
        work.step("files")
        keep_known({tree.digest(database_path(shard)): each for shard, each in new.shards.items()})
    return sum(given is not None for given in touched.values())


def _renewed(old: ReleaseRows, tree: Building, changed: Mapping[str, Tables]) -> ReleaseRows:
    """Return the new rows: the databases that were just written, and of the old ones those that stay."""
    shards = {}
    for shard in tree.shards():
        if shard in changed:
            shards[shard] = Shard.of(tree.folder, shard)
            shards[shard].rows = PublicSet(changed[shard])
        else:
            shards[shard] = old.shards[shard]
    return ReleaseRows(shards)


def _unnamed_files(old: ReleaseRows, new: ReleaseRows, changed: Mapping[str, Tables]) -> Iterator[str]:
    """Yield the files that no row names any more."""
    for shard in changed:
        if shard in old.shards:
            yield from (row.id for row in old.shards[shard].rows.all(File) if new.get(File, row.id) is None)
