"""Parts of pages that are kept in this process until an act writes something that they were made from.

    counts = keep(request, "menu", lambda: {…})

What is kept belongs to a visibility: the user's live grants, and whether they administer the home. So it may hold only
what follows from these, the language and the day: no name of the user, no token of a form, no message. Every request
asks the journal what has come since (`record/kernel/heads.py`), so an act is seen by the next request in every process.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.utils import translation

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.publication.publish import portal_root
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.heads import ELSEWHERE, Position, heads, note, position, reads

T = TypeVar("T")
MOST = 2_000


@dataclass(frozen=True)
class KeptPart:
    """One kept part: its value, where the journal ended before it was made, and the kinds of rows it was made from."""

    value: Any
    position: Position
    epoch: int
    kinds: frozenset[str]

    def holds(self) -> bool:
        """Tell whether no later line wrote a row of the kinds that this was made from."""
        return self.epoch == heads.epoch and heads.latest(self.kinds) <= self.position.seq


_lock = threading.Lock()
_parts: "OrderedDict[tuple[Any, ...], KeptPart]" = OrderedDict()


def keep(request: DeskRequest, name: str, compute: Callable[[], T]) -> T:
    """Return a part of a page, computed unless a kept one still holds."""
    return kept((name, *_seen_by(request)), compute)


def _seen_by(request: DeskRequest) -> tuple[Any, ...]:
    """Return whose view it is: asked once a request, before anything is read."""
    grants, who = getattr(request, "seen_by", (None, ()))
    if grants is None or grants is not request.user.remembered_grants:
        who = (*visibility(request), translation.get_language(), clock.today(), portal_state())
        request.seen_by = (request.user.remembered_grants, who)  # type: ignore[attr-defined]
    return (*who,)


def kept(key: tuple[Any, ...], compute: Callable[[], T]) -> T:
    """Return a value by its key, computed unless a kept one still holds."""
    since, epoch = position(), heads.epoch
    with _lock:
        part = _parts.get(key)
        if part is not None:
            _parts.move_to_end(key)
    if part is not None and part.holds():
        note(part.kinds)
        return cast("T", part.value)
    with reads() as kinds:
        value = compute()
    if ELSEWHERE not in kinds:
        _put(key, KeptPart(value, since, epoch, frozenset(kinds)))
    return value


def _put(key: tuple[Any, ...], part: KeptPart) -> None:
    with _lock:
        _parts[key] = part
        _parts.move_to_end(key)
        while len(_parts) > MOST:
            _parts.popitem(last=False)


def visibility(request: DeskRequest) -> tuple[Any, ...]:
    """Return what decides which rows a user sees: every grant with its role, and whether they administer the home."""
    grants = tuple((grant.organization_id, grant.role) for grant in live_grants(request.user))
    return grants, request.user.is_administrator


def portal_state() -> tuple[int, int]:
    """Return what changes with every release that is put into force: pages say whether the portal shows a thing."""
    try:
        status = (portal_root() / "checkpoint.json").stat()
    except OSError:
        return 0, 0
    return status.st_ino, status.st_mtime_ns
