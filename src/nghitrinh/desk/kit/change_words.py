"""What a line of the journal says was changed, in words: the object, the column, the old value and the new one.

The words are made when the line is read. Which values a column can have and which objects it names is asked of the
model, so that a new column needs no entry here but its name in `wording.FIELDS`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.wording import CHOICES, ROWS, field_words, instant, iso_words, kind_words
from nghitrinh.record.bodies.models import Location, Organization, Source
from nghitrinh.record.decisions.models import Charge, Figure, Point
from nghitrinh.record.intakes.models import Ruling
from nghitrinh.record.intakes.paths import row_of
from nghitrinh.record.kernel.journal import Change
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.meetings.models import Attendance
from nghitrinh.vietnamese import format_number

_AMENDMENTS = "amendments."
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Objects that every reader of a line may know by name; of all others the kind is said.
_NAMED: tuple[type[Noun], ...] = (Organization, Location, Source)


class ChangeWords(NamedTuple):
    """One change for a page: what changed, from what, to what; an empty text is nothing."""

    where: str
    old: str
    new: str


@dataclass(frozen=True)
class Names:
    """The words for the objects that some changes are of or name, by `kind:id` and by identifier."""

    places: dict[str, str]
    labels: dict[str, str]


def names_in(changes: Iterable[Change]) -> Names:
    """Look up what the changes of any number of lines are of and name, in a fixed number of queries."""
    listed = list(changes)
    return Names(_places({change.of for change in listed}), _labels(set(_identifiers(listed))))


def in_words(change: Change, subject: str, names: Names) -> ChangeWords:
    """Return a change of a line about `subject` in words."""
    column = _column(change)
    old, new = (_value(column, value, change, names) for value in (change.old, change.new))
    return ChangeWords(_where(change, subject, names), old, new)


def _where(change: Change, subject: str, names: Names) -> str:
    if change.words:
        return change.words
    place = names.places.get(change.of) or names.labels.get(_identifier(change.of))
    if change.field in ("role", "value") and place:  # who attended as what; what a contradiction was decided to be
        return place
    column = _amended(change.field) or field_words(change.field)
    if change.of == subject or change.kind == "convening":
        return column
    return f"{place or kind_words(change.kind)}, {_low(column)}"


def _amended(field: str) -> str:
    """Return the words for a path into a page's proposal: `items.1.title` is the title of its second item."""
    path = field.removeprefix(_AMENDMENTS)
    if path == field:
        return ""
    row = row_of(path)
    return f"{ROWS[row[0]]} {row[1] + 1}, {_low(field_words(row[2]))}" if row else field_words(path)


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
        return _amended_value(change.field.rpartition(".")[2], str(value), names)
    if column.is_relation:
        return names.labels.get(str(value), str(value))
    return _plain_value(column, value)


def _amended_value(field: str, text: str, names: Names) -> str:
    """Return a value of a page's proposal, which is text whatever it is."""
    if field in CHOICES:
        return str(dict(CHOICES[field]).get(text, text))
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
    """Yield the identifiers of organizations, places and sources that changes are of or name."""
    kinds = {model._meta.model_name for model in _NAMED}
    for change in changes:
        column, values = _column(change), [change.old, change.new]
        if change.kind in kinds:
            yield _identifier(change.of)
        if column is None and change.field.startswith(_AMENDMENTS):
            yield from (word for value in values for word in str(value or "").split(" ") if _IDENTIFIER.fullmatch(word))
        elif column is not None and column.is_relation and column.related_model in _NAMED:
            for value in values:
                yield from map(str, value if isinstance(value, list) else [value] if value else [])


def _labels(identifiers: set[str]) -> dict[str, str]:
    rows = (row for model in _NAMED if identifiers for row in model._default_manager.filter(pk__in=identifiers))
    return {str(row.pk): row.label() for row in rows}


def _places(keys: set[str]) -> dict[str, str]:
    """Return where in its decision, its attendance or its page each object stands: "điểm 1, số liệu 2"."""
    places: dict[str, str] = {}
    for model, related, words in _PLACED:
        kind = f"{model._meta.model_name}:"
        wanted = [_identifier(key) for key in keys if key.startswith(kind)]
        if wanted:
            rows = model._default_manager.filter(pk__in=wanted).select_related(*related)
            places |= {f"{kind}{row.pk}": words(row) for row in rows}
    return places


def _in_point(row: Any, name: str) -> str:
    return f"{_point(row.point)}, {name} {row.position}"


def _point(row: Any) -> str:
    return _("điểm %(position)s") % {"position": row.position}


_PLACED: tuple[tuple[type[Noun], tuple[str, ...], Callable[[Any], str]], ...] = (
    (Point, (), _point),
    (Figure, ("point",), lambda row: _in_point(row, _("số liệu"))),
    (Charge, ("point",), lambda row: _in_point(row, _("việc"))),
    (Attendance, (), lambda row: str(row.post)),
    (Ruling, (), lambda row: _("Mâu thuẫn %(n)s") % {"n": row.position + 1}),
)
