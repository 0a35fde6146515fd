"""What one version of a decision changes of another, value by value, for the journal."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from nghitrinh.record.decisions.models import Charge, DecisionRevision, Figure, Point
from nghitrinh.record.decisions.queries import points_by_revision
from nghitrinh.record.kernel.derived import value_of

Row = Point | Figure | Charge
# Columns that say where a row is kept and not what was concluded.
_OF_THE_ROW = ("id", "edit", "recorded_at", "version", "point", "key")


def changed_values(old: DecisionRevision, new: DecisionRevision) -> Iterator[tuple[Row, str, Any, Any]]:
    """Yield row, column, old and new value of all that two versions do not share.

    Points, figures and charges are compared by their keys. What is only in one of them is compared with nothing; the
    row is the new one where there is one.
    """
    both = points_by_revision([old, new])
    before, after = _by_key(both[old.pk]), _by_key(both[new.pk])
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key), after.get(key)
        row = now or before[key]
        for column in _columns(row):
            values = (_value(was, column), _value(now, column))
            if values[0] != values[1]:
                yield row, column, *values


def _by_key(points: list[Point]) -> dict[UUID, Row]:
    rows: dict[UUID, Row] = {}
    for point in points:
        rows[point.key] = point
        for figure in point.figures.all():
            rows[figure.key] = figure
        for charge in point.charges.all():
            rows[charge.key] = charge
    return rows


def _columns(row: Row) -> list[str]:
    fields = [field for field in (*row._meta.concrete_fields, *row._meta.many_to_many) if field.name not in _OF_THE_ROW]
    return [field.name for field in fields]


def _value(row: Row | None, column: str) -> Any:
    """Return a value as the journal has it: what is empty is None, several objects are their identifiers in order."""
    if row is None:
        return None
    value = value_of(row, column)
    if isinstance(value, list):
        return sorted(map(str, value)) or None
    return None if value == "" else value
