"""A page of the portal as one thing: where it stands, which rows it is made of, what it says and in which format.

Each file of `kinds/` has one `PAGE`. What is asked of all pages (which there are, what they read, which a change
touches, how they are rendered) is answered by looping over `KINDS`, and nowhere by a table keyed by their names.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from nghitrinh.bundle.addresses import folder_of
from nghitrinh.bundle.schema import NAMES, Correction, Row, Tombstone
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.public_set import ORDER_FIELDS, PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.words import year_of

Counted = tuple[tuple[str, str], ...]  # what was counted over rows too many to give: years, totals
Fields = dict[type[Any], tuple[str, ...]]
WHOLE: tuple[str, ...] = ("*",)  # every field; otherwise those of a summary, and the ones named
SUMMARY: tuple[str, ...] = ()
KEY = "{}"  # where the key stands in the address of a page that there are several of


class Selected(NamedTuple):
    """The rows that a page is made of, and what was counted over rows too many to give."""

    rows: Iterable[Row]
    counted: Counted = ()


def nothing(_: ReleaseRows, __: str) -> Selected:
    """Select no row: the page is the same for every record."""
    return Selected(())


@dataclass(frozen=True, kw_only=True)
class PageKind:
    """One kind of page; by itself a kind of which there is one page, without a key.

    `reads` names the fields of rows that the page shows, counts, chooses or orders by; `select` gives those rows, or
    None where there is no such page. Of the rows of `corrected` the page tells the corrections. A `judged` page
    depends on the day of the release: it lists tasks one by one, overdue as of that day, or says the day itself. It is
    written by a template from `facts`, or for programs by `write`.
    """

    name: str
    address: str
    reads: Fields
    select: Callable[[ReleaseRows, str], Selected | None]
    facts: Callable[[PublicSet, str, Counted], Facts] | None = None
    write: Callable[[PublicSet, str, Counted], bytes] | None = None
    template: str = ""
    nav: str = ""  # the entry of the navigation in which the page stands
    sitemap: int = 0  # its place among the addresses that stand in the sitemap for good, 0 when it is not one of them
    judged: bool = False
    corrected: tuple[type[Row], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a kind without its contents, when the program starts."""
        if (self.facts is None) == (self.write is None) or (self.facts is None) != (not self.template):
            raise TypeError(f"{self.name}: expected either facts with a template, or write")

    names_all_keys = False  # whether each page of the kind names all others

    @property
    def row(self) -> type[Any] | None:
        """The rows of which each has a page of this kind."""
        return None

    @property
    def fixed_keys(self) -> tuple[str, ...]:
        """The keys of the pages that there are in every release."""
        return ("",)

    def keys(self, _: ReleaseRows) -> Iterable[str]:
        """Return the keys of all pages of this kind in a release, those of withdrawn objects left out."""
        return self.fixed_keys

    def path(self, key: str) -> str:
        """Return the path of a page inside the bundle's `pages/`."""
        return self.address.replace(KEY, key)

    def key_at(self, path: str) -> str | None:
        """Return the key of the page that would have this path; None when no page of this kind can."""
        before, found, after = self.address.partition(KEY)
        if not found:
            return "" if path == self.address else None
        key = path.removeprefix(before).removesuffix(after)
        return key if key and "/" not in key and path == before + key + after else None

    def named_by(self, row: Row) -> Iterable[str]:  # noqa: ARG002 - for kinds that rows name
        """Return the keys of the pages of this kind that a row itself names."""
        return ()

    def beside(self, release: ReleaseRows, row: Row) -> Iterable[str]:  # noqa: ARG002 - for kinds that rows reach so
        """Return the keys of further pages that could read a row, which only the release can tell."""
        return ()


@dataclass(frozen=True, kw_only=True)
class ObjectPage(PageKind):
    """The kind of page that each row of one table has; a withdrawn one has a tombstone at its address."""

    of: type[Any]

    @property
    def row(self) -> type[Any]:
        """The table."""
        return self.of

    @property
    def fixed_keys(self) -> tuple[str, ...]:
        """None: no object is in every release."""
        return ()

    def keys(self, release: ReleaseRows) -> Iterable[str]:
        """Return the identifiers of the rows."""
        return (row.id for row in release.all(self.of))

    def named_by(self, row: Row) -> Iterable[str]:
        """Yield the row's own page, and of a tombstone or correction that of what it is about."""
        if isinstance(row, self.of):
            yield row.id
        elif isinstance(row, Tombstone | Correction) and row.subject_kind == NAMES[self.of]:
            yield row.id if isinstance(row, Tombstone) else row.subject_id

    def beside(self, release: ReleaseRows, row: Row) -> Iterable[str]:
        """Yield what was withdrawn under the number of another: the document in which it was read, which it names."""
        if isinstance(row, Tombstone) and row.number:
            same = release.where(Tombstone, "number", row.number)
            yield from (stone.id for stone in same if stone.subject_kind == NAMES[self.of])


@dataclass(frozen=True, kw_only=True)
class YearlyList(PageKind):
    """The kind of page that lists the newest rows of one table, and those of each year; each names all years."""

    of: type[Any]
    names_all_keys = True

    def keys(self, release: ReleaseRows) -> Iterable[str]:
        """Return the years, and "" for the newest rows."""
        return ("", *years(release, self.of))

    def path(self, key: str) -> str:
        """Return "hoi-nghi/nam/2021/index.html", and "hoi-nghi/index.html" for the newest rows."""
        return self.address.replace(KEY, f"nam/{key}/" if key else "")

    def key_at(self, path: str) -> str | None:
        """Return the year of four digits, or "" for the newest rows."""
        before, _, after = self.address.partition(KEY)
        middle = path.removeprefix(before).removesuffix(after)
        year = middle.removeprefix("nam/").removesuffix("/")
        known = not middle or (len(year) == 4 and year.isdecimal() and year.isascii())
        return year if known and path == self.path(year) else None

    def named_by(self, row: Row) -> Iterable[str]:
        """Yield the year of a row, or of what was withdrawn."""
        if isinstance(row, Tombstone):
            yield from {year_of(row.day)} - {""} if row.subject_kind == NAMES[self.of] else ()
        elif isinstance(row, self.of) and (year := year_of(getattr(row, ORDER_FIELDS[self.of][0]))):
            yield year


def address_of(kind: type[Any]) -> str:
    """Return the address of the pages of a table's rows."""
    return f"{folder_of(kind)}/{KEY}/index.html"


def list_address_of(kind: type[Any]) -> str:
    """Return the address of the yearly lists of a table's rows."""
    return f"{folder_of(kind)}/{KEY}index.html"


def years(release: ReleaseRows, kind: type[Any]) -> tuple[str, ...]:
    """Return the years that have rows of a kind, or had one that was withdrawn, newest first."""
    gone = {year_of(stone.day) for stone in release.where(Tombstone, "subject_kind", NAMES[kind])}
    return tuple(sorted({*release.by_year(kind, ORDER_FIELDS[kind][0]), *gone} - {""}, reverse=True))
