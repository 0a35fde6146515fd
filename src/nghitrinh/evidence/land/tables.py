"""What a workbook says, as figures that know of what they are: unit, class, year and whose figure, all areas in ha."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from nghitrinh.evidence.finding import Fault
from nghitrinh.evidence.land.classes import ClassTree
from nghitrinh.evidence.land.heads import ColumnKind


class Key(NamedTuple):
    """Of what a figure is. The unit is as it is compared, WHOLE for all; the year 0 where the table says none."""

    unit: str
    code: str
    year: int
    kind: ColumnKind = ColumnKind.TOTAL


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure: `step` is one unit of its last digit shown, `cell` where it stands; `blank` when nothing does."""

    value: Decimal
    step: Decimal
    cell: str
    blank: bool = False


@dataclass
class UseTable:
    """Areas by unit, class, year and whose figure. `listed` are its classes, `units` those beside the whole."""

    sheet: str
    listed: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    entries: dict[Key, Entry] = field(default_factory=dict)
    bad: set[Key] = field(default_factory=set)  # cells that hold no figure: what they enter cannot be checked
    strange: bool = False  # a class of it is in no list: what is listed under its parent is not known

    def get(self, unit: str, code: str, year: int, kind: ColumnKind = ColumnKind.TOTAL) -> Entry | None:
        """Return a figure that stands there; None for a blank cell and for none."""
        entry = self.entries.get(Key(unit, code, year, kind))
        return entry if entry is not None and not entry.blank else None

    def add(self, key: Key, entry: Entry) -> None:
        """Keep a figure, and what it names in the order of the sheet."""
        self.entries[key] = entry
        for known, one in ((self.listed, key.code), (self.years, key.year)):
            if one not in known:
                known.append(one)  # type: ignore[arg-type]
        if key.unit and key.unit not in self.units:
            self.units.append(key.unit)


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of a class in its column; `column` tells columns of one table from each other."""

    sheet: str
    column: int
    key: Key
    entry: Entry


@dataclass
class Matrix:
    """Who gave to whom: `given[i, j]`, with start, losses, gains and end of each class where the sheet has them."""

    sheet: str
    first: int | None
    last: int | None
    classes: list[str] = field(default_factory=list)
    given: dict[tuple[str, str], Entry] = field(default_factory=dict)
    sides: dict[tuple[str, str], Entry] = field(default_factory=dict)  # (code, start | lost | gained | end)


@dataclass(frozen=True, slots=True)
class Work:
    """One work of a list: what it becomes, where, its size, and what it takes of which class."""

    sheet: str
    name: str
    code: str
    unit: str | None
    size: Entry | None
    taken: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class BoundaryDecision:
    """A change of the natural area that a decision explains."""

    unit: str
    year: int
    change: Decimal
    words: str


@dataclass(frozen=True)
class Parts:
    """One column of parts of a whole; `open_end` when a part is named without a figure.

    `is_area` where a head or a title says in which unit of area it is; elsewhere nobody knows what is counted.
    """

    sheet: str
    heading: str
    parts: tuple[tuple[str, Entry], ...]
    whole: Entry
    open_end: bool
    is_area: bool = False


@dataclass
class Book:
    """Everything that a workbook says. `units` are the units' names as the workbook writes them."""

    name: str
    tree: ClassTree
    uses: list[UseTable] = field(default_factory=list)
    conversions: list[UseTable] = field(default_factory=list)
    matrices: list[Matrix] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    boundaries: list[BoundaryDecision] = field(default_factory=list)
    parts: list[Parts] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    figures: int = 0
    unread: list[str] = field(default_factory=list)  # sheets that hold no table
    notes: list[str] = field(default_factory=list)  # codes of what is not read in the sheets, or not computed
    answers: dict[str, str] = field(default_factory=dict)
    form: str = ""

    def unit_name(self, unit: str) -> str:
        """Return a unit's name as the workbook writes it; nothing for the whole, which each language calls its way."""
        return self.units.get(unit, unit) if unit else ""

    def first(self, unit: str, code: str, year: int) -> Entry | None:
        """Return the first figure of all tables of land use."""
        found = (table.get(unit, code, year) for table in self.uses)
        return next((entry for entry in found if entry is not None), None)

    def years(self) -> list[int]:
        """Return every year of the tables of land use, in order."""
        return sorted({year for table in self.uses for year in table.years if year})

    def groups(self) -> Iterator[tuple[UseTable, str, int]]:
        """Yield each table with each unit, the whole first, and each of its years."""
        for table in self.uses:
            for unit in ("", *table.units):
                for year in table.years:
                    yield table, unit, year
