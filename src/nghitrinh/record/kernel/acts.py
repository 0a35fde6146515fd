"""Acts: one function, one verb, one transaction, one line in the journal.

    @act("meeting.open")  # who may is a row of the noun's transition table
    def open_meeting(act: Act, *, meeting: UUID, edit: int) -> Meeting:
        return act.save(act.open(Meeting, meeting, edit))

    @act("series.start", Role.SECRETARY)  # no noun's table decides: who may is said here
    def start_series(act: Act, *, organization: UUID, ...) -> Series: ...

    open_meeting(by=user, meeting=..., edit=3)      # from Python
    ACTS["meeting.open"](by=user, **parameters)         # from the command line, with JSON values

Parameters are checked against the function's annotations. Within an act, rows are written by `Act.create`,
`Act.save` and `Act.remove` only; what they touched is what the journal commits to. What a check finds is noted by
`Act.refuse` where the others can go on, so that whoever acts is told everything at once.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel import canonical, clock, guard, journal, turn
from nghitrinh.record.kernel.errors import (
    ActError,
    BadInput,
    NotAllowed,
    Stale,
    as_one,
    not_for_you,
    not_now,
    unknown,
)
from nghitrinh.record.kernel.fitting import require_fits
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Level, Role, role_words, stricter
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.record.kernel.parameters import Parameters, checked, parameters_model
from nghitrinh.record.kernel.transitions import Transition, TransitionTable, table_of

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)
N = TypeVar("N", bound=Noun)

NOBODYS = UUID(int=0)  # an organization that there is not, for which nobody has a role


class NothingRefused(Exception):
    """An act that was only asked came to its first row: it has nothing against what it was given."""


@dataclass
class Act:
    """One running act: who, when, what it touched, and what the journal will say."""

    name: str
    by: User | None
    at: datetime
    who: tuple[str, ...] = ()
    subject: str = ""
    title: str = ""
    owner: str = ""
    level: str = Level.PUBLIC
    reason: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)
    touched: dict[str, models.Model] = field(default_factory=dict)
    refused: list[ActError] = field(default_factory=list)
    only_asked: bool = False
    removed: set[str] = field(default_factory=set)

    def about(self, noun: Noun, *, owner: Any = None, level: str = "") -> None:
        """Say which object the act is about; its owner and level decide who may read the line."""
        self.subject, self.title = canonical.key(noun), str(noun.label())
        self.owner = str(owner or getattr(noun, "owner_id", "") or "")
        self.level = stricter(level or getattr(noun, "level", Level.PUBLIC), self.level)

    def refuse(self, *found: ActError) -> None:
        """Note what is wrong, and go on to find what else is: it is raised before the first row is written."""
        self.refused += found

    def settle(self) -> None:
        """Raise what was noted, all of it at once; an act that is only asked goes no further."""
        if self.refused:
            found, self.refused = self.refused, []
            raise as_one(found)
        if self.only_asked:
            raise NothingRefused

    def create(self, instance: M) -> M:
        """Insert a new row."""
        self.settle()
        if hasattr(instance, "recorded_at"):
            instance.recorded_at = self.at
        require_fits(instance)
        instance.save(force_insert=True)
        self.touched[canonical.key(instance)] = instance
        return instance

    def save(self, instance: M) -> M:
        """Write a changed row; its edit goes up once an act."""
        self.settle()
        if canonical.key(instance) not in self.touched and hasattr(instance, "edit"):
            instance.edit += 1
        require_fits(instance)
        instance.save(force_update=True)
        self.touched[canonical.key(instance)] = instance
        return instance

    def remove(self, instance: models.Model) -> None:
        """Delete a row that only joins two others, or that was entered by mistake and on which nothing rests.

        What tells of the trade is never deleted, it changes its state.
        """
        self.settle()
        name = canonical.key(instance)
        instance.delete()
        self.touched.pop(name, None)
        self.removed.add(name)

    def change(self, noun: models.Model, column: str, old: object, new: object) -> None:
        """Say that a value of an object changed, when it did: as JSON, since words are made when it is read."""
        if old != new:
            change = {"of": canonical.key(noun), "field": column}
            self.changes.append(change | {"old": canonical.plain(old), "new": canonical.plain(new)})

    def get(self, model: type[M], identifier: UUID | str, *, field: str = "id", unread: tuple[str, ...] = ()) -> M:
        """Re-read an object under lock; columns that are large, and that the act hardly asks for, go `unread`.

        PostgreSQL checks references at the end of a transaction, when it has the turn to write: a lock of the key would
        stop that check, and whoever has such a lock waits for the turn. So no act locks a key.
        """
        rows = model._default_manager.select_for_update(no_key=True).filter(pk=identifier)
        found = (rows.defer(*unread) if unread else rows).order_by().first()  # of one there is no order
        if found is None:
            raise unknown(identifier, field=field)
        return found

    def open(
        self,
        model: type[N],
        identifier: UUID | str,
        seen: int | None,
        *,
        side: Callable[[N], UUID | str] | None = None,
        judged: Callable[[N], Noun] | None = None,
        yours: str = "",
        field: str = "",
        unread: tuple[str, ...] = (),
    ) -> N:
        """Open an existing noun to change it: every act that changes one begins here, so that all ask in one order.

        It is re-read under lock. Then who may (this comes first, because it also hides), then the edit that the reader
        saw (None where an act takes none), then whether the state of the noun allows the verb, and what the act is
        about. `side` names the organization whose roles decide, for what has no table that does; `judged` the noun
        whose state decides, where it is another one; `yours` is what the reader typed, for the answer to a stale edit;
        `unread` is for `get`.
        """
        table = table_of(model)
        name = field or (table.noun if table else str(model._meta.model_name))
        noun = self.get(model, identifier, field=name, unread=unread)
        stateful: Any = judged(noun) if judged else noun
        row = self._row(type(stateful))
        whose = None if self.who == (ADMINISTRATOR,) else side(noun) if side else self._side(table, row, noun)
        if whose is not None:  # administrators were asked for by the call
            self.require(whose, *(row.roles if row else ()))
        if seen not in (None, noun.edit):
            raise Stale(noun.label(), seen=seen, current=noun.edit, theirs=noun.as_read(), yours=yours)
        if row is not None:
            self._move(row, stateful)
        self.about(noun, owner=getattr(noun, "owner_id", None if whose == NOBODYS else whose))
        return noun

    def _row(self, model: type[models.Model]) -> Transition | None:
        """Return the row of this act in a noun's table; None where the act declares itself who may."""
        table = table_of(model)
        return table.find(self.name) if table is not None and not self.who else None

    def _side(self, table: TransitionTable | None, row: Transition | None, noun: Any) -> UUID | str:
        """Return the organization whose roles decide about a noun: as its table says, otherwise its owner."""
        owner: UUID = noun.owner_id
        return table.side(row.roles if row else (), noun, self.roles_for) if table else owner

    def roles_for(self, owner: UUID | str) -> set[str]:
        """Return this user's roles for an organization."""
        if self.by is None or not self.by.is_active:
            return set()
        live = self.by.grants.filter(in_force(self.at.date()), organization_id=owner)
        return set(live.values_list("role", flat=True))

    def require(self, owner: UUID | str, *roles: Role) -> None:
        """Refuse unless the user has one of the roles for the organization: by default those that the act declares.

        An administrator of the home may where the act names administrators beside roles.
        """
        allowed = roles or self.who
        administers = self.by is not None and self.by.is_active and self.by.is_administrator
        if not (ADMINISTRATOR in allowed and administers) and not self.roles_for(owner) & set(allowed):
            raise not_for_you(self.name, found=self.by or "", roles=role_words(allowed))

    def require_administrator(self) -> None:
        """Refuse unless the user administers this home; a home without users yet takes its first."""
        if self.by is None and not User.objects.exists():
            return
        if self.by is None or not self.by.is_active or not self.by.is_administrator:
            raise NotAllowed(
                _("%(verb)s: việc này dành cho quản trị"),
                code="for_administrators",
                field="by",
                found=self.by or "",
                verb=self.name,
            )

    def step(self, table: TransitionTable, noun: Noun, *, verb: str = "") -> None:
        """Check who may, then the verb against the table of a new noun, or of one that another act's noun moves."""
        row = table.find(verb or self.name)
        self.require(table.side(row.roles, noun, self.roles_for), *row.roles)
        self._move(row, noun)

    def _move(self, row: Transition, noun: Any) -> None:
        if noun.state not in row.sources:
            raise not_now(row.verb, noun, noun.state, row.sources)
        if row.target:
            self.change(noun, "state", noun.state, row.target)
            noun.state = row.target

    def content(self) -> dict[str, Any]:
        """Return what the journal's line commits to."""
        rows: dict[str, Any] = {key: canonical.row(instance) for key, instance in self.touched.items()}
        rows |= dict.fromkeys(self.removed)
        return {"title": self.title, "reason": self.reason, "changes": self.changes, "rows": rows}


class Verb(Generic[P, R]):
    """A registered act; call it with `by` and keyword parameters."""

    def __init__(self, name: str, function: Callable[..., R], who: tuple[str, ...]) -> None:
        self.name, self.function, self.who = name, function, who
        self.__doc__ = function.__doc__

    @cached_property
    def parameters(self) -> type[Parameters]:
        """Return the model of the act's parameters, made when it is first asked for: a process runs few of the acts."""
        hints = get_type_hints(self.function, include_extras=True)
        return parameters_model(self.name, inspect.signature(self.function), hints)

    def __call__(self, /, *, by: User | None, **given: Any) -> R:
        """Check the parameters, run the function in one transaction and append its line; all or nothing."""
        values = checked(self.parameters, given)
        with self._begun(by) as running:
            result = self._carried_out(running, values)
            journal.append(
                at=canonical.plain(running.at),
                actor=by.username if by else "system",
                act=self.name,
                subject=running.subject,
                owner=running.owner,
                level=running.level,
                content=running.content(),
            )
            for follow in AT_END:
                follow(running)
            return result

    def asked(self, *, by: User | None, **given: Any) -> list[ActError]:
        """Return what the act would refuse, as far as it asks before its first row.

        Nothing is written, so what was remembered of the user still holds.
        """
        found: list[ActError] = []
        remembered = by and (by.remembered_grants, by.remembered_reads, by.remembered_seats)
        try:
            values = checked(self.parameters, given)
            with suppress(NothingRefused), self._begun(by) as running:
                running.only_asked = True
                self._carried_out(running, values)
        except ActError as error:
            found = [*error.each()]
        if by and remembered:
            by.remembered_grants, by.remembered_reads, by.remembered_seats = remembered
        return found

    @cached_property
    def required(self) -> frozenset[str]:
        """Return the names of the parameters that must be given."""
        fields = self.parameters.model_fields.items()
        return frozenset(name for name, each in fields if each.is_required())

    @contextmanager
    def _begun(self, by: User | None) -> Iterator[Act]:
        if by is not None:
            # An act asks the record itself, and may change what was remembered.
            by.remembered_grants = by.remembered_reads = by.remembered_seats = None
        # What the journal says is in the record's language, whatever language the user reads.
        with translation.override("vi"), turn.taken(), transaction.atomic(), guard.opened(self.name):
            running = Act(name=self.name, by=by, at=clock.now(), who=self.who)
            if self.who == (ADMINISTRATOR,):
                running.require_administrator()
            yield running

    def _carried_out(self, running: Act, values: dict[str, Any]) -> R:
        """Run the function; what it refuses is raised with what it had noted, unless the object is not this user's."""
        try:
            result = self.function(running, **values)
            running.settle()
        except (NotAllowed, Stale):
            raise
        except ActError as error:
            raise as_one([*running.refused, error]) from error.__cause__
        except IntegrityError as error:
            raise BadInput(
                _("Hồ sơ không nhận: điều này trùng hoặc trái với điều đã ghi"), code="record_refuses", found=error
            ) from error
        return result


@contextmanager
def in_one_transaction() -> Iterator[None]:
    """Let an act and what its caller notes beside it (the desk: this form was sent) be written both or neither."""
    with turn.taken(), transaction.atomic():
        yield


@contextmanager
def one_transaction() -> Iterator[None]:
    """Run several acts as one: each has its line, and either all are written or none."""
    with turn.taken(), transaction.atomic():
        journal.wait_for_turn()
        yield


ACTS: dict[str, Verb[..., Any]] = {}
# What is derived from the record, written when an act has done everything else; `record.acts` names it.
AT_END: tuple[Callable[[Act], None], ...] = ()


def act(name: str, *who: str) -> Callable[[Callable[..., R]], Verb[..., R]]:
    """Register a function as the act `name`; `who` may, when no transition table has its verb."""

    def register(function: Callable[..., R]) -> Verb[..., R]:
        if name in ACTS:
            raise ValueError(f"two acts are named {name}")
        ACTS[name] = verb = Verb[..., R](name, function, who)
        return verb

    return register
