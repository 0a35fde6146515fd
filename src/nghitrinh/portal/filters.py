"""By what the interface narrows the rows of a kind: a period, and a body. Derived from what the schema says of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nghitrinh.bundle.schema import columns
from nghitrinh.vietnamese import plain_number

MOST, LONGEST = 100, 200


class BadParameter(ValueError):
    """A parameter of an address that cannot be understood: its text says what was found and expected."""


def day_column(kind: type[Any]) -> str:
    """Return the column with the day by which rows of a kind are ordered, "" where they have none."""
    first = kind.ORDER[0]
    return first if first.endswith(("_on", "_at")) else ""


def filters_of(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the parameters by which the rows of a kind can be narrowed."""
    found = ("from", "to") if day_column(kind) else ()
    return (*found, "body") if kind.BODIES or "meeting_id" in columns(kind) else found


def once(query: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the values of parameters that each come once.

    Raises:
        BadParameter: one comes several times.
    """
    for name, values in query.items():
        if len(values) > 1:
            raise BadParameter(f"{name[:LONGEST]}: found it {len(values)} times, expected once")
    return {name: values[0] for name, values in query.items()}


def require_known(given: Mapping[str, str], names: tuple[str, ...]) -> None:
    """Refuse parameters of other names.

    Raises:
        BadParameter: there is one.
    """
    for name in given:
        if name not in names:
            raise BadParameter(
                f"{name[:LONGEST]!r}: found a parameter that nothing has here, expected {_listed(names)}"
            )


def condition(kind: type[Any], given: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what the rows asked for fulfil, in SQL, with the values for its marks.

    Raises:
        BadParameter: a day is none, or the kind cannot be narrowed so.
    """
    for name in {"from", "to", "body"} & given.keys() - set(filters_of(kind)):
        raise BadParameter(f"{name}: found it asked of rows that have none, expected {_listed(filters_of(kind))}")
    parts, values = ["1"], list[str]()
    for name, sign in (("from", ">="), ("to", "<=")):
        if name in given:
            parts.append(f"substr({day_column(kind)}, 1, 10) {sign} ?")
            values.append(day(given[name], name))
    if "body" in given:
        text, marks = _of_body(kind)
        parts.append(text)
        values += [given["body"][:LONGEST]] * marks
    return " AND ".join(parts), tuple(values)


def day(text: str, name: str) -> str:
    """Return an ISO day as it was given.

    Raises:
        BadParameter: it is none.
    """
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise BadParameter(f"{name}: found {text[:LONGEST]!r}, expected a day such as 2021-09-10")


def number(given: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    """Return a whole number from 1 on, or what holds where none was given.

    Raises:
        BadParameter: it is none, or too large.
    """
    if name not in given:
        return otherwise
    found = plain_number(given[name], most)
    if not found:
        raise BadParameter(f"{name}: found {given[name][:LONGEST]!r}, expected a whole number from 1 to {most}")
    return found


def _of_body(kind: type[Any]) -> tuple[str, int]:
    """Return the condition that a row is of a body, and how many marks it has."""
    parts = [
        f"{column} = ?"
        if kind.__annotations__[column] is str
        else f"EXISTS (SELECT 1 FROM json_each({column}) WHERE json_each.value = ?)"  # noqa: S608 - a column's name
        for column in kind.BODIES
    ]
    if not parts:
        parts = ["meeting_id IN (SELECT id FROM meeting WHERE organization_id = ?)"]
    return f"({' OR '.join(parts)})", len(parts)


def _listed(names: tuple[str, ...]) -> str:
    return " or ".join(names) or "no such parameter"
