"""Balance 6: a total is what was allocated and what was determined locally; floors, ceilings and phases hold."""

from decimal import Decimal

from nghitrinh.evidence.finding import Check
from nghitrinh.evidence.land.balances.comparing import Tally
from nghitrinh.evidence.land.heads import WHOLE, ColumnKind
from nghitrinh.evidence.land.tables import Book, Entry, UseTable

FLOORS = ("LUA", "LUC", "RPH", "RDD", "RSN")  # protected: no less than allocated
CEILINGS = ("SKK", "KKT")  # no more than allocated
_PARTS = (ColumnKind.ALLOCATED, ColumnKind.LOCAL, ColumnKind.ADDITIONAL)


def allocation(book: Book) -> Check:
    """Balance 6. A class without an allocation is not held to one; phases are held for the classes with quotas."""
    tally = Tally("land.allocation")
    for table, unit, year in book.groups():
        for code in table.listed:
            _hold_sum(book, table, (unit, code, year), tally)
            _hold_quota(book, table, (unit, code, year), tally)
    _hold_phases(book, tally)
    if not tally.examined:
        tally.missing.append("no_allocation")
    return tally.check()


def _hold_sum(book: Book, table: UseTable, place: tuple[str, str, int], tally: Tally) -> None:
    unit, code, year = place
    parts = [entry for kind in _PARTS if (entry := table.get(unit, code, year, kind)) is not None]
    total = table.get(unit, code, year)
    bad = {key for key in table.bad if key[:3] == place}
    if parts and total is not None and not bad:
        values = {"code": code, "unit": book.unit_name(unit), "year": str(year)}
        tally.equal("total_is_not_the_sum", parts, [total], values)


def _hold_quota(book: Book, table: UseTable, place: tuple[str, str, int], tally: Tally) -> None:
    unit, code, year = place
    allocated, total = table.get(unit, code, year, ColumnKind.ALLOCATED), table.get(unit, code, year)
    if allocated is None or total is None:
        return
    values = {"code": code, "unit": book.unit_name(unit), "year": str(year)}
    if code in FLOORS:
        tally.at_most("below_the_floor", [allocated], [total], values)
    elif code in CEILINGS:
        tally.at_most("above_the_ceiling", [total], [allocated], values)


def _hold_phases(book: Book, tally: Tally) -> None:
    """From phase to phase a class with a quota goes one way: what is given back later was not needed before."""
    years = book.years()
    for code in (*FLOORS, *CEILINGS):
        found = [(year, entry) for year in years if (entry := book.first(WHOLE, code, year)) is not None]
        for (_, before), (year, here), (_, after) in zip(found, found[1:], found[2:], strict=False):
            _hold_turn(code, year, (before, here, after), tally)


def _hold_turn(code: str, year: int, three: tuple[Entry, Entry, Entry], tally: Tally) -> None:
    before, here, after = three
    low, high = sorted((before, after), key=lambda entry: entry.value)
    values = {"code": code, "year": str(year)}
    if here.value - high.value > Decimal(0):
        tally.at_most("phase_goes_back", [here], [high], values)
    else:
        tally.at_most("phase_goes_back", [low], [here], values)
