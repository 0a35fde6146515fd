"""What a proposal consists of: values, each with where it stands in the page and how it came about. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from nghitrinh.intake.sentences import Span
from nghitrinh.record.intakes.models import Side


class How(StrEnum):
    """How a value came about."""

    READ = "read"
    RULED = "ruled"
    AMENDED = "amended"
    PROPOSED = "proposed"
    MISSING = "missing"


@dataclass(frozen=True)
class Value:
    """One value in plain text (as `record.intakes.paths` says), the page's own words for it, and their span."""

    path: str
    text: str = ""
    said: str = ""
    span: Span | None = None
    how: How = How.MISSING

    @property
    def field(self) -> str:
        """Return the last part of the path."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True)
class ProposedRow:
    """One chair, item, charge or figure; `added` by a person, who may also drop it (`keep`)."""

    group: str
    index: int
    values: dict[str, Value]
    added: bool = False

    @property
    def path(self) -> str:
        """Return the row's path, such as `items.3`."""
        return f"{self.group}.{self.index}"

    @property
    def kept(self) -> bool:
        """Tell whether the row is to be entered."""
        return self.values["keep"].text == "yes"

    def text(self, name: str) -> str:
        """Return a field's value."""
        return self.values[name].text

    def number(self, name: str) -> int | None:
        """Return a field's value as a whole number, or None."""
        return int(self.text(name)) if self.text(name).isdigit() else None


@dataclass(frozen=True)
class ClashSide:
    """One of the two readings of a contradiction."""

    value: str
    said: str
    span: Span


@dataclass(frozen=True)
class Decided:
    """What a person decided of a contradiction."""

    side: Side
    value: str
    reason: str
    by: str


@dataclass(frozen=True)
class Clash:
    """A contradiction of the page, with the decision on it when there is one."""

    position: int
    field: str
    a: ClashSide
    b: ClashSide
    why: str
    decided: Decided | None = None


@dataclass(frozen=True)
class Proposal:
    """The record that a page proposes: its head, the rows of each group, what contradicts itself."""

    head: dict[str, Value]
    rows: dict[str, list[ProposedRow]]
    clashes: list[Clash]
    term: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def kept(self, group: str) -> list[ProposedRow]:
        """Return the rows of a group that are to be entered."""
        return [row for row in self.rows[group] if row.kept]

    def of_item(self, group: str, index: int) -> list[ProposedRow]:
        """Return the kept charges or figures of an item."""
        return [row for row in self.kept(group) if row.number("item") == index]
