"""Figures of cells, with the digits that they show: numbers, and texts as offices and programs write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from nghitrinh.evidence.land.cells import Holds, SheetCell

_VIETNAMESE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_ENGLISH = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
PER_HECTARE = {"ha": Decimal(1), "km2": Decimal(100), "m2": Decimal("0.0001")}
EMPTY = frozenset(("", "-", "–", "—"))


@dataclass(frozen=True)
class ReadFigure:
    """A figure as it stands in its cell: its value and how many decimals it shows (None: as many as its column)."""

    value: Decimal
    decimals: int | None


def is_empty(cell: SheetCell | None) -> bool:
    """Whether a cell says nothing, or says with a dash that there is nothing."""
    return cell is None or (cell.holds is Holds.TEXT and cell.text.strip() in EMPTY)


def figure_in(text: str, *, english: bool) -> ReadFigure | None:
    """Read a text as a figure; `english` decides where a point or comma can be either. None when it is no figure.

    >>> figure_in("1.234,50", english=False), figure_in("1.234", english=True).value
    (ReadFigure(value=Decimal('1234.50'), decimals=2), Decimal('1.234'))
    >>> figure_in("(12,5)", english=False).value, figure_in("1.23.4", english=False)
    (Decimal('-12.5'), None)
    """
    bare = re.sub(r"[\s\u00a0]|ha$|km2$|m2$", "", text.strip()).replace("−", "-")
    if re.fullmatch(r"\([^()]+\)", bare):
        bare = f"-{bare[1:-1]}"
    readings = (_vietnamese(bare), _english(bare))
    chosen = readings[1] if english else readings[0]
    return chosen if chosen is not None else readings[0] or readings[1]


def _vietnamese(bare: str) -> ReadFigure | None:
    found = _VIETNAMESE.fullmatch(bare)
    value = Decimal(bare.replace(".", "").replace(",", ".")) if found else None
    return ReadFigure(value, len(found[1] or "")) if found and value is not None else None


def _english(bare: str) -> ReadFigure | None:
    found = _ENGLISH.fullmatch(bare)
    return ReadFigure(Decimal(bare.replace(",", "")), len(found[1] or "")) if found else None


def which_commas(texts: Iterable[str]) -> bool | None:
    """Whether texts put a point before decimals; None when they do not agree and one of them could be either.

    >>> which_commas(["1.234", "12,5"]), which_commas(["1.234", "12.5"]), which_commas(["1.234", "12,5", "12.5"])
    (False, True, None)
    """
    only_vietnamese = only_english = either = 0
    for text in texts:
        bare = re.sub(r"[\s\u00a0]", "", text)
        one, other = _vietnamese(bare), _english(bare)
        only_vietnamese += one is not None and other is None
        only_english += other is not None and one is None
        either += one is not None and other is not None and one.value != other.value
    if only_vietnamese and only_english and either:
        return None
    return bool(only_english) and not only_vietnamese
