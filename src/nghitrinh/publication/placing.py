"""Pages of a release that is being written, rendered and put into its tree: by whichever process is asked to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nghitrinh.bundle.building import Building, Placed
from nghitrinh.publication.pages.inputs import page_input
from nghitrinh.publication.pages.paths import PageKey, path_of
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.render import render
from nghitrinh.publication.pages.shard import Shard


@dataclass(frozen=True)
class Unfinished:
    """A release whose databases are written: its folder, the release before it, its shards."""

    folder: Path
    before: Path | None
    shards: tuple[str, ...]

    def rows(self) -> ReleaseRows:
        """Open the databases."""
        return ReleaseRows({shard: Shard.of(self.folder, shard) for shard in self.shards}, in_whole_years=True)


def place(tree: Building, stored: ReleaseRows, pages: Iterable[PageKey]) -> int:
    """Render pages and put them into a tree; return how many there were."""
    rendered = 0
    for page in pages:
        given = page_input(stored, page)
        if given is not None:
            tree.page(path_of(page), render(path_of(page), given))
            rendered += 1
    return rendered


def place_in_worker(release: Unfinished, pages: list[PageKey]) -> tuple[int, Placed]:
    """Do the same in a process of its own: return how many there were, and the files for the one that lists them."""
    tree, stored = _opened(release)
    rendered = place(tree, stored, pages)
    return rendered, tree.hand_over()


@lru_cache(maxsize=1)
def _opened(release: Unfinished) -> tuple[Building, ReleaseRows]:
    return Building(release.folder, release.before), release.rows()
