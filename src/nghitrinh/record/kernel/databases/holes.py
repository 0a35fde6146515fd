"""SQL that is kept for the next who asks alike, with holes where identifiers stood."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import UUIDField

_field = UUIDField()
# As SQLite and PostgreSQL have an identifier.
_KINDS = frozenset({str, UUID})
_HEX = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True)
class Hole:
    """Where in the parameters an identifier stands."""

    number: int


def as_stored(identifiers: Iterable[UUID], connection: Any) -> list[object]:
    """Return identifiers as a database has them among the parameters of a query."""
    return [_field.get_db_prep_value(each, connection) for each in identifiers]


def with_holes(
    params: Iterable[Any], identifiers: Sequence[object], given: Collection[object]
) -> tuple[Any, ...] | None:
    """Return parameters with holes for the identifiers; None where it cannot be told which parameter is which.

    `given` is whatever else the query was made from: what looks like an identifier there is none. Among the parameters
    none may be left that is one and was not given, or what was made for one would be shown to another.
    """
    holes = {each: Hole(number) for number, each in enumerate(identifiers)}
    if not holes.keys().isdisjoint(given):
        return None
    # Of other kinds nothing is looked up: a list, as PostgreSQL takes one, has no hash.
    marked = tuple(holes.get(each, each) if type(each) in _KINDS else each for each in params)
    found = {each.number for each in marked if type(each) is Hole}
    is_unknown = any(_is_identifier(each) and each not in given for each in marked)
    return None if is_unknown or len(found) < len(holes) else marked


def _is_identifier(param: object) -> bool:
    return type(param) is UUID or (type(param) is str and _HEX.fullmatch(param) is not None)


def filled(params: tuple[Any, ...], identifiers: Sequence[object]) -> tuple[Any, ...]:
    """Return the parameters by the identifiers that stand in the holes."""
    return tuple(identifiers[each.number] if type(each) is Hole else each for each in params)


def padded(identifiers: Iterable[UUID]) -> list[UUID]:
    """Return identifiers with some that nothing has, so that there are 1, 2, 4, 8 …: few lengths are few statements."""
    wanted = list(identifiers)
    room = (1 << (len(wanted) - 1).bit_length()) - len(wanted) if wanted else 0
    return wanted + [UUID(int=number) for number in range(1, room + 1)]
