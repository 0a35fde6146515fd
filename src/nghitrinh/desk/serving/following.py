"""Connections that stay open, and are told when what their readers follow has changed.

A view answers with the beginning of a stream and hands over what is followed: `environ[HOLD](Following(…))`. From then
on nobody works on the connection: one thread of the process looks for all of them whether anything changed, and asks
once what each is told. So a change costs what it costs to draw it once, and to send it to so many. Only the loop of the
process sends: the thread leaves what it has to say (`Watch.send`).
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from waitress.channel import ClientDisconnected

# The environment's name for handing a connection over; it tells whether there was room for one more.
HOLD = "nghitrinh.hold"
# Seconds between two looks; after which all are asked for though nothing changed; after which a reader comes anew, and
# shows again who they are. Connections of one process that are held at most.
LOOK, ASKED_AGAIN, LONGEST, MOST_HELD_OPEN = 0.1, 15.0, 600.0, 2_000
_ALIVE = b": \n\n"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    """What a reader is told: the bytes, and a mark by which one knows whether they were told the same before."""

    mark: Hashable
    text: bytes


Tells = Callable[[Collection[Any]], Mapping[Any, Said | None]]


@dataclass(frozen=True)
class Following:
    """What a connection follows, for whom: `looks` returns another value once something changed.

    `tells` is asked for several at once, and returns for each what it is told now: None where that is nothing any more.
    """

    about: Hashable
    looks: Callable[[], object]
    tells: Tells


class Held:
    """One connection that is held, and what its reader was told last."""

    def __init__(self, connection: Any, following: Following, write: Callable[[bytes], None]) -> None:
        self.connection, self.following, self._write = connection, following, write
        self.since, self.mark = time.monotonic(), None  # type: float, Hashable

    def write(self, text: bytes, *, ends: bool) -> None:
        """Send something, and close the connection after it where that was the last (called by the loop)."""
        with suppress(ClientDisconnected):
            self._write(text)
        self.connection.close_when_flushed |= ends


class Watch:
    """The thread that looks for all who follow in this process; it begins with the first and ends with the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: list[Held] = []
        self._looks = False
        self._seen: dict[Tells, object] = {}
        self._asked = 0.0
        self._to_send: deque[tuple[Held, bytes, bool]] = deque()

    @property
    def count(self) -> int:
        """Return how many are held."""
        return len(self._held)

    def hold(self, held: Held) -> None:
        """Hold one more."""
        with self._lock:
            self._held.append(held)
            if not self._looks:
                self._looks = True
                threading.Thread(target=self._run, name="desk-watch", daemon=True).start()

    def _run(self) -> None:
        while held := self._living():
            try:
                self._turn(held)
            except Exception:
                log.exception("those who follow were not told; they come again")
                self._to_send.extend((each, _ALIVE, True) for each in held)
            with suppress(OSError):  # a loop that has ended sends nothing any more
                held[0].connection.server.pull_trigger()
            time.sleep(LOOK)

    def _living(self) -> list[Held]:
        with self._lock:
            self._held = [each for each in self._held if each.connection.connected]
            self._looks = bool(self._held)
            return list(self._held)

    def _turn(self, held: list[Held]) -> None:
        """Tell all what changed, or who is new what there is."""
        again = time.monotonic() - self._asked > ASKED_AGAIN
        for tells in {each.following.tells for each in held}:
            mine = [each for each in held if each.following.tells == tells]
            seen = mine[0].following.looks()
            is_new = again or seen != self._seen.get(tells)
            due = [each for each in mine if is_new or each.mark is None]
            if due:
                said = tells({each.following.about for each in due})
                self._seen[tells] = seen
                for each in due:
                    self._tell(each, said.get(each.following.about))
        if again:
            self._asked = time.monotonic()

    def _tell(self, held: Held, said: Said | None) -> None:
        """Leave what is new for a reader; the end, where nothing is for them any more or they were held long enough."""
        is_new = said is not None and said.mark != held.mark
        ends = said is None or time.monotonic() - held.since > LONGEST
        held.mark = said.mark if said else held.mark
        self._to_send.append((held, said.text if said and is_new else _ALIVE, ends))

    def send(self) -> None:
        """Send what was left (called by the loop, which alone touches what its connections send)."""
        while self._to_send:
            held, text, ends = self._to_send.popleft()
            held.write(text, ends=ends)
