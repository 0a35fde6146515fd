"""What stands at the address of a withdrawn document's file: which document it was of, and what holds now.

The address of a file has its digest, which nobody keeps after a withdrawal, and its name, which has the document's
number. So there is one page a name, and whoever serves the bundle shows it at every address with that name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nghitrinh.bundle.addresses import address, document_file_name
from nghitrinh.bundle.schema import File, Instrument, Row, Tombstone
from nghitrinh.publication.pages import selection, words
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import KEY, WHOLE, Counted, PageKind, Selected
from nghitrinh.publication.pages.lines import instrument_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.tombstone import named


def select(public: ReleaseRows, name: str) -> Selected | None:
    """Select the withdrawn documents with a file of this name, those of the same number, and those in their place."""
    stones = [stone for stone in public.all(Tombstone) if name in _names(stone)]
    return Selected(_rows(public, stones)) if stones else None


def _rows(public: ReleaseRows, stones: list[Tombstone]) -> Iterator[Row]:
    yield from stones
    numbers = {stone.number for stone in stones}
    numbered = [row for number in numbers for row in public.where(Instrument, "number", number)]
    keys = {key for stone in stones for key in stone.replaced_by}
    replacing = [row for key in keys if (row := public.get(Instrument, key)) is not None]
    for row in (*numbered, *replacing):
        yield line(row, "files")
        yield from selection.files(public, row.files[:1])


def facts(public: PublicSet, name: str, _: Counted) -> Facts:
    """Name what was withdrawn, what has the same number today, and what stands in the place of what was withdrawn."""
    stones, live = public.all(Tombstone), public.all(Instrument)
    same = [row for row in live if name == document_file_name(row.number)]
    return {
        "title": name,
        "file": name,
        "gone": [_gone(stone) for stone in stones],
        "live": [_live(public, row) for row in same],
        "replacing": [_live(public, row) for row in live if row not in same],
    }


def _gone(stone: Tombstone) -> Facts:
    withdrawn = named(stone)
    return withdrawn | {"issued": words.day(stone.day), "withdrawn": withdrawn["day"]}


def _live(public: PublicSet, row: Instrument) -> Facts:
    live = instrument_line(row)
    files = [address(file) for digest in row.files[:1] if (file := public.get(File, digest)) is not None]
    return live | {"issued": live["day"], "withdrawn": "", "file": "".join(files)}


def _names(row: Row) -> tuple[str, ...]:
    """Return the name of the file that a document has or had; none for anything else."""
    match row:
        case Instrument(number=number) | Tombstone(is_document=True, number=number) if number:
            return (document_file_name(number),)
    return ()


@dataclass(frozen=True, kw_only=True)
class GoneFile(PageKind):
    """One page for each name of a withdrawn document's file."""

    @property
    def fixed_keys(self) -> tuple[str, ...]:
        """None: a release of which nothing was withdrawn has no such page."""
        return ()

    def keys(self, release: ReleaseRows) -> Iterable[str]:
        """Return the names of the files of withdrawn documents."""
        return sorted({name for stone in release.all(Tombstone) for name in _names(stone)})

    def named_by(self, row: Row) -> Iterable[str]:
        """Return the name of the file of a document, withdrawn or of the same number today."""
        return _names(row)


PAGE = GoneFile(
    name="gone-file",
    address=f"tep/{KEY}/index.html",
    reads={Tombstone: WHOLE, Instrument: ("files",), File: WHOLE},
    select=select,
    facts=facts,
    template="gone-file",
    nav="instruments",
)
