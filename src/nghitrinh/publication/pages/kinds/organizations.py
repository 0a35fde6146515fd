"""The list of bodies: those that work first, then those that were ended."""

from itertools import groupby

from nghitrinh.bundle.schema import Organization
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, body
from nghitrinh.publication.pages.kind import Counted, PageKind, Selected
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.summary import line


def select(public: ReleaseRows, _: str) -> Selected:
    """Select all bodies."""
    return Selected([line(row, "ended_on", "kind") for row in public.all(Organization)])


def facts(public: PublicSet, _: str, __: Counted) -> Facts:
    """List bodies in two parts."""
    lines = [
        body(public, row.id) | {"full": row.name, "ended": words.day(row.ended_on), "kind": row.kind}
        for row in public.all(Organization)
    ]
    parts = groupby(sorted(lines, key=lambda entry: bool(entry["ended"])), key=lambda entry: bool(entry["ended"]))
    return {"title": "Cơ quan", "parts": [{"ended": ended, "lines": list(entries)} for ended, entries in parts]}


PAGE = PageKind(
    name="organizations",
    address="co-quan/index.html",
    reads={Organization: ("ended_on", "kind")},
    select=select,
    facts=facts,
    template="organizations",
    nav="organizations",
    sitemap=7,
)
