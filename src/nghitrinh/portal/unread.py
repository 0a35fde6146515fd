"""Who asks and does not read: granian waits for such a reader without end, so a connection that stands still is closed.

The kernel knows for every connection how much of an answer waits in it and how much the other side has confirmed.
"""

import fcntl
import os
import socket
import stat
import struct
import termios
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Seconds in which a reader must have taken so many bytes, or everything; seconds between two looks.
UNREAD_SECONDS, FEWEST_BYTES, LOOK = 30.0, 60_000, 3.0
# Where `struct tcp_info` of Linux has the bytes that were confirmed.
_CONFIRMED, _INFO_BYTES = 120, 128


@dataclass
class _Waiting:
    since: float
    confirmed: int


class Unread:
    """The connections of this process whose answers wait, by the numbers that the kernel gives to sockets."""

    def __init__(self) -> None:
        self._waiting: dict[int, _Waiting] = {}

    def watch(self) -> None:
        """Look every few seconds, as long as the process lives."""
        threading.Thread(target=self._look_always, name="unread", daemon=True).start()

    def _look_always(self) -> None:
        while True:
            time.sleep(LOOK)
            self.look(time.monotonic())

    def look(self, now: float) -> None:
        """Close the connections whose readers have taken too little since they were seen waiting."""
        still: dict[int, _Waiting] = {}
        for each in Path("/proc/self/fd").iterdir():
            with suppress(OSError):  # closed meanwhile, or no connection
                self._look_at(int(each.name), now, still)
        self._waiting = still

    def _look_at(self, number: int, now: float, still: dict[int, _Waiting]) -> None:
        about = os.fstat(number)
        if not stat.S_ISSOCK(about.st_mode) or not _unsent(number):
            return
        with socket.socket(fileno=os.dup(number)) as copy:
            confirmed = _confirmed(copy)
            before = self._waiting.get(about.st_ino)
            if before is None or confirmed - before.confirmed >= FEWEST_BYTES:
                still[about.st_ino] = _Waiting(now, confirmed)
            elif now - before.since < UNREAD_SECONDS:
                still[about.st_ino] = before
            else:
                _cut(copy)


def _unsent(number: int) -> int:
    """Return how many bytes wait to be confirmed."""
    return int(struct.unpack("i", fcntl.ioctl(number, termios.TIOCOUTQ, b"\0\0\0\0"))[0])


def _confirmed(connection: socket.socket) -> int:
    info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_BYTES)
    return int(struct.unpack_from("Q", info, _CONFIRMED)[0])


def _cut(connection: socket.socket) -> None:
    """End a connection, and let the kernel keep nothing of what waits in it."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.shutdown(socket.SHUT_RDWR)
