"""What a structure that is handed to an act and the model that keeps it have in common, derived from both.

A field that is added to the structure reaches the row, or stops the program: it is never dropped without a word.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from pydantic import BaseModel

B = TypeVar("B", bound=BaseModel)
# What search reads of nouns besides their titles, by their identifiers.
Texts = dict[UUID, list[str]]


def column_names(given: type[BaseModel], model: type[models.Model], *, without: Collection[str]) -> dict[str, str]:
    """Return the columns of a model that keep the fields of a structure, by field; several of a kind have no column.

    Raises:
        FieldDoesNotExist: the model does not keep a field that is not named in `without`.
    """
    kept = {name: model._meta.get_field(name) for name in given.model_fields if name not in without}
    return {name: str(getattr(field, "attname", name)) for name, field in kept.items() if not field.many_to_many}


def columns(given: BaseModel, model: type[models.Model], *, without: Collection[str]) -> dict[str, Any]:
    """Return what a new row of a model takes from a structure, by column."""
    names = column_names(type(given), model, without=without)
    return {column: getattr(given, name) for name, column in names.items()}


def given_again(row: models.Model, given: type[B], **parts: Any) -> B:
    """Return a row as it would be handed to an act again; `parts` are the fields that the row itself does not keep."""
    values = {name: value_of(row, name) for name in given.model_fields if name not in parts}
    return given.model_construct(**values, **parts)


def value_of(row: models.Model, name: str) -> Any:
    """Return what a row keeps in a column; of a relation the identifier, of several objects all their identifiers."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        return [each.pk for each in getattr(row, name).all()]
    return getattr(row, getattr(field, "attname", name))


def texts_by_key(rows: Iterable[tuple[UUID, str]]) -> Texts:
    """Gather rows of identifier and text by identifier, in their order."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for key, text in rows:
        found[key].append(text)
    return found
