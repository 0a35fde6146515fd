"""The shape of a query: everything that its SQL follows from, with a hole for each identifier.

Two queries of one shape have the same SQL, and their parameters differ in the identifiers alone. So a shape must hold
all there is: every attribute of the query and of all that hangs in it, whatever its name. What it does not know it
refuses (`Unshaped`): such a query is turned into SQL each time, as by Django alone.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from types import FunctionType
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignObjectRel, Model
from django.db.models.expressions import BaseExpression, F
from django.db.models.sql.datastructures import BaseTable, Join
from django.db.models.sql.query import Query
from django.db.models.sql.where import NothingNode
from django.utils.datastructures import OrderedSet
from django.utils.functional import cached_property
from django.utils.tree import Node

_VALUES = frozenset({str, int, bool, float, bytes, type(None), Decimal, date, datetime, time, timedelta})
# Their attributes are all that they are. A lookup, a column, a function are expressions.
_MADE_OF_ATTRIBUTES = (BaseExpression, F, Node, BaseTable, Join, NothingNode)
# How an expression was called, which its attributes say, and what was worked out from them.
_KEPT_ASIDE = frozenset({"_constructor_args", "_annotation_select_cache", "_extra_select_cache"})
# Worked out unless it was given.
_MAY_BE_GIVEN = frozenset({"output_field"})


class Unshaped(Exception):
    """There is something in the query of which it is not known what its SQL follows from."""


class Shape:
    """The shape of a query as a key (`parts`), and the identifiers that stand in its holes, each once, in order."""

    def __init__(self, query: Query) -> None:
        self.parts: list[object] = []
        self.holes: dict[UUID, int] = {}
        self._add(query)

    def _add(self, thing: Any) -> None:
        kind: type = type(thing)
        if kind in _VALUES:
            self.parts += (kind, thing)  # with its kind: 1, 1.0 and True are equal
        elif kind is UUID:
            self.parts += (UUID, self.holes.setdefault(thing, len(self.holes)))
        else:
            _adder_of(kind)(self, thing)

    def _add_row(self, things: Any) -> None:
        self.parts += (type(things), len(things))
        for thing in things:
            self._add(thing)

    def _add_mapping(self, things: dict[Any, Any]) -> None:
        self.parts += (dict, len(things))
        for name, thing in things.items():
            self._add(name)
            self._add(thing)

    def _add_names(self, things: Any) -> None:
        if not all(type(each) is str for each in things):
            raise Unshaped(f"a set of more than names: {things!r}")
        self.parts += (type(things), frozenset(things))

    def _add_itself(self, thing: Any) -> None:
        self.parts.append(thing)

    def _add_field(self, field: Any) -> None:
        """Add a field of a model as itself; one that belongs to none says all that it is by its class."""
        if getattr(field, "model", None) is not None:
            self.parts += (Field, id(field))  # models and their fields live as long as the program
        elif any(field.deconstruct()[2:]):
            raise Unshaped(f"a field of no model, with options: {field!r}")
        else:
            self.parts += (Field, type(field))

    def _add_attributes(self, thing: Any) -> None:
        kind: type = type(thing)
        aside = _worked_out(kind)
        self.parts.append(kind)
        for name, value in vars(thing).items():
            if name not in aside:
                self.parts.append(name)
                self._add(value)
        self.parts.append(None)


@cache
def _worked_out(kind: type) -> frozenset[str]:
    """Return the attributes of a class that follow from the others."""
    kept = {name for base in kind.__mro__ for name, value in vars(base).items() if isinstance(value, cached_property)}
    return _KEPT_ASIDE | (kept - _MAY_BE_GIVEN)


@cache
def _adder_of(kind: type) -> Callable[[Shape, Any], None]:
    adders: tuple[tuple[Any, Callable[[Shape, Any], None]], ...] = (
        ((list, tuple, OrderedSet), Shape._add_row),
        (dict, Shape._add_mapping),
        ((set, frozenset), Shape._add_names),
        ((type, FunctionType), Shape._add_itself),
        ((Field, ForeignObjectRel), Shape._add_field),
        (_MADE_OF_ATTRIBUTES, Shape._add_attributes),
        (str, lambda shape, thing: shape._add(str(thing.value) if hasattr(thing, "value") else str(thing))),
    )
    for kinds, adder in adders:
        if issubclass(kind, kinds) and not issubclass(kind, Model):
            return adder
    return _refuse


def _refuse(_shape: Shape, thing: Any) -> None:
    raise Unshaped(f"{type(thing).__qualname__}")
