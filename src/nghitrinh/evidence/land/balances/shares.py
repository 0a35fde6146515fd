"""Balance 9: every share is of one base, which is the same down its column and from year to year."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from nghitrinh.evidence.finding import Check, Fault
from nghitrinh.evidence.land.balances.comparing import Tally, shown
from nghitrinh.evidence.land.classes import AREA
from nghitrinh.evidence.land.heads import WHOLE, ColumnKind
from nghitrinh.evidence.land.tables import Book, Entry, Key, Share


def shares(book: Book) -> Check:
    """Balance 9. The base is found: the whole, a class above, or the unit's group; the most common one is meant."""
    tally = Tally("land.shares")
    columns: dict[tuple[str, int], list[Share]] = defaultdict(list)
    for share in book.shares:
        columns[share.sheet, share.column].append(share)
    meant = {place: _base(book, column) for place, column in columns.items()}
    for place, column in columns.items():
        for share in column:
            _hold(book, share, meant[place], tally)
    _hold_alike(columns, meant, tally)
    if not book.shares:
        tally.missing.append("no_shares")
    return tally.check()


def _bases(book: Book, share: Share) -> Iterator[tuple[str, Entry, Entry]]:
    """Yield what a share could be of: base, the class's own figure and the base's."""
    unit, code, year, _ = share.key
    own = book.first(unit, code, year)
    if own is None:
        return
    above = (AREA, *(each for each in reversed(book.tree.above(code))))
    for base in dict.fromkeys(above):
        entry = book.first(unit, base, year)
        if entry is not None and entry.value:
            yield base, own, entry
    whole = book.first(WHOLE, code, year)
    if unit != WHOLE and whole is not None and whole.value:
        yield "unit", own, whole


def _fits(share: Share, own: Entry, base: Entry) -> bool:
    """Whether a share is what rounded figures can give: each of the three may be off by half of its last digit."""
    computed = 100 * own.value / base.value
    slack = 100 * (own.step / 2) / base.value + computed * (base.step / 2) / base.value + share.entry.step / 2
    return abs(share.entry.value - computed) <= slack + Decimal("1e-9")


def _base(book: Book, column: list[Share]) -> str:
    """Return the base that most shares of a column fit; the whole first of equals."""
    counts = Counter(base for share in column for base, own, entry in _bases(book, share) if _fits(share, own, entry))
    return max(counts, key=lambda base: (counts[base], base == AREA), default="")


def _hold(book: Book, share: Share, meant: str, tally: Tally) -> None:
    found = {base: (own, entry) for base, own, entry in _bases(book, share)}
    if not found:
        _hold_area(book, share, tally)
        return
    fitting = [base for base, (own, entry) in found.items() if _fits(share, own, entry)]
    if meant in fitting or (fitting and meant not in found):
        tally.examined += 1
        tally.exact += 1
        return
    own, entry = found.get(meant) or next(iter(found.values()))
    values = {
        "code": share.key.code, "unit": book.unit_name(share.key.unit), "year": str(share.key.year),
        "share": shown(share.entry.value), "computed": shown(round(100 * own.value / entry.value, 2)),
        "base": meant or next(iter(found)), "fits": fitting[0] if fitting else "",
    }  # fmt: skip
    code = "share_of_another_base" if fitting else "share_is_not_its_area"
    tally.fault(Fault(code=code, cells=(share.entry.cell, own.cell, entry.cell), values=values))


def _hold_area(book: Book, share: Share, tally: Tally) -> None:
    """A share beside an area that was left out."""
    blank = next((table.entries[key] for table in book.uses if (key := _area_key(share)) in table.entries), None)
    if blank is not None and blank.blank and share.entry.value:
        values = {"code": share.key.code, "year": str(share.key.year), "share": shown(share.entry.value)}
        tally.fault(Fault(code="share_without_area", cells=(blank.cell, share.entry.cell), values=values))


def _area_key(share: Share) -> Key:
    return share.key._replace(kind=ColumnKind.TOTAL)


def _hold_alike(columns: dict[tuple[str, int], list[Share]], meant: dict[tuple[str, int], str], tally: Tally) -> None:
    """Columns of one sheet have one base: a reader compares them, and 40 % of one is not 60 % of another."""
    for sheet in dict.fromkeys(sheet for sheet, _ in columns):
        bases = {place: base for place, base in meant.items() if place[0] == sheet and base}
        if len(set(bases.values())) > 1:
            first = next(iter(bases))
            for place, base in bases.items():
                if base != bases[first]:
                    cells = (columns[first][0].entry.cell, *(share.entry.cell for share in columns[place]))
                    values = {"sheet": sheet, "base": bases[first], "other": base}
                    tally.fault(Fault(code="base_changes", cells=cells, values=values))
