"""Comparing two sides of figures that were rounded: what the digits shown allow, and what they do not.

A figure shown with one unit of its last digit u may be off by u/2. A sum of n such figures may be off by the sum of
their halves, and by chance hardly ever by more than six standard deviations (each u/√12): the smaller of the two is
the tolerance. With two or three figures it is the worst case, with 64 it is 2.3 times narrower.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from nghitrinh.evidence.finding import Check, Fault, Status
from nghitrinh.evidence.land.tables import Entry

_EXACT = Decimal("1e-9")


def tolerance(steps: Iterable[Decimal]) -> Decimal:
    """Return what rounding alone can explain of a difference between two sides with these last digits, in ha.

    >>> tolerance([Decimal("0.01")] * 6)
    Decimal('0.03')
    >>> tolerance([Decimal("1")] * 65).quantize(Decimal("0.01"))
    Decimal('13.96')
    """
    known = list(steps)
    worst = sum(known, Decimal(0)) / 2
    likely = 6 * (sum((step * step for step in known), Decimal(0)) / 12).sqrt()
    return min(worst, likely)


def shown(value: Decimal) -> str:
    """Return a value as JSON and sentences have it, without zeros that say nothing.

    >>> shown(Decimal("12.500")), shown(Decimal("-0.00")), shown(Decimal("1000"))
    ('12.5', '0', '1000')
    """
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


@dataclass
class Tally:
    """Counts relations, and keeps those that fail, for one check."""

    code: str
    examined: int = 0
    exact: int = 0
    rounded: int = 0
    widest: Decimal = Decimal(0)
    faults: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def equal(self, code: str, left: list[Entry], right: list[Entry], values: dict[str, str], *hints: str) -> bool:
        """Hold that two sides are alike, and return whether they are."""
        return self._compare(code, left, right, values, hints, most=None)

    def at_most(self, code: str, left: list[Entry], right: list[Entry], values: dict[str, str], *hints: str) -> bool:
        """Hold that the left side is no more than the right one, and return whether it is."""
        return self._compare(code, left, right, values, hints, most=Decimal(0))

    def _compare(
        self, code: str, left: list[Entry], right: list[Entry], values: dict[str, str], hints: tuple[str, ...],
        most: Decimal | None,
    ) -> bool:  # fmt: skip
        self.examined += 1
        one, other = total(left), total(right)
        difference = one - other
        over = abs(difference) if most is None else difference
        if over <= _EXACT:
            self.exact += 1
            return True
        allowed = tolerance(entry.step for entry in chain(left, right))
        if over <= allowed + _EXACT:
            self.rounded += 1
            self.widest = max(self.widest, over)
            return True
        cells = tuple(dict.fromkeys(entry.cell for entry in chain(left, right)))
        self.faults.append(
            Fault(
                code=code, cells=cells, values=values, left=_plain(one), right=_plain(other),
                difference=_plain(difference), tolerance=_plain(allowed), hints=(*hints, *causes(left, right)),
            )
        )  # fmt: skip
        return False

    def fault(self, fault: Fault) -> None:
        """Keep one that fails without two sides."""
        self.examined += 1
        self.faults.append(fault)

    def check(self) -> Check:
        """Return the check: failed with a fault, passed when something was asked, otherwise not checked."""
        status = Status.FAILED if self.faults else Status.PASSED if self.examined else Status.NOT_CHECKED
        missing = tuple(dict.fromkeys(self.missing))
        return Check(
            code=self.code, status=status, examined=self.examined, exact=self.exact, rounded=self.rounded,
            widest=_plain(self.widest), faults=tuple(self.faults), missing=missing,
        )  # fmt: skip


def total(entries: Iterable[Entry]) -> Decimal:
    """Return the sum of figures, in ha."""
    return sum((entry.value for entry in entries), Decimal(0))


def causes(left: list[Entry], right: list[Entry]) -> tuple[str, ...]:
    """Return codes of likely causes of a difference: a figure left out or twice, a comma displaced, digits swapped."""
    difference = total(left) - total(right)
    found = []
    for entry in chain(left, right):
        change = difference if entry in right else -difference
        meant = entry.value + change  # what this figure would have to be
        if entry.value and abs(difference) == abs(entry.value):
            found.append("cause_left_out")
        elif entry.value and meant > 0 and meant / entry.value in _DISPLACED:
            found.append("cause_comma")
        elif meant > 0 and _swapped(meant, entry.value):
            found.append("cause_digits_swapped")
    return tuple(dict.fromkeys(found))


_DISPLACED = {Decimal(10) ** power for power in (-2, -1, 1, 2)}


def _swapped(one: Decimal, other: Decimal) -> bool:
    first, second = shown(one), shown(other)
    if len(first) != len(second) or sorted(first) != sorted(second):
        return False
    places = [index for index, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    return len(places) == 2 and places[1] - places[0] == 1


def _plain(value: Decimal) -> Decimal:
    return Decimal(shown(round(value, 6)))
