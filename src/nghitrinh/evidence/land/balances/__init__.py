"""The nine balances of a land-use table, each a function from a book to its Check; `ALL` in the order of the law.

    1 natural area    2 classes    3 units    4 transitions    5 conversions
    6 allocation, floors and ceilings, phases    7 works    8 area over the years    9 shares

Two checks stand before them: that every cell can be read, and that parts of a whole which are no classes add up.
"""

from collections.abc import Callable

from nghitrinh.evidence.finding import Check
from nghitrinh.evidence.land.balances.allocation import allocation
from nghitrinh.evidence.land.balances.inputs import inputs
from nghitrinh.evidence.land.balances.shares import shares
from nghitrinh.evidence.land.balances.sums import classes, natural_area, parts, units
from nghitrinh.evidence.land.balances.transitions import conversions, transitions
from nghitrinh.evidence.land.balances.works import works
from nghitrinh.evidence.land.balances.years import area_over_years
from nghitrinh.evidence.land.tables import Book

ALL: tuple[Callable[[Book], Check], ...] = (
    *(inputs, parts, natural_area, classes, units, transitions, conversions),
    *(allocation, works, area_over_years, shares),
)

__all__ = ["ALL"]
