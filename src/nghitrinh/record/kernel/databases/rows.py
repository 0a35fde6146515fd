"""How the rows of a query become objects, worked out once for each query that is kept (`recipes.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)

Known = dict[Any, dict[Any, Any]]
Maker = Callable[[Any, Known], list[Any]]
# Django's, whose types tell of another version.
_populators: Callable[..., list[Any]] = get_related_populators


@dataclass(frozen=True)
class Rows:
    """How rows become what a queryset brings. Django works it out anew for each query.

    `converters` are of the columns that have some; a backend's own are named, since each thread has its connection.
    """

    converters: tuple[tuple[int, tuple[Any, ...], Any], ...]
    made: Maker

    def brought(self, rows: list[Any], connection: Any, known: Known) -> list[Any]:
        """Return what the rows are; `known` are objects that are there already, to hang on those that point to them."""
        if self.converters:
            here = [(at, _bound(those, connection), column) for at, those, column in self.converters]
            rows = [_converted(row, here, connection) for row in rows]
        return self.made(rows, known)


def _bound(converters: tuple[Any, ...], connection: Any) -> list[Any]:
    return [getattr(connection.ops, each) if type(each) is str else each for each in converters]


def _converted(row: Any, converters: list[Any], connection: Any) -> list[Any]:
    values = list(row)
    for at, those, column in converters:
        for converter in those:
            values[at] = converter(values[at], column, connection)
    return values


def rows_of(iterable: Any, compiler: Any) -> Rows | None:
    """Return what the rows of a compiled query become, as one of Django's iterables has it; None: ask that."""
    columns = [each[0] for each in compiler.select[: compiler.col_count]]
    maker = _MAKERS.get(iterable)
    if maker is None or compiler.has_extra_select or compiler.has_composite_fields(columns):
        return None
    ops = compiler.connection.ops
    converters = tuple(
        (at, tuple(each.__name__ if getattr(each, "__self__", None) is ops else each for each in those), column)
        for at, (those, column) in compiler.get_converters(columns).items()
    )
    return Rows(converters, maker(compiler))


def _objects(compiler: Any) -> Maker:
    """Return what makes objects of rows."""
    select, klass, annotated = compiler.select, compiler.klass_info, compiler.annotation_col_map or {}
    model, first, last = klass["model"], klass["select_fields"][0], klass["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    related = _populators(klass, select, DEFAULT_DB_ALIAS)

    def made(rows: Any, known: Known) -> list[Any]:
        found = []
        for row in rows:
            each = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for populator in related:
                populator.populate(row, each)
            for name, at in annotated.items():
                setattr(each, name, row[at])
            found.append(each)
        for relation, objects in known.items():
            _hang(found, relation, objects)
        return found

    return made


def _hang(found: list[Any], relation: Any, objects: dict[Any, Any]) -> None:
    """Hang objects that are there already on those that point to them, unless they brought their own."""
    names = [own.attname for own, _ in relation.related_fields]
    key_of = attrgetter(*names)
    for each in found:
        if not relation.is_cached(each) and (there := objects.get(key_of(each))) is not None:
            setattr(each, relation.name, there)


def _mappings(compiler: Any) -> Maker:
    """Return what makes dictionaries of rows."""
    query = compiler.query
    names = list(query.selected or (*query.values_select, *query.annotation_select))
    return lambda rows, _known: [dict(zip(names, row, strict=True)) for row in rows]


_MAKERS: dict[Any, Callable[[Any], Maker]] = {
    ModelIterable: _objects,
    ValuesIterable: _mappings,
    ValuesListIterable: lambda _: lambda rows, _known: [tuple(row) for row in rows],
    FlatValuesListIterable: lambda _: lambda rows, _known: [row[0] for row in rows],
}
