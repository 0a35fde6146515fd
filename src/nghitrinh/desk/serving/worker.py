"""One worker process: takes requests in and answers them, until a signal or the end of its parent."""

import os
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments

from nghitrinh.desk.serving.board import Said
from nghitrinh.desk.serving.queue import Queue, Running
from nghitrinh.desk.serving.server import ADJUSTMENTS, Server
from nghitrinh.parent import minded_signals

# Seconds between two looks around, and those for what is begun when a worker is to end.
LOOK, TO_FINISH = 0.25, 10.0


class Worker:
    """The loop of one process."""

    def __init__(self, application: Any, listening: socket.socket, say: Callable[[Said], None]) -> None:
        self.say, self.beats, self.stopping, self._looked = say, 0, False, 0.0
        self.queue = Queue(self._tell)
        adjustments = Adjustments(**ADJUSTMENTS)
        about = (listening.family, listening.type, listening.proto, listening.getsockname())
        self.server = Server(
            application,
            {},
            _sock=listening,
            dispatcher=self.queue,
            adj=adjustments,
            sockinfo=about,
            bind_socket=False,
        )

    def run(self, parent: int) -> None:
        """Serve until a signal stops it or the parent is gone; then finish what was begun."""
        for number in minded_signals():
            signal.signal(number, self._stop)
        while not self.stopping and os.getppid() == parent:
            self.turn()
        self.server.accepting = False
        self.server.del_channel()
        until = time.monotonic() + TO_FINISH
        while time.monotonic() < until and self._has_work():
            self.turn()

    def _stop(self, *_: object) -> None:
        self.stopping = True
        self.server.pull_trigger()

    def turn(self) -> None:
        """Take in and send what can be now; look around from time to time, and at once when too much is held."""
        wasyncore.loop(LOOK, use_poll=True, map=self.server._map, count=1)
        self.server.watch.send()
        now = time.monotonic()
        if now - self._looked < LOOK and not self.server.is_full:
            return
        self._looked = now
        self.server.tidy()
        self.beats += 1
        self._tell(self.queue.look())

    def _tell(self, longest: Running | None) -> None:
        """Say what this process is at: also when a request begins, which may leave no time to say it later."""
        self.say(Said(self.beats, longest.number if longest else 0, longest.what if longest else ""))

    def _has_work(self) -> bool:
        channels = self.server.active_channels.values()
        return not self.queue.is_empty or any(each.total_outbufs_len for each in channels)
