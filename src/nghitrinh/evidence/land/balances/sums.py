"""Balances 1 to 3 and parts of a whole: what stands under, beside and within a figure adds up to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nghitrinh.evidence.finding import Check
from nghitrinh.evidence.land.balances.comparing import Tally, tolerance, total
from nghitrinh.evidence.land.classes import AREA, Relation
from nghitrinh.evidence.land.heads import WHOLE
from nghitrinh.evidence.land.tables import Book, Entry, Key, UseTable


@dataclass(frozen=True)
class _Sum:
    """One whole with its parts, in one unit and year of one table."""

    whole: Entry
    parts: list[Entry]
    unit: str
    year: int

    def short(self) -> Decimal:
        return self.whole.value - total(self.parts)

    def allowed(self) -> Decimal:
        return tolerance(entry.step for entry in (self.whole, *self.parts))


def natural_area(book: Book) -> Check:
    """Balance 1: farm, other and unused land are the natural area; functional areas are not counted."""
    return _trees(book, Tally("land.natural_area"), natural=True)


def classes(book: Book) -> Check:
    """Balance 2: a class is the sum of those under it, or at least that where the list is partial."""
    return _trees(book, Tally("land.classes"), natural=False)


def _trees(book: Book, tally: Tally, *, natural: bool) -> Check:
    for table in book.uses:
        for relation in book.tree.relations(table.listed):
            if (relation.whole == AREA) is natural:
                _hold(book, table, relation, list(_sums(table, relation)), tally)
    if not tally.examined:
        tally.missing.append("no_natural_area" if natural else "no_parent_class")
    return tally.check()


def _sums(table: UseTable, relation: Relation) -> Iterator[_Sum]:
    for unit in (WHOLE, *table.units):
        for year in table.years:
            keys = [Key(unit, code, year) for code in (relation.whole, *relation.parts)]
            entries = [table.entries[key] for key in keys if key in table.entries]
            if any(key in table.bad for key in keys) or len(entries) != len(keys):
                continue
            if any(not entry.blank for entry in entries):
                yield _Sum(entries[0], entries[1:], unit, year)


def _hold(book: Book, table: UseTable, relation: Relation, sums: list[_Sum], tally: Tally) -> None:
    """Hold each sum: as equal where the list under the class is complete, otherwise as at most.

    A list that leaves out classes of the scheme may mean that they are empty, or that only some are shown. Where at
    least half of the columns add up exactly, and two of them, they are empty; else the file is asked (`listed`).
    """
    complete = not relation.partial and (not relation.unlisted or _complete(book, table, sums))
    for each in sums:
        values = _values(book, relation.whole, each)
        hints = _overlay_hints(book, table, each) if relation.whole == AREA else ()
        if complete:
            tally.equal("parts_are_not_the_whole", each.parts, [each.whole], values, *hints)
        elif not each.whole.blank:
            tally.at_most("parts_exceed_the_whole", each.parts, [each.whole], values, *hints)
    if not complete and not relation.partial:
        tally.missing.append("list_with_unknown_class" if table.strange else "list_not_complete")


def _complete(book: Book, table: UseTable, sums: list[_Sum]) -> bool:
    if table.strange:
        return False
    equal = sum(abs(each.short()) <= each.allowed() for each in sums)
    if equal == len(sums) or (equal >= 2 and 2 * equal >= len(sums)):
        return True
    return book.answers.get(f"listed:{table.sheet}") == "yes"


def open_lists(book: Book) -> list[tuple[str, str, str]]:
    """Return (sheet, class, classes not listed) where only a reader knows whether a list is complete.

    A table without all non-farm land shows some classes of many, and nobody is asked.
    """
    found = []
    for table in book.uses:
        for relation in book.tree.relations(table.listed):
            sums = list(_sums(table, relation))
            less = any(each.short() > each.allowed() for each in sums)
            settled = (
                table.strange
                or "PNN" in relation.unlisted
                or f"listed:{table.sheet}" in book.answers
                or _complete(book, table, sums)
            )
            if relation.unlisted and not relation.partial and less and not settled:
                found.append((table.sheet, relation.whole, ", ".join(relation.unlisted)))
    return found


def _values(book: Book, code: str, one: _Sum) -> dict[str, str]:
    return {"code": code, "unit": book.unit_name(one.unit), "year": str(one.year or "")}


def _overlay_hints(book: Book, table: UseTable, one: _Sum) -> tuple[str, ...]:
    """Say so when the difference is a functional area: it was counted, and must not be."""
    for code in table.listed:
        entry = table.get(one.unit, code, one.year) if book.tree.is_overlay(code) else None
        if entry is not None and entry.value and abs(abs(one.short()) - entry.value) <= one.allowed():
            return ("cause_overlay_counted",)
    return ()


def units(book: Book) -> Check:
    """Balance 3: the units of a table are its whole, class by class and year by year, conversions too."""
    tally = Tally("land.units")
    for table in (*book.uses, *book.conversions):
        if len(table.units) > 1:
            for key in table.entries:
                if key.unit == WHOLE:
                    _hold_units(table, key, tally)
    if not tally.examined:
        tally.missing.append("no_units_and_whole")
    return tally.check()


def _hold_units(table: UseTable, key: Key, tally: Tally) -> None:
    keys = [key._replace(unit=unit) for unit in table.units]
    if key in table.bad or any(each in table.bad for each in keys):
        return
    parts = [table.entries[each] for each in keys if each in table.entries]
    whole = table.entries[key]
    if parts and not (whole.blank and all(part.blank for part in parts)):
        values = {"code": key.code, "year": str(key.year or "")}
        tally.equal("units_are_not_the_whole", parts, [whole], values)


def parts(book: Book) -> Check:
    """Parts that are no classes of land: sub-zones of a zone, sectors of a growth. Named without a figure, at most."""
    tally = Tally("land.parts")
    for each in book.parts:
        entries = [entry for _, entry in each.parts]
        values = {"heading": each.heading, "sheet": each.sheet, "count": str(len(entries))}
        if each.open_end:
            tally.at_most("open_parts_exceed_the_whole", entries, [each.whole], values)
        else:
            tally.equal("parts_of_a_whole", entries, [each.whole], values)
    if not tally.examined:
        tally.missing.append("no_parts")
    return tally.check()
