"""One connection: its request is taken in whole before anybody works on it, and its answer waits for nobody.

A body above the limit is taken in too, as far as it is worth answering, but not kept: who sends it reads no answer
before having sent all, and the fields before a large file are what was typed.
"""

import re
import socket
import time
from contextlib import suppress
from typing import Any

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import WSGITask
from waitress.utilities import RequestEntityTooLarge

from nghitrinh.desk.serving.following import HOLD, MOST_HELD_OPEN, Following, Held

# Bytes of a body that the desk reads; of one that is taken in to be refused with a page.
MOST_BODY, MOST_TAKEN = 60_000_000, 240_000_000
# Seconds for the head of a request; without any byte of its body; without any byte of the answer taken; between two.
HEAD_SECONDS, STALLED_SECONDS, UNREAD_SECONDS, IDLE_SECONDS = 10.0, 15.0, 30.0, 60.0
# Beyond these seconds, what comes or is taken slower than so many bytes a second is given up.
SLOWEST = 20_000
# The environment's name for how long a body was of which only the beginning was kept.
TOO_LARGE = "nghitrinh.too_large"
_BOUNDARY = re.compile(r'boundary="?([^";]{1,70})')
_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Kept(OverflowableBuffer):
    """The beginning of a body, at most MOST_BODY bytes, in memory and then in a file; `found` counts all that came."""

    found = 0

    def append(self, data: bytes) -> None:
        """Keep what there is room for."""
        self.found += len(data)
        room = MOST_BODY - len(self)
        if room > 0:
            super().append(data[:room])


class Request(HTTPRequestParser):
    """A request that comes in."""

    expect_continue: bool

    def __init__(self, adjustments: Any) -> None:
        super().__init__(adjustments)
        self.begun = time.monotonic()

    def received(self, data: bytes) -> int:
        """Take bytes in. Who asks first whether to send a body that is too large is told no at once."""
        taken: int = super().received(data)
        if self.expect_continue and self.content_length > MOST_BODY:
            self.expect_continue, self.completed = False, True
            self.error = RequestEntityTooLarge(f"found {self.content_length} bytes, expected at most {MOST_BODY}")
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head; the body that follows is kept within bounds."""
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = Kept(self.adj.inbuf_overflow)

    @property
    def found(self) -> int:
        """Return how many bytes of the body came."""
        return 0 if self.body_rcv is None else int(self.body_rcv.buf.found)

    def end_early(self) -> int:
        """End a form of which only the beginning is kept, so that its last part counts; return how long it is now."""
        boundary = _BOUNDARY.search(self.headers.get("CONTENT_TYPE", ""))
        if boundary is not None:
            OverflowableBuffer.append(self.body_rcv.buf, f"\r\n--{boundary[1]}--\r\n".encode("latin-1"))
        return self.held

    @property
    def held(self) -> int:
        """Return how many bytes of the body are kept."""
        return 0 if self.body_rcv is None else len(self.body_rcv.buf)

    def is_overdue(self, now: float, quiet: float) -> bool:
        """Tell whether the request takes too long to come in; `quiet` is how long nothing of it came."""
        taken = now - self.begun
        if self.body_rcv is None:
            return taken > HEAD_SECONDS
        return quiet > STALLED_SECONDS or taken > HEAD_SECONDS + STALLED_SECONDS + self.found / SLOWEST


class Task(WSGITask):
    """A request that is worked on; with `following` its answer goes on after it, for whoever follows something."""

    following: Following | None = None

    def get_environment(self) -> dict[str, Any]:
        """Return the environment, which says where only the beginning of the body is there."""
        environ: dict[str, Any] = super().get_environment()
        environ["wsgi.multiprocess"] = True
        environ[HOLD] = self._hold
        if self.request.found > MOST_BODY:
            environ[TOO_LARGE] = self.request.found
            environ["CONTENT_LENGTH"] = str(self.request.end_early())
        return environ

    def _hold(self, following: Following) -> bool:
        """Keep the connection after the answer; tell whether there is room for one more."""
        if self.channel.server.watch.count >= MOST_HELD_OPEN or self.request.command != "GET":
            return False
        self.following = following
        return True

    def finish(self) -> None:
        """End the answer, or let those who look for all that follow go on with it."""
        if self.following is None:
            super().finish()
            return
        self.close_on_finish, self.channel.is_followed = False, True
        self.channel.server.watch.hold(Held(self.channel, self.following, self._tell))

    def _tell(self, text: bytes) -> None:
        self.channel.write_soon(b"%X\r\n%b\r\n" % (len(text), text) if self.chunked_response else text)

    def set_close_on_finish(self) -> None:
        """Close the connection after the answer, but not for want of a length where an answer has no content."""
        asked = self.request.headers.get("CONNECTION", "").lower()
        if self.has_body or self.version != "1.1" or asked == "close":
            super().set_close_on_finish()


class Connection(HTTPChannel):
    """One connection of a browser."""

    parser_class, task_class = Request, Task
    # Whether somebody follows something on it, and is told when that changes.
    is_followed = False
    # Whether the next request waits until the answer before it was taken; since when an answer waits, and how much.
    is_held_up = False
    unread: tuple[float, int] | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        self.free_since = time.monotonic()
        super().__init__(*given, **named)

    def service(self) -> None:
        """Answer the next request, once the answer before it was taken: who reads nothing gets no more to read."""
        with self.outbuf_lock:
            self.is_held_up = bool(self.total_outbufs_len)
        if not self.is_held_up:
            super().service()
            self.free_since = time.monotonic()

    def handle_write(self) -> None:
        """Send; go on with the next request once everything was taken."""
        super().handle_write()
        with self.outbuf_lock:
            goes_on = self.is_held_up and self.connected and not self.total_outbufs_len
            if goes_on:
                self.is_held_up = False
        if goes_on:
            self.server.add_task(self)

    def received(self, data: bytes) -> bool:
        """Take bytes in, and let the server count what it holds."""
        self.server.took(len(data))
        return bool(super().received(data))

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait for nobody: what is not taken lies in a file until it is, or until its time is over."""

    @property
    def is_worked_on(self) -> bool:
        """Tell whether a request waits for a thread or has one."""
        return bool(self.requests) and not self.is_held_up

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing of a request came and nothing of an answer waits."""
        return not self.is_followed and self.request is None and not self.requests and not self.total_outbufs_len

    @property
    def since(self) -> float:
        """Return since when the connection is where it is: idle, sending its request, or taking its answer."""
        if self.unread is not None:
            return self.unread[0]
        return self.free_since if self.request is None else float(self.request.begun)

    @property
    def held(self) -> int:
        """Return how many bytes are kept for the connection, in memory or in files."""
        receiving = 0 if self.request is None else self.request.held
        return int(receiving + sum(request.held for request in self.requests) + self.total_outbufs_len)

    def is_overdue(self, now: float, wall: float) -> bool:
        """Tell whether the other side takes too long: to send, to take its answer, or to ask anything."""
        quiet = wall - self.last_activity
        waiting = self.total_outbufs_len
        if not waiting:
            self.unread = None
        if self.is_worked_on:
            return False
        if waiting:
            since, most = self.unread or (now, waiting)
            self.unread = (since, max(most, waiting))
            return quiet > UNREAD_SECONDS or now - since > UNREAD_SECONDS + most / SLOWEST
        return quiet > IDLE_SECONDS if self.request is None else bool(self.request.is_overdue(now, quiet))

    def give_up(self) -> None:
        """Close the connection; one whose request did not come to its end is told so."""
        if self.request is not None and not self.total_outbufs_len:
            with suppress(OSError):
                self.socket.send(_TIMED_OUT, socket.MSG_DONTWAIT)
        self.handle_close()
        if self.request is not None:
            self.request.close()
