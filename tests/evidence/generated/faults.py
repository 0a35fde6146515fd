"""Mistakes as people make them, planted one at a time into a draft. Each says in which cells it can be seen.

A digit that was mistyped in the last place is left out: nobody can tell it from rounding.
"""

import random
from collections.abc import Callable
from decimal import Decimal

from tests.evidence.generated.forms import Draft, SheetDraft, Shown
from tests.evidence.generated.plans import WHOLE
from tests.evidence.generated.writing import address

Planted = tuple[str, set[str]]


def plant(draft: Draft, chance: random.Random) -> Planted:
    """Plant one fault, and return its name with the cells of which a finding must name one."""
    kinds = list(FAULTS)
    chance.shuffle(kinds)
    for kind in kinds:
        cells = FAULTS[kind](draft, chance)
        if cells:
            return kind, cells
    raise AssertionError("no fault fits this draft")


def _areas(draft: Draft, chance: random.Random, *, least: int = 20) -> list[tuple[SheetDraft, tuple[int, int], Shown]]:
    """The figures of area that are large enough to be mistyped visibly, in any order."""
    unit = Decimal(1).scaleb(-draft.style.digits)
    found = [
        (sheet, place, shown)
        for sheet in draft.sheets
        for place, shown in sheet.figures("area")
        if shown.value >= least * unit and shown.key[1] not in ("KKT", "KDT")
    ]
    chance.shuffle(found)
    return found


def digit(draft: Draft, chance: random.Random) -> set[str]:
    """One digit is another one."""
    for sheet, (row, column), shown in _areas(draft, chance, least=100):
        digits = list(str(int(shown.value.scaleb(draft.style.digits))))
        index = chance.randrange(len(digits) - 2)
        digits[index] = chance.choice([each for each in "123456789" if each != digits[index]])
        shown.value = Decimal("".join(digits)).scaleb(-draft.style.digits)
        return {address(sheet.title, row, column)}
    return set()


def transposed(draft: Draft, chance: random.Random) -> set[str]:
    """Two neighbouring digits change places."""
    for sheet, (row, column), shown in _areas(draft, chance, least=1000):
        digits = list(str(int(shown.value.scaleb(draft.style.digits))))
        pairs = [index for index in range(len(digits) - 3) if digits[index] != digits[index + 1]]
        if pairs:
            index = chance.choice(pairs)
            digits[index], digits[index + 1] = digits[index + 1], digits[index]
            shown.value = Decimal("".join(digits)).scaleb(-draft.style.digits)
            return {address(sheet.title, row, column)}
    return set()


def decimal_point(draft: Draft, chance: random.Random) -> set[str]:
    """The decimal comma is a place too far."""
    for sheet, (row, column), shown in _areas(draft, chance):
        shown.value = shown.value * chance.choice((10, 100))
        return {address(sheet.title, row, column)}
    return set()


def swapped(draft: Draft, chance: random.Random) -> set[str]:
    """Two figures of one column stand in each other's row."""
    for sheet, (row, column), shown in _areas(draft, chance):
        others = [
            (place, other)
            for place, other in sheet.figures("area")
            if place[1] == column and place[0] != row and abs(other.value - shown.value) > shown.value / 5
            and other.key[1] not in ("KKT", "KDT")
        ]  # fmt: skip
        if others:
            (other_row, _), other = chance.choice(others)
            shown.value, other.value = other.value, shown.value
            return {address(sheet.title, row, column), address(sheet.title, other_row, column)}
    return set()


def forgotten(draft: Draft, chance: random.Random) -> set[str]:
    """A figure that should stand there does not: the cell says nothing."""
    for sheet, (row, column), shown in _areas(draft, chance, least=100):
        del sheet.cells[row, column]
        whole_row = {address(sheet.title, row, each) for each in range(1, 60)}
        return whole_row | {address(sheet.title, each, column) for each in range(1, 60)} | _kin(draft, sheet, shown)
    return set()


def _kin(draft: Draft, sheet: SheetDraft, shown: Shown) -> set[str]:
    """The cells of the same year that are added with this one: its parent, its unit's total, its class's total."""
    unit, code, year = shown.key
    above = [*draft.plan.lines[code][1:], ""] if code in draft.plan.names else list(draft.plan.names)
    keys = {(unit, each, year) for each in above} | {(each, code, year) for each in (WHOLE, *draft.plan.units)}
    return {address(sheet.title, *place) for place, other in sheet.figures() if other.key in keys}


def shifted(draft: Draft, chance: random.Random) -> set[str]:
    """Three figures of a column have slid down by a row."""
    for sheet, (row, column), _shown in _areas(draft, chance):
        slid = [sheet.cells.get((row + step, column)) for step in range(4)]
        figures = [each for each in slid if isinstance(each, Shown) and each.kind == "area"]
        if len(figures) == 4 and len({each.value for each in figures}) == 4:
            before = [each.value for each in figures]
            unit = Decimal(10).scaleb(-draft.style.digits)
            if all(abs(one - other) > unit for one, other in zip(before[1:], before[:-1], strict=True)):
                for each, value in zip(figures[1:], before[:-1], strict=True):
                    each.value = value
                return {address(sheet.title, row + step, column) for step in range(1, 4)}
    return set()


def other_measure(draft: Draft, chance: random.Random) -> set[str]:
    """One figure is given in the other unit of area."""
    for sheet, (row, column), shown in _areas(draft, chance, least=2000):
        shown.value = shown.value / 100 if draft.style.measure == "ha" else shown.value * 100
        shown.value = round(shown.value, draft.style.digits)
        return {address(sheet.title, row, column)}
    return set()


def negative(draft: Draft, chance: random.Random) -> set[str]:
    """An area below nothing."""
    for sheet, (row, column), shown in _areas(draft, chance):
        shown.value = -shown.value
        return {address(sheet.title, row, column)}
    return set()


def words(draft: Draft, chance: random.Random) -> set[str]:
    """A note stands where a figure should."""
    for sheet, (row, column), _shown in _areas(draft, chance):
        sheet.cells[row, column] = chance.choice(("xem phụ lục", "chưa có số liệu", "12,5?", "1.23.4"))
        return {address(sheet.title, row, column)}
    return set()


def uncomputed(draft: Draft, chance: random.Random) -> set[str]:
    """A formula that no program has computed."""
    for sheet, (row, column), _shown in _areas(draft, chance):
        sheet.cells[row, column] = "=SUM(A1:A2)"
        return {address(sheet.title, row, column)}
    return set()


def unknown_code(draft: Draft, chance: random.Random) -> set[str]:
    """A code that no list has."""
    for sheet in draft.sheets:
        places = [place for place, cell in sheet.cells.items() if cell in ("NTS", "CLN", "SKN", "SON")]
        if places:
            place = chance.choice(places)
            sheet.cells[place] = chance.choice(("NTX", "CLM", "SSN", "ZON"))
            return {address(sheet.title, *place)}
    return set()


def share(draft: Draft, chance: random.Random) -> set[str]:
    """A share that is not the one its area gives."""
    found = [(sheet, *each) for sheet in draft.sheets for each in sheet.figures("share")]
    found = [each for each in found if each[2].value > 1]
    if not found:
        return set()
    sheet, (row, column), shown = chance.choice(found)
    shown.value += Decimal(chance.choice(("0.3", "-0.4", "1.1")))
    return {address(sheet.title, row, column)}


def other_base(draft: Draft, chance: random.Random) -> set[str]:
    """The shares of a later year are of the group, not of the whole."""
    plan = draft.plan
    cells = set()
    for sheet in draft.sheets:
        for (row, column), shown in sheet.figures("share"):
            _unit, code, year = shown.key
            group = plan.lines[code][-1] if code in plan.names else ""
            if year == str(plan.years[-1]) and group and group != code:
                base = plan.area[WHOLE, group, int(year)]
                shown.value = round(Decimal(100 * plan.area[WHOLE, code, int(year)]) / base, 2)
                cells.add(address(sheet.title, row, column))
    return cells if len(plan.years) > 1 else set()


def whole_changes(draft: Draft, chance: random.Random) -> set[str]:
    """The natural area of a later year is another one, with a class that makes the year add up by itself."""
    plan, size = draft.plan, Decimal(chance.choice((-30, 45, 120)))
    if len(plan.years) < 2 or draft.style.measure != "ha":
        return set()
    year, unit = str(plan.years[-1]), chance.choice(plan.units)
    cells = set()
    for sheet in draft.sheets:
        for (row, column), shown in sheet.figures("area"):
            if shown.key in {(each, code, year) for each in (unit, WHOLE) for code in ("", "PNN", "PNK")}:
                shown.value += size
                if shown.key[1] == "":
                    cells.add(address(sheet.title, row, column))
            if shown.value < 0:
                shown.value += 1000
    return cells


def not_the_sum(draft: Draft, chance: random.Random) -> set[str]:
    """Allocated and local do not make the total."""
    found = [(sheet, *each) for sheet in draft.sheets for each in sheet.figures("local") if each[1].value > 5]
    if not found:
        return set()
    sheet, (row, column), shown = chance.choice(found)
    shown.value += shown.value / 2 + 1
    return {address(sheet.title, row, column)}


def below_floor(draft: Draft, chance: random.Random) -> set[str]:
    """Less rice land than is allocated, while the sum holds with a negative local figure."""
    for sheet in draft.sheets:
        for (row, column), shown in sheet.figures("allocated"):
            total, local = sheet.cells.get((row, column + 2)), sheet.cells.get((row, column + 1))
            if shown.key[1] in ("LUA", "LUC") and isinstance(total, Shown) and isinstance(local, Shown):
                shown.value = total.value + 50
                local.value = Decimal(-50)
                return {address(sheet.title, row, each) for each in (column, column + 1, column + 2)}
    return set()


def above_ceiling(draft: Draft, chance: random.Random) -> set[str]:
    """More industrial land than is allocated, while the sum holds."""
    for sheet in draft.sheets:
        for (row, column), shown in sheet.figures("allocated"):
            if shown.key[1] == "SKK" and shown.value > 100:
                shown.value -= 50
                sheet.cells[row, column + 1] = Shown(shown.key, Decimal(50), "local")
                return {address(sheet.title, row, each) for each in (column, column + 1, column + 2)}
    return set()


def conversion(draft: Draft, chance: random.Random) -> set[str]:
    """One figure of the conversion table is too large for its row and its column."""
    found = [(sheet, *each) for sheet in draft.sheets for each in sheet.figures("conversion") if each[1].value > 0]
    if not found:
        return set()
    sheet, (row, column), shown = chance.choice(found)
    shown.value += shown.value + 25
    return {address(sheet.title, row, column)}


def transition(draft: Draft, chance: random.Random) -> set[str]:
    """One figure of the matrix is another one."""
    found = [(sheet, *each) for sheet in draft.sheets for each in sheet.figures("matrix")]
    if not found:
        return set()
    sheet, (row, column), shown = chance.choice(found)
    shown.value += 40
    return {address(sheet.title, row, column)}


def work_too_large(draft: Draft, chance: random.Random) -> set[str]:
    """A park larger than all the industrial land of its unit."""
    found = [(sheet, *each) for sheet in draft.sheets for each in sheet.figures("works") if each[1].key[2] == "size"]
    if not found:
        return set()
    sheet, (row, column), shown = chance.choice(found)
    shown.value = shown.value * 20 + 500
    return {address(sheet.title, row, column)}


def work_takes_too_much(draft: Draft, chance: random.Random) -> set[str]:
    """A work takes more rice land than its unit converts."""
    found = [(sheet, *each) for sheet in draft.sheets for each in sheet.figures("works") if each[1].key[2] == "rice"]
    if not found or not any(each.title == "Chuyen muc dich" for each in draft.sheets):
        return set()
    sheet, (row, column), shown = chance.choice(found)
    shown.value = shown.value * 30 + 2000
    return {address(sheet.title, row, column)}


FAULTS: dict[str, Callable[[Draft, random.Random], set[str]]] = {
    each.__name__: each
    for each in (
        digit, transposed, decimal_point, swapped, forgotten, shifted, other_measure, negative, words, uncomputed,
        unknown_code, share, other_base, whole_changes, not_the_sum, below_floor, above_ceiling, conversion,
        transition, work_too_large, work_takes_too_much,
    )
}  # fmt: skip
