"""The process that watches: it binds the port, begins the workers, begins anew one that died, ends one that is held.

A request stops by itself when its time is over, if it asks (`record.kernel.deadline`). What asks nothing, such as a
pattern that a text drives through the roof, holds its process, with every thread of it: here that process is ended
from outside. An act that it was at is rolled back by the database.
"""

import logging
import os
import resource
import signal
import socket
import sys
import time
from dataclasses import dataclass
from typing import Any

from nghitrinh.desk.serving.board import Board, Said
from nghitrinh.desk.serving.worker import Worker
from nghitrinh.parent import minded_signals

WORKERS = 2
# Seconds between two looks at the workers; after which one is ended that a request holds, or that says nothing.
LOOK, HELD_SECONDS = 0.5, 10.0
# Seconds before a worker is begun anew that died at once; those for workers to end by themselves.
PAUSE, TO_END = 1.0, 13.0
_MOST_FILES = 16_384
log = logging.getLogger(__name__)


_NOTHING = Said(0, 0, "")


@dataclass
class Child:
    """One worker as seen from here; `alike` counts the looks that found it where it was."""

    pid: int
    began: float
    seen: Said = _NOTHING
    silent: int = 0
    alike: int = 0

    def look(self, said: Said) -> str:
        """Take in what it says; return why it must end, if it must."""
        self.silent = self.silent + 1 if said.beats == self.seen.beats else 0
        self.alike = self.alike + 1 if said.number and said.number == self.seen.number else 0
        self.seen = said
        if max(self.silent, self.alike) * LOOK < HELD_SECONDS:
            return ""
        return f"held by {said.what or 'a request'}" if said.number else "silent"


class Head:
    """The workers over one port."""

    def __init__(self, application: Any, host: str, port: int) -> None:
        self.application, self.stopping = application, False
        self.board = Board(WORKERS)
        self.children: dict[int, Child] = {}
        self.listening = socket.create_server((host, port), backlog=1024)
        self.listening.settimeout(0)

    def run(self, parent: int) -> None:
        """Serve until a signal stops it or the parent is gone."""
        for number in minded_signals():
            signal.signal(number, self._stop)
        began = dict.fromkeys(range(WORKERS), -PAUSE)
        while not self.stopping and os.getppid() == parent:
            for place in range(WORKERS):
                if place not in self.children and time.monotonic() - began[place] > PAUSE:
                    began[place] = time.monotonic()
                    self._begin(place)
            time.sleep(LOOK)
            self._look()
        self._end()

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _begin(self, place: int) -> None:
        head = os.getpid()
        try:
            pid = os.fork()
        except OSError as error:
            log.error("no worker could be begun (%s)", error.strerror)  # noqa: TRY400 - the cause is in the line
            return
        if pid == 0:
            self._work(place, head)
        self.children[place] = Child(pid, time.monotonic())

    def _work(self, place: int, head: int) -> None:
        """Be a worker; what follows in the parent is not for it."""
        code = 1
        try:
            Worker(self.application, self.listening, lambda said: self.board.say(place, said)).run(head)
            code = 0
        except Exception:
            log.exception("a worker ended")
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _look(self) -> None:
        for place, child in list(self.children.items()):
            why = child.look(self.board.read(place))
            if why:
                log.error("a worker was ended after %.0f s: %s", HELD_SECONDS, why)
                os.kill(child.pid, signal.SIGKILL)
            ended, status = os.waitpid(child.pid, 0 if why else os.WNOHANG)
            if ended:
                del self.children[place]
                if not (why or self.stopping):  # a signal to the whole group ends the workers, too
                    log.error("a worker ended by itself (%s); another one is begun", _how(status))

    def _end(self) -> None:
        for child in self.children.values():
            os.kill(child.pid, signal.SIGTERM)
        until = time.monotonic() + TO_END
        while self.children:
            for place, child in list(self.children.items()):
                if time.monotonic() > until:
                    os.kill(child.pid, signal.SIGKILL)
                if os.waitpid(child.pid, os.WNOHANG)[0]:
                    del self.children[place]
            time.sleep(0.05)


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"code {code}"


def _raise_limit() -> None:
    """Let a process have as many files open as it may: a connection can need three."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def main() -> int:
    """Serve the desk: `python -m nghitrinh.desk.serving HOST PORT PARENT`; ends with the process of that number."""
    host, port, parent = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _raise_limit()
    from nghitrinh.desk.wsgi import application  # noqa: PLC0415 - once for all workers, which are copies of this process

    Head(application, host, port).run(parent)
    return 0
