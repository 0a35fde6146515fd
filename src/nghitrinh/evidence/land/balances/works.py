"""Balance 7: works fit into their unit's classes, and take no more than is converted there."""

from collections import defaultdict

from nghitrinh.evidence.finding import Check
from nghitrinh.evidence.land.balances.comparing import Tally
from nghitrinh.evidence.land.heads import WHOLE
from nghitrinh.evidence.land.tables import Book, Entry, UseTable

PARKS = ("SKK", "SKN")  # industrial parks and clusters


def works(book: Book) -> Check:
    """Balance 7. Each park is within its class in its unit; what all works of a unit take is within its conversions."""
    tally = Tally("land.works")
    years = book.years()
    for work in book.works:
        room = book.first(work.unit, work.code, years[-1]) if years and work.unit is not None else None
        if work.size is not None and not work.size.blank and room is not None and work.code in PARKS:
            values = {"name": work.name, "code": work.code, "unit": book.unit_name(work.unit or WHOLE)}
            tally.at_most("park_exceeds_its_class", [work.size], [room], values)
    _hold_taken(book, tally)
    if not book.works:
        tally.missing.append("no_works")
    elif not book.conversions:
        tally.missing.append("no_conversions")
    return tally.check()


def _hold_taken(book: Book, tally: Tally) -> None:
    taken: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for work in book.works:
        for code, entry in work.taken.items():
            taken[work.unit or WHOLE, code].append(entry)
            if work.unit:
                taken[WHOLE, code].append(entry)
    for (unit, code), entries in taken.items():
        for table in book.conversions:
            converted = _converted(table, unit, code)
            if converted:
                values = {"code": code, "unit": book.unit_name(unit), "count": str(len(entries))}
                tally.at_most("works_take_more_than_converted", entries, converted, values)


def _converted(table: UseTable, unit: str, code: str) -> list[Entry]:
    """What a unit converts of a class, in all years of the table."""
    found = (table.get(unit, f"{code}/PNN", year) for year in table.years)
    return [entry for entry in found if entry is not None]
