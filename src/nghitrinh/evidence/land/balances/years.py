"""Balance 8: the natural area of a unit stays, unless a decision moved its boundary."""

from dataclasses import replace
from itertools import pairwise

from nghitrinh.evidence.finding import Check
from nghitrinh.evidence.land.balances.comparing import Tally
from nghitrinh.evidence.land.classes import AREA, GROUPS
from nghitrinh.evidence.land.heads import WHOLE
from nghitrinh.evidence.land.tables import Book, Entry


def area_over_years(book: Book) -> Check:
    """Balance 8: from year to year the area is the same, or changes by what boundary decisions say."""
    tally = Tally("land.area_over_years")
    years = book.years()
    units = list(dict.fromkeys([WHOLE, *(unit for table in book.uses for unit in table.units)]))
    for unit in units:
        known = [(year, entries) for year in years if (entries := _area(book, unit, year))]
        for (before, first), (after, second) in pairwise(known):
            _hold(book, unit, (before, after), (first, second), tally)
    if not tally.examined:
        tally.missing.append("no_two_years")
    return tally.check()


def _area(book: Book, unit: str, year: int) -> list[Entry]:
    """The natural area of a unit as the table gives it, or as its groups add up to it."""
    given = book.first(unit, AREA, year)
    if given is not None:
        return [given]
    groups = [book.first(unit, code, year) for code in GROUPS]
    return [entry for entry in groups if entry is not None] if None not in groups else []


def _hold(book: Book, unit: str, years: tuple[int, int], sides: tuple[list[Entry], list[Entry]], tally: Tally) -> None:
    decided = [each for each in book.boundaries if each.unit == unit and years[0] < each.year <= years[1]]
    change = sum(each.change for each in decided)
    before = [replace(sides[0][0], value=sides[0][0].value + change), *sides[0][1:]]
    values = {
        "unit": book.unit_name(unit), "before": str(years[0]), "after": str(years[1]),
        "decided": "; ".join(each.words for each in decided),
    }  # fmt: skip
    tally.equal("area_changes_otherwise" if decided else "area_changes", sides[1], before, values)
