"""Balances 4 and 5: the matrix of transitions, and the conversion table beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from nghitrinh.evidence.finding import Check
from nghitrinh.evidence.land.balances.comparing import Tally
from nghitrinh.evidence.land.classes import AREA
from nghitrinh.evidence.land.heads import WHOLE
from nghitrinh.evidence.land.tables import Book, Key, Matrix, UseTable


def transitions(book: Book) -> Check:
    """Balance 4: what a class kept and gave is its area at the start, what it kept and got is its area at the end."""
    tally = Tally("land.transitions")
    for matrix in book.matrices:
        ends = _ends(book, matrix)
        for code in ends:
            for side in _SIDES:
                _hold_side(book, matrix, code, ends, side, tally)
    if not book.matrices:
        tally.missing.append("no_matrix")
    return tally.check()


def _ends(book: Book, matrix: Matrix) -> list[str]:
    """Return the classes of a matrix under which no other of its classes stands, so that nothing counts twice."""
    above = {parent for code in matrix.classes for parent in book.tree.above(code)}
    return [code for code in matrix.classes if code not in above and code != AREA and not book.tree.is_overlay(code)]


@dataclass(frozen=True)
class _Side:
    """One way through a matrix: along a class's row to where it began, or down its column to where it ended."""

    total: str
    change: str
    year: Callable[[Matrix], int | None]
    pair: Callable[[str, str], tuple[str, str]]
    faults: tuple[str, str, str]


_SIDES = (
    _Side(
        total="start",
        change="lost",
        year=lambda matrix: matrix.first,
        pair=lambda code, other: (code, other),
        faults=("row_is_not_the_start", "row_is_not_the_loss", "start_is_not_the_table"),
    ),
    _Side(
        total="end",
        change="gained",
        year=lambda matrix: matrix.last,
        pair=lambda code, other: (other, code),
        faults=("column_is_not_the_end", "column_is_not_the_gain", "end_is_not_the_table"),
    ),
)


def _hold_side(book: Book, matrix: Matrix, code: str, ends: list[str], side: _Side, tally: Tally) -> None:
    """Hold what a class kept and changed on one side against its total there, and that against the table of the year.

    The total is the matrix's own, otherwise that of the table.
    """
    values, (not_total, not_change, not_table) = {"code": code}, side.faults
    moved = {other: entry for other in ends if (entry := matrix.given.get(side.pair(code, other))) is not None}
    changed = [entry for other, entry in moved.items() if other != code]
    year = side.year(matrix)
    table = book.first(WHOLE, code, year) if year else None
    total, change = matrix.sides.get((code, side.total), table), matrix.sides.get((code, side.change))
    if total is not None and code in moved:
        tally.equal(not_total, list(moved.values()), [total], values)
    if changed and change is not None:
        tally.equal(not_change, changed, [change], values)
    if total is not None and table is not None and table is not total:
        tally.equal(not_table, [total], [table], {**values, "year": str(year)})


def conversions(book: Book) -> Check:
    """Balance 5: a conversion holds those within it, and is what the matrix says left one class for the other."""
    tally = Tally("land.conversions")
    for table in book.conversions:
        for unit, year in product((WHOLE, *table.units), table.years):
            for source, target in {_pair(code) for code in table.listed}:
                _hold_within(book, table, Key(unit, f"{source}/{target}", year), tally)
                if unit == WHOLE:
                    _hold_matrix(book, table, Key(unit, f"{source}/{target}", year), tally)
    if not book.conversions:
        tally.missing.append("no_conversions")
    return tally.check()


def _pair(code: str) -> tuple[str, str]:
    source, _, target = code.partition("/")
    return source, target


def _hold_within(book: Book, table: UseTable, key: Key, tally: Tally) -> None:
    """A parent's conversion is the sum of its classes' where all are listed, and at least that otherwise."""
    source, target = _pair(key.code)
    listed = [one for one, other in map(_pair, table.listed) if other == target]
    relation = next((each for each in book.tree.relations(listed) if each.whole == source), None)
    whole = table.entries.get(key)
    if relation is None or whole is None:
        return
    keys = [key._replace(code=f"{part}/{target}") for part in relation.parts]
    parts = [table.entries[each] for each in keys if each in table.entries]
    if key in table.bad or any(each in table.bad for each in keys) or (whole.blank and all(p.blank for p in parts)):
        return
    values = {"code": key.code, "unit": book.unit_name(key.unit)}
    if relation.partial or relation.unlisted:
        tally.at_most("conversion_exceeds_the_whole", parts, [whole], values)
    else:
        tally.equal("conversion_is_not_the_sum", parts, [whole], values)


def _hold_matrix(book: Book, table: UseTable, key: Key, tally: Tally) -> None:
    source, target = _pair(key.code)
    entry = table.get(*key)
    if entry is None or source not in book.tree.classes or target not in book.tree.classes:
        return
    for matrix in book.matrices:
        if key.year and matrix.last and key.year != matrix.last:
            continue
        ends = _ends(book, matrix)
        givers = [code for code in ends if source in (code, *book.tree.above(code))]
        takers = [code for code in ends if target in (code, *book.tree.above(code))]
        pairs = [(one, other) for one in givers for other in takers if one != other]
        moved = [matrix.given[pair] for pair in pairs if pair in matrix.given]
        if moved:
            tally.equal("conversion_is_not_the_matrix", [entry], moved, {"code": key.code})
