"""What was corrected of decisions after the article or the notice that tells of them: old words beside new ones."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from nghitrinh.bundle.schema import Article, Correction, Decision, Figure, Instrument, Point
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, href
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import corrections_of

SHORT = 120  # what is longer than a value is read on the page of the decision, whole


def corrected_since(
    public: PublicSet, row: Article | Instrument, first: str, decisions: Iterable[Decision]
) -> list[Facts]:
    """Return what was corrected of decisions after a row's last word, newest first, by decision and day.

    The last word is the row's own newest correction, or its `first` (when it was published or issued). Of a bare day
    any hour of it is later: a reader is informed once too often rather than not at all.
    """
    last = max(map(words.local, (first, *(own.corrected_at for own in corrections_of(public, row)))))
    found = [facts for decision in decisions for facts in _corrections_after(public, decision, last)]
    return sorted(found, key=lambda facts: str(facts["iso"]), reverse=True)


def _corrections_after(public: PublicSet, decision: Decision, last: str) -> Iterator[Facts]:
    later = [row for row in _of_decision(public, decision) if words.local(row.corrected_at) > last]
    later.sort(key=lambda row: (words.iso_day(row.corrected_at), row.field, row.corrected_at, row.id))
    for day, rows in groupby(later, key=lambda row: words.iso_day(row.corrected_at)):
        yield {
            "title": decision.title,
            "href": f"{href('decision', decision.id)}#dinh-chinh",
            "iso": day,
            "day": words.day(day),
            "changes": "; ".join(map(in_short, rows)).rstrip("."),
        }


def _of_decision(public: PublicSet, decision: Decision) -> Iterator[Correction]:
    yield from corrections_of(public, decision)
    for point in public.where(Point, "decision_id", decision.id):
        for figure in public.where(Figure, "point_id", point.id):
            yield from corrections_of(public, figure)


def in_short(row: Correction) -> str:
    """Return "khoảng 80 ha → 75 ha", "bỏ nguồn “…”", or only the place of what is too long for a line."""
    if len(row.old) + len(row.new) > SHORT:
        return row.field
    if row.old and row.new:
        return f"{row.old} → {row.new}"
    name = row.field.rpartition(", ")[2]
    return f"bỏ {name} “{row.old}”" if row.old else f"thêm {name} “{row.new}”"
