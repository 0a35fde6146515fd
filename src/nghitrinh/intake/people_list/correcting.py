"""What a row says otherwise than the record: a correction, and an end where it adds one."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from nghitrinh.intake.people_list.columns import NO, YES, Kind, PeopleColumn
from nghitrinh.intake.people_list.reading import PeopleRow
from nghitrinh.intake.task_list.tables import shown
from nghitrinh.record.bodies.models import OrganizationKind


@dataclass(frozen=True)
class Correctable:
    """How the rows of one sheet correct: its noun, and what an empty cell means of each column that can be corrected.

    `end` is the column with the day on which it ends: of what has none yet it is no correction, but an act of its own.
    """

    noun: str
    empty: Mapping[str, Any]
    end: str = ""
    ends_with_reason: bool = False

    def differing(self, row: PeopleRow, recorded: Any) -> dict[str, Any]:
        """Return what a row says otherwise, by field; a column that its sheet lacks says nothing."""
        said = {name: row.values.get(name, empty) for name, empty in self.empty.items() if name in row.columns}
        return {name: value for name, value in said.items() if value != getattr(recorded, name)}

    def is_end(self, name: str, recorded: Any, value: Any) -> bool:
        """Tell whether a value ends what has no end yet."""
        return name == self.end and value is not None and getattr(recorded, name) is None


ORGANIZATION = Correctable(
    "organization",
    MappingProxyType({"short_name": "", "kind": "", "started_on": None, "ended_on": None}),
    end="ended_on",
    ends_with_reason=True,
)
POST = Correctable(
    "membership", MappingProxyType({"voting": True, "starts_on": None, "ends_on": None, "beside": ""}), end="ends_on"
)


def cells_changed(row: PeopleRow, recorded: Any, values: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """Return the header, the old and the new value of each cell of a row that says otherwise."""
    return tuple(
        (column.header, in_cell(column, getattr(recorded, column.field)), in_cell(column, values[column.field]))
        for column in row.sheet.columns
        if column.field in values
    )


def in_cell(column: PeopleColumn, value: Any) -> str:
    """Return a value as its cell has it; of nothing, nothing."""
    if value is None or value == "":
        return ""
    if column.kind is Kind.ORGANIZATION_KIND:
        return str(OrganizationKind(value).label)
    return (YES if value else NO) if column.kind is Kind.YES_NO else shown(value)
