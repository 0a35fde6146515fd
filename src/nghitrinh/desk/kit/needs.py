"""What waits for somebody: each area says in its `needs.py` what waits there, for whom, and how it is asked.

    LATE = Waiting("tasks.late", kind="task", roles=(Role.SECRETARY,), find=_late)

*Hôm nay* shows those of `desk/today/needs.py` in order. A need is asked by a query of its own that reads a few rows
with the columns it shows, and kept until an act writes a kind of row that the query names (`keeping.py`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User

SHOWN = 6


@dataclass(frozen=True)
class OnePress:
    """A button that does what waits in one press: where it leads, the edit that was seen, its words, and its act.

    `name` and `value` are what it sends, where one address takes several answers; an act may take no edit.
    """

    address: str
    edit: int | None
    words: str
    act: str
    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class Thing:
    """One thing that needs a hand, and the buttons that do it where one press is enough; `other` leads to the rest."""

    words: str
    address: str
    meta: str = ""
    badge: str = ""
    kind: str = ""
    icon: str = "info"
    is_illustrative: bool = False
    presses: tuple[OnePress, ...] = ()
    other: str = ""


@dataclass(frozen=True)
class Need:
    """One list: how many, what for, the first of them, and where the rest are."""

    count: int
    words: str
    things: tuple[Thing, ...]
    more: str = ""
    more_words: str = ""
    style: str = ""


@dataclass(frozen=True)
class Waiting:
    """One kind of work that waits: for whoever has one of `roles` and not `unless`, of those organizations.

    `kind` is the noun's that waits. `find` returns no list, one, or several; empty ones are left out. What is found
    `of_account`, by the post that an account holds, is kept for that account alone: others have the same grants; what
    is `unread`, only until that account opens something. What waits `of_administrators` waits for them whatever roles
    they have, and for nobody else.
    """

    name: str
    kind: str
    roles: tuple[Role, ...]
    find: Callable[[User, list[UUID]], Iterable[Need]]
    unless: Role | None = None
    of_account: bool = False
    of_administrators: bool = False
    unread: bool = False


def narrow(nouns: QuerySet[Any], *columns: str, along: tuple[str, ...] = ()) -> QuerySet[Any]:
    """Let a read bring only what a need shows: these columns, and those of the objects that come along.

    Whether an object is invented for demonstration comes always.
    """
    bare = nouns.select_related(None).prefetch_related(None)
    return bare.select_related("source", *along).only("source__kind", "source", *along, *columns)


def need(
    nouns: QuerySet[Any] | Sequence[Any],
    words: str,
    thing: Callable[[Any], Thing],
    *,
    more: str,
    always: bool = False,
    style: str = "",
) -> Need:
    """Return a list of objects, asked for or found: the first few, and how many; `more` leads to the rest, if any."""
    rows = list(nouns[: SHOWN + 1])
    count = len(rows)
    if count > SHOWN:
        count = nouns.count() if isinstance(nouns, QuerySet) else len(nouns)
    rest = more if always or count > SHOWN else ""
    things = tuple(thing(row) for row in rows[:SHOWN])
    return Need(count, words, things, rest, _("Xem tất cả") if rest else "", style)
