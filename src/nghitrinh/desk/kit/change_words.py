"""What a line of the journal says was changed, in words: the object, the column, the old value and the new one.

The words are made when the line is read. Which values a column can have and which objects it names is asked of the
model, what an object is called of its area's vocabulary: a new noun, part or column needs no entry here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.vocabulary import PathWords
from nghitrinh.desk.kit.wording import field_words, instant, iso_words, kind_words
from nghitrinh.desk.nouns import PARTS, vocabulary_of
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.journal import Change
from nghitrinh.record.kernel.messages import label_in
from nghitrinh.vietnamese import format_number

_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KNOWN = tuple(part for part in PARTS.values() if part.is_known)


class ChangeWords(NamedTuple):
    """One change for a page: what changed, from what, to what; an empty text is nothing."""

    where: str
    old: str
    new: str


@dataclass(frozen=True)
class Names:
    """The words for the objects that some changes are of or name, by `kind:id` and by identifier.

    `rows` are, by `kind:id`, the objects that have words of their own for their choices.
    """

    places: dict[str, str]
    labels: dict[str, str]
    rows: dict[str, Any]


def names_in(changes: Iterable[Change]) -> Names:
    """Look up what the changes of any number of lines are of and name, in a fixed number of queries."""
    listed = list(changes)
    labels = _labels(set(_identifiers(listed)), _named_by(listed))
    return Names(_places({change.of for change in listed}), labels, _speaking(listed))


def in_words(change: Change, subject: str, names: Names) -> ChangeWords:
    """Return a change of a line about `subject` in words."""
    column = _column(change)
    old, new = (_value(column, value, change, names) for value in (change.old, change.new))
    return ChangeWords(_where(change, subject, names), old, new)


def _where(change: Change, subject: str, names: Names) -> str:
    if change.words:
        return change.words
    part = PARTS.get(change.kind)
    place = names.places.get(change.of) or names.labels.get(_identifier(change.of))
    if place and part and change.field == part.alone:  # who attended as what; what a contradiction was decided to be
        return place
    path = _path(change)
    column = field_words(path.name if path else change.field, change.kind)
    if path and path.before:
        column = f"{path.before}, {_low(column)}"
    if change.of == subject or (part and part.is_own):
        return column
    return f"{place or kind_words(change.kind)}, {_low(column)}"


def _path(change: Change) -> PathWords | None:
    words = vocabulary_of(change.kind)
    return words.path(change.field) if words else None


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _identifier(key: str) -> str:
    return key.partition(":")[2]


def _column(change: Change) -> Any:
    """Return the column of the model that a change is of; None for a path into a page's proposal, and for words."""
    try:
        return apps.get_model("record", change.kind)._meta.get_field(change.field)
    except (LookupError, FieldDoesNotExist):
        return None


def _value(column: Any, value: Any, change: Change, names: Names) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return ", ".join(_value(column, each, change, names) for each in value)
    if column is None:
        return _text_value(_path(change), str(value), names)
    if column.is_relation:
        return names.labels.get(str(value), str(value))
    if column.choices and change.of in names.rows:
        return str(label_in(names.rows[change.of], change.field, str(value)))
    return _plain_value(column, value)


def _text_value(path: PathWords | None, text: str, names: Names) -> str:
    """Return a value of what is no column, which is text whatever it is."""
    if path and path.choices:
        return str(path.choices.get(text, text))
    return iso_words(" ".join(names.labels.get(word, word) for word in text.split(" ")))


def _plain_value(column: Any, value: Any) -> str:
    """Return a value by the kind of its column; a line of version 1 has every value as text."""
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, models.BooleanField):
        return _("có") if str(value) == "True" else _("không")
    if isinstance(column, models.DateField):  # moments are of a kind of it
        return instant(str(value)) if isinstance(column, models.DateTimeField) else iso_words(str(value))
    return format_number(Decimal(value)) if isinstance(column, models.DecimalField) else str(value)


def _identifiers(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the identifiers of objects that changes are of or name."""
    for change in changes:
        column, values = _column(change), [change.old, change.new]
        if (part := PARTS.get(change.kind)) and part.is_known:
            yield _identifier(change.of)
        if _path(change):
            yield from (word for value in values for word in str(value or "").split(" ") if _IDENTIFIER.fullmatch(word))
        elif column is not None and column.is_relation:
            for value in values:
                yield from map(str, value if isinstance(value, list) else [value] if value else [])


def _speaking(changes: Iterable[Change]) -> dict[str, Any]:
    """Return the objects among those that changes are of which say their choices otherwise than all of their kind."""
    keys: dict[Any, set[str]] = {}
    for change in changes:
        column = _column(change)
        if column is not None and column.choices and hasattr(column.model, "label_of_choice"):
            keys.setdefault(column.model, set()).add(_identifier(change.of))
    rows = (row for model, own in keys.items() for row in model._default_manager.filter(pk__in=map(_as_key, own)))
    return {canonical.key(row): row for row in rows}


def _as_key(identifier: str) -> UUID | str:
    """Return an identifier as queries take one: those of one shape are put together once (record/kernel/databases)."""
    return UUID(identifier) if _IDENTIFIER.fullmatch(identifier) else identifier


def _named_by(changes: Iterable[Change]) -> set[Any]:
    """Return the models of what changed columns name: whoever entered something, the post that signs."""
    columns = (_column(change) for change in changes)
    return {column.related_model for column in columns if column is not None and column.is_relation}


def _labels(identifiers: set[str], named: set[Any]) -> dict[str, str]:
    keys = [_as_key(each) for each in identifiers]
    models = dict.fromkeys([*(part.model for part in _KNOWN), *sorted(named, key=lambda model: str(model._meta))])
    rows = (row for model in models if keys for row in model._default_manager.filter(pk__in=keys))
    return {str(row.pk): row.label() for row in rows}


def _places(keys: set[str]) -> dict[str, str]:
    """Return where each object stands in what it is a part of: "điểm 1, số liệu 2"."""
    places: dict[str, str] = {}
    for part in PARTS.values():
        wanted = [_as_key(_identifier(key)) for key in keys if key.startswith(f"{part.key}:")]
        if part.place and wanted:
            rows = part.model._default_manager.filter(pk__in=wanted).select_related(*part.related)
            places |= {f"{part.key}:{row.pk}": part.place(row) for row in rows}
    return places
