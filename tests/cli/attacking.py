"""Clients that keep a server waiting: half a head, half a body, a byte a second, an answer that nobody reads."""

import http.client
import re
import selectors
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.cli.programs import PROGRAM, Home, clean_environment, free_port, minding

# Every connection that a test opened, for closing them after it.
OPENED: list[socket.socket] = []
HEAD = " HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@dataclass
class Answer:
    """An answer, and how long it took in seconds."""

    status: int
    headers: dict[str, str]
    body: str
    seconds: float


@dataclass
class Server:
    """A server process on a free port, and a browser that keeps its cookies."""

    process: "subprocess.Popen[bytes]"
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def connect(self, *, receives: int = 0) -> socket.socket:
        """Open a connection; `receives` bytes are taken of an answer before anybody reads it."""
        opened = socket.socket()
        OPENED.append(opened)
        if receives:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        opened.settimeout(20)
        opened.connect(("127.0.0.1", self.port))
        return opened

    def sent(self, text: str, *, receives: int = 0) -> socket.socket:
        """Open a connection and send something."""
        opened = self.connect(receives=receives)
        opened.sendall(text.encode())
        return opened

    def ask(self, path: str, body: bytes | None = None, kind: str = "", timeout: float = 60) -> Answer:
        """Ask as a browser does, on a new connection."""
        began = time.monotonic()
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": kind} if kind else {}
        asked.request("POST" if body is not None else "GET", path, body, headers)
        answer = asked.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        page = answer.read().decode("utf-8", "replace")
        asked.close()
        return Answer(answer.status, dict(answer.getheaders()), page, time.monotonic() - began)

    def post(self, path: str, **typed: str) -> Answer:
        """Send a form."""
        return self.ask(path, urlencode(typed).encode(), "application/x-www-form-urlencoded")


def close_all() -> None:
    """Close what was opened."""
    while OPENED:
        OPENED.pop().close()


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, f"no field {name}"
    return found[1]


@contextmanager
def serving(home: Home, *command: str, answers: str) -> Iterator[Server]:
    """Serve a home until the block ends; the server answers `answers` when the block begins."""
    port = free_port()
    process = subprocess.Popen(
        [PROGRAM, *command, port],
        env=clean_environment() | {"NGHITRINH_HOME": str(home.folder)},
        preexec_fn=minding,  # noqa: PLW1509
    )
    server = Server(process, int(port))
    try:
        until = time.monotonic() + 90
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError):
                server.ask(answers)
                break
            time.sleep(0.2)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=60)


def closed_within(seconds: float, connections: dict[str, socket.socket], every_second: Callable[[], None]) -> set[str]:
    """Return which connections the server closes within so many seconds; what it says before is read."""
    until, next_call, left = time.monotonic() + seconds, 0.0, dict(connections)
    with selectors.DefaultSelector() as selector:
        for name, each in left.items():
            selector.register(each, selectors.EVENT_READ, name)
        while left and time.monotonic() < until:
            if time.monotonic() > next_call:
                every_second()
                next_call = time.monotonic() + 1
            for key, _ in selector.select(0.2):
                if not _says(left[key.data]):
                    selector.unregister(left.pop(key.data))
    return set(connections) - set(left)


def _says(connection: socket.socket) -> bool:
    try:
        return bool(connection.recv(65_536))
    except OSError:
        return False


def has_ended(port: int, client: socket.socket) -> bool:
    """Tell whether the server's side of a connection is closed, though nobody reads what it sent."""
    with open("/proc/net/tcp", encoding="ascii") as table:  # noqa: PTH123 - a file of the kernel
        rows = [line.split() for line in table]
    mine = f":{client.getsockname()[1]:04X}"
    states = [row[3] for row in rows if row[1].endswith(f":{port:04X}") and row[2].endswith(mine)]
    return not set(states) & {"01", "08"}  # established, waiting to be closed by the program
