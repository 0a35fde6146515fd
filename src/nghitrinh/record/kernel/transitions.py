"""Transition tables: which verb moves a noun from which states to which, and who may do it.

A noun's table is one constant, and it is the whole policy about that noun: the acts consult it, the documentation is
generated from it, and a test walks it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from nghitrinh.record.kernel.levels import Role

NEW = ""  # the state of what does not exist yet


@dataclass(frozen=True)
class Transition:
    """One row: `verb` leads from any of `sources` to `target` (empty: the state stays) for one of `roles`."""

    verb: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[Role, ...]


RolesFor = Callable[[Any], set[str]]  # a user's roles for an organization, by its identifier
Side = Callable[[tuple[Role, ...], Any, RolesFor], UUID]


def _owner(_allowed: tuple[Role, ...], noun: Any, _roles_for: RolesFor) -> UUID:
    key: UUID = noun.owner_id
    return key


@dataclass(frozen=True)
class TransitionTable:
    """All transitions of one noun; `noun` is its kind, as verbs and addresses name it.

    `side` names the organization whose roles decide: of the roles that are allowed, for a noun, and a user. It is the
    owner, but where an officer acts for another body; acts and pages ask it alike.
    """

    noun: str
    model: type[Model]
    transitions: tuple[Transition, ...]
    side: Side = _owner

    def find(self, verb: str) -> Transition:
        """Return the row of a verb; a verb that is in no row is a mistake of the program."""
        return next(row for row in self.transitions if row.verb == verb)


TABLES: dict[str, TransitionTable] = {}


def table(
    noun: str, model: type[Model], *rows: tuple[str, tuple[str, ...], str, tuple[Role, ...]], side: Side = _owner
) -> TransitionTable:
    """Declare and register the one table of a noun."""
    if noun in TABLES or table_of(model) is not None:
        raise ValueError(f"{noun} has its table")
    TABLES[noun] = TransitionTable(noun, model, tuple(Transition(*row) for row in rows), side)
    return TABLES[noun]


def table_of(model: type[Model]) -> TransitionTable | None:
    """Return the table of a noun's model; None for what has no states (a membership, a user)."""
    return next((table for table in TABLES.values() if table.model is model), None)
