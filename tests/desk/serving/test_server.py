"""What a worker process holds for all its connections: beyond the bound the one that holds most is closed, no other."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from nghitrinh.desk.serving.server import Server
from nghitrinh.desk.serving.worker import Worker

BOUND, WHOLE = 198_000, 130_000
HEAD = f"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {WHOLE}\r\n\r\n".encode()
DOCS = Path(__file__).resolve().parents[3] / "docs"


def _answer(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Say how long the body was that came."""
    said = str(len(environ["wsgi.input"].read())).encode()
    start("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@pytest.fixture
def worker() -> Iterator[Worker]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Worker(_answer, listening, lambda _said: None)
        made.server.most_held = BOUND
        yield made
        for each in list(made.server.active_channels.values()):
            each.give_up()
        made.server.close()


class Sender:
    """A client of a worker that runs in this very process, a turn at a time."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.socket = socket.create_connection(worker.server.socket.getsockname())
        self.socket.settimeout(0)
        self.held = 0

    def send(self, count: int, head: bytes = b"") -> None:
        """Send so many bytes of a body, and let the worker take them in."""
        waiting = head + b"x" * count
        while waiting:
            with suppress(BlockingIOError):
                waiting = waiting[self.socket.send(waiting) :]
            self.worker.turn()
        self.held += count
        while self.worker.server.active_channels and not self._is_taken() and not self.worker.server.is_full:
            self.worker.turn()

    def _is_taken(self) -> bool:
        port = self.socket.getsockname()[1]
        held = [each.held for each in self.worker.server.active_channels.values() if each.addr[1] == port]
        return held in ([], [self.held]) or self.held == WHOLE

    def answer(self) -> bytes:
        """Return what the worker answers, to the end of the connection."""
        found = b""
        while True:
            self.worker.turn()
            with suppress(BlockingIOError):
                part = self.socket.recv(65_536)
                if not part:
                    self.socket.close()
                    return found
                found += part


def test_who_holds_most_goes_when_all_hold_too_much(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    small, large, last = (Sender(worker) for _ in range(3))
    small.send(50_000, HEAD)
    large.send(110_000, HEAD)
    assert worker.server.held <= BOUND
    last.send(60_000, HEAD)
    assert large.answer().startswith(b"HTTP/1.1 408 ")
    assert "all together held too many" in caplog.text
    assert worker.server.held == 110_000
    for each in (small, last):
        each.send(WHOLE - each.held)
        assert each.answer().endswith(f"\r\n\r\n{WHOLE}".encode())


def test_nobody_goes_while_all_hold_no_more_than_they_may(worker: Worker) -> None:
    senders = [Sender(worker) for _ in range(3)]
    for each in senders:
        each.send(BOUND // 3, HEAD)
    worker.server.tidy()
    assert (len(worker.server.active_channels), worker.server.held) == (3, BOUND)
    for each in senders:
        each.socket.close()


def test_the_bound_is_the_one_that_administrators_read() -> None:
    (said,) = re.findall(
        r"at most (\d+) GB for each of the desk's two workers", (DOCS / "administrators.md").read_text()
    )
    assert Server.most_held == int(said) * 10**9
