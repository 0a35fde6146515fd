"""Balances 4 and 5: the matrix of transitions, and the conversion table beside it."""

from itertools import product

from nghitrinh.evidence.finding import Check
from nghitrinh.evidence.land.balances.comparing import Tally
from nghitrinh.evidence.land.classes import AREA
from nghitrinh.evidence.land.heads import WHOLE
from nghitrinh.evidence.land.tables import Book, Entry, Key, Matrix, UseTable


def transitions(book: Book) -> Check:
    """Balance 4: what a class kept and gave is its area at the start, what it kept and got is its area at the end."""
    tally = Tally("land.transitions")
    for matrix in book.matrices:
        ends = _ends(book, matrix)
        for code in ends:
            _hold_row(book, matrix, code, ends, tally)
            _hold_column(book, matrix, code, ends, tally)
    if not book.matrices:
        tally.missing.append("no_matrix")
    return tally.check()


def _ends(book: Book, matrix: Matrix) -> list[str]:
    """Return the classes of a matrix under which no other of its classes stands, so that nothing counts twice."""
    above = {parent for code in matrix.classes for parent in book.tree.above(code)}
    return [code for code in matrix.classes if code not in above and code != AREA and not book.tree.is_overlay(code)]


def _side(book: Book, matrix: Matrix, code: str, side: str) -> Entry | None:
    """A start or an end: of the matrix itself, otherwise of a table of that year."""
    here = matrix.sides.get((code, side))
    year = {"start": matrix.first, "end": matrix.last}.get(side)
    return here if here is not None or not year else book.first(WHOLE, code, year)


def _hold_row(book: Book, matrix: Matrix, code: str, ends: list[str], tally: Tally) -> None:
    values = {"code": code}
    row = [matrix.given[code, other] for other in ends if (code, other) in matrix.given]
    given = [matrix.given[code, other] for other in ends if other != code and (code, other) in matrix.given]
    start, lost = _side(book, matrix, code, "start"), matrix.sides.get((code, "lost"))
    if row and start is not None and (code, code) in matrix.given:
        tally.equal("row_is_not_the_start", row, [start], values)
    if given and lost is not None:
        tally.equal("row_is_not_the_loss", given, [lost], values)
    year = matrix.first
    table = book.first(WHOLE, code, year) if year else None
    if start is not None and table is not None and table is not start:
        tally.equal("start_is_not_the_table", [start], [table], {**values, "year": str(year)})


def _hold_column(book: Book, matrix: Matrix, code: str, ends: list[str], tally: Tally) -> None:
    values = {"code": code}
    column = [matrix.given[other, code] for other in ends if (other, code) in matrix.given]
    got = [matrix.given[other, code] for other in ends if other != code and (other, code) in matrix.given]
    end, gained = _side(book, matrix, code, "end"), matrix.sides.get((code, "gained"))
    if column and end is not None and (code, code) in matrix.given:
        tally.equal("column_is_not_the_end", column, [end], values)
    if got and gained is not None:
        tally.equal("column_is_not_the_gain", got, [gained], values)
    year = matrix.last
    table = book.first(WHOLE, code, year) if year else None
    if end is not None and table is not None and table is not end:
        tally.equal("end_is_not_the_table", [end], [table], {**values, "year": str(year)})


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
