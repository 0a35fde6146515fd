"""Striking what was entered by mistake: it goes, and the journal keeps what it said, who entered it and why it went.

A room says of each of its nouns by one line (`strikable`) whose secretaries may, and what is undone with it. Whatever
rests on an entry keeps it: then it was no mistake, and is corrected or ended. What rests is asked of the models'
relations, so that a relation of a later noun counts by being there.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, JSONField, Model, OuterRef, QuerySet, TextField, UUIDField
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import NOBODYS, Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.models import INDEX, Noun, User
from nghitrinh.record.kernel.texts import Reason, Word

_MOST_NAMED = 5
_KEPT_BESIDE = ("id", "edit", "recorded_at")


def _administrators_alone(_user: User | None, _noun: Any) -> UUID:
    return NOBODYS


def _nothing(*_given: Any) -> None:
    return None


def _no_rows(_noun: Any) -> tuple[Model, ...]:
    return ()


@dataclass(frozen=True)
class Strikable:
    """A model whose entries can be struck.

    `side` is the organization for which a user may as its secretary, besides administrators; `besides` are rows that
    rest on an entry by no relation; `undo` takes back what the entry had done, before it goes.
    """

    model: type[Noun]
    side: Callable[[User | None, Any], UUID] = _administrators_alone
    besides: Callable[[Any], "tuple[Model, ...] | QuerySet[Any]"] = _no_rows
    undo: Callable[[Act, Any], None] = _nothing

    @property
    def kind(self) -> str:
        """Return the word by which the act and the page name it: its model's."""
        return str(self.model._meta.model_name)


STRIKABLE: dict[str, Strikable] = {}


def strikable(model: type[Noun], **given: Any) -> None:
    """Let entries of a model be struck."""
    row = Strikable(model, **given)
    STRIKABLE[row.kind] = row


@dataclass(frozen=True)
class Resting:
    """What rests on an entry: for each row the word of its model, and its label where all who keep entries see it."""

    rows: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.rows)

    def words(self, word_of: Callable[[str], str]) -> str:
        """Return the rows in words: the first by their labels, of each kind without them how many."""
        named = [(kind, label) for kind, label in self.rows if label]
        counted = Counter(kind for kind, label in self.rows if not label)
        shown = [f"{word_of(kind)} “{label}”" for kind, label in named[:_MOST_NAMED]]
        more = len(named) - _MOST_NAMED
        shown += [f"+{more}"] if more > 0 else []
        return ", ".join([*shown, *(f"{word_of(kind)} ({count})" for kind, count in counted.items())])

    def __str__(self) -> str:
        return self.words(lambda kind: kind)


def resting_on(noun: Noun) -> Resting:
    """Return what rests on an entry of the record."""
    rows = [*_related(noun), *_naming(noun), *STRIKABLE[str(noun._meta.model_name)].besides(noun)]
    named = {canonical.key(each): (str(each._meta.model_name), _label(each)) for each in rows}
    return Resting(tuple(named.values()))


def bare(rows: Iterable[Noun]) -> set[UUID]:
    """Return the keys of those rows of one model to which no row points: what a list offers to strike.

    One question for all of them. What names a row otherwise (`resting_on`) is asked where one is struck.
    """
    found = {row.pk: row for row in rows}
    if not found:
        return set()
    model = type(next(iter(found.values())))
    pointing = (
        Exists(relation.related_model._default_manager.order_by().filter(**{relation.field.name: OuterRef("pk")}))
        for relation in _relations(model)
    )
    free = model._default_manager.order_by().filter(pk__in=found)
    for each in pointing:
        free = free.exclude(each)
    return set(free.values_list("pk", flat=True))


def _label(row: Model) -> str:
    """Return what a row is called, where it can be struck itself: a decision or a task may be for some eyes only."""
    return str(row.label()) if isinstance(row, Noun) and row._meta.model_name in STRIKABLE else ""


def _related(noun: Noun) -> Iterator[Model]:
    """Yield the rows that point to an entry."""
    for relation in _relations(type(noun)):
        yield from relation.related_model._default_manager.filter(**{relation.field.name: noun.pk})


def _relations(model: type[Model]) -> Iterator[ForeignObjectRel]:
    """Yield the relations by which rows point to a model; what search made of them is made anew and says nothing."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in INDEX:
            yield relation


def _naming(noun: Noun) -> Iterator[Model]:
    """Yield the rows that name an entry by its key, in a column of keys or inside what was read of a page."""
    for model in apps.get_app_config(noun._meta.app_label).get_models():
        if model in INDEX:
            continue
        rows = model._default_manager.order_by()
        for column in model._meta.concrete_fields:
            if isinstance(column, UUIDField) and not column.primary_key:
                yield from rows.filter(**{column.name: noun.pk})
            elif isinstance(column, JSONField):
                yield from rows.annotate(said=Cast(column.name, TextField())).filter(said__contains=str(noun.pk))


@act("entry.strike", ADMINISTRATOR, Role.SECRETARY)
def strike(act: Act, *, kind: Word, entry: UUID, edit: int, reason: Reason) -> Noun:
    """Strike what was entered by mistake; the journal keeps what it said."""
    row = STRIKABLE.get(kind)
    if row is None:
        raise BadInput(
            _("Loại này không gạch bỏ được: %(found)s"),
            code="not_strikable",
            field="kind",
            found=kind,
            expected=tuple(sorted(STRIKABLE)),
        )
    found = act.open(row.model, entry, edit, side=lambda noun: row.side(act.by, noun), field="entry")
    if rests := resting_on(found):
        act.refuse(_rests(rests))
    act.settle()
    for column in found._meta.concrete_fields:
        if column.name not in _KEPT_BESIDE and not isinstance(column, TextField):  # a page stays in its own line
            act.change(found, column.name, getattr(found, column.attname) or None, None)
    act.reason = reason
    row.undo(act, found)
    key = found.pk
    act.remove(found)
    found.pk = key  # for whoever asks what went
    return found


def _rests(rests: Resting) -> Contradiction:
    return Contradiction(
        _("Không gạch bỏ được, vì đã có điều dựa vào đây: %(found)s"),
        code="rested_on",
        field="entry",
        found=rests,
        expected=_("sửa chỗ ghi sai, hoặc kết thúc từ một ngày"),
    )
