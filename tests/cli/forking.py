"""A process that has loaded what every command loads, and forks itself for each command: the program without its start.

To start the program costs more than most commands do. What is loaded here knows neither settings nor a home: those each
command finds in its own environment, as a program that was started does. It ends as such a program does, too, and
`tests/cli/test_forking.py` holds that it says and returns the same.

This file is both sides. As a program it is given the number of a socket. A request is four bytes of length, with which
come the descriptors for output and error, and so much JSON: the source of a program or null for the command line's,
arguments, environment, and how large a file it may write. The answer is the exit code as `subprocess` tells it.
"""

import atexit
import gc
import importlib
import json
import os
import resource
import selectors
import socket
import struct
import subprocess
import sys
from typing import Any, NoReturn

# What commands load before they know their settings.
_LOADED = (
    *("asyncio", "concurrent.futures", "http.client", "multiprocessing.util", "sqlite3"),
    *("django", "django.core.management", "django.db.migrations.executor", "django.contrib.auth.hashers"),
    *("django.contrib.staticfiles.finders", "django.core.management.commands.migrate", "django.db.models.sql.compiler"),
    *("django.db.backends.sqlite3.base", "django.template.loader", "django.utils.translation.trans_real"),
    *("psycopg", "pydantic", "lxml.html", "openpyxl", "cryptography.hazmat.primitives.serialization"),
    *("nghitrinh.cli.faults", "nghitrinh.cli.home", "nghitrinh.record.kernel.parameters", "nghitrinh.vietnamese"),
    *("nghitrinh.bundle.command", "nghitrinh.reading.command", "nghitrinh.publication.workers"),
    "nghitrinh.publication.pages",
)


class Forking:
    """The process, as those see it who want commands run."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._connection, theirs = socket.socketpair()
        self._connection.settimeout(120)
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-P", __file__, str(number)]
            self._process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, pass_fds=[number])
        atexit.register(self._end)

    def run(
        self,
        program: str | None,
        arguments: list[str],
        environment: dict[str, str],
        *,
        room: int | None = None,
        output: int | None = None,
    ) -> tuple[int, bytes, bytes]:
        """Run the command line, or a program of one's own; return its code, output and error.

        Its output goes to the descriptor `output` where one is given, and is empty here then.
        """
        pipes = [os.pipe(), os.pipe()]
        reading, writing = [each[0] for each in pipes], [each[1] for each in pipes]
        try:
            content = json.dumps([program, arguments, environment, room]).encode()
            streams = [writing[0] if output is None else output, writing[1]]
            socket.send_fds(self._connection, [struct.pack("!I", len(content))], streams)
            self._connection.sendall(content)
        finally:
            for each in writing:
                os.close(each)
        said = _read(reading)
        return int(self._connection.recv(20)), *said

    def _end(self) -> None:
        self._connection.close()
        self._process.wait()


def _read(pipes: list[int]) -> list[bytes]:
    """Read pipes to their ends, and close them."""
    said = dict.fromkeys(pipes, b"")
    with selectors.DefaultSelector() as waiting:
        for pipe in pipes:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map():
            ready = waiting.select(120)
            assert ready, "found nothing said in 120 seconds, expected an end"
            for key, _ in ready:
                read = os.read(key.fd, 65_536)
                said[key.fd] += read
                if not read:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
    return [said[pipe] for pipe in pipes]


# -- the process -------------------------------------------------------------------------------------------------------


def _received(connection: socket.socket) -> tuple[list[Any], list[int]]:
    head, streams, _, _ = socket.recv_fds(connection, 4, 2)
    if not head:
        sys.exit()
    content, length = b"", struct.unpack("!I", head)[0]
    while len(content) < length:
        content += connection.recv(length - len(content))
    return json.loads(content), streams


def _next_in_a_child(connection: socket.socket) -> list[Any]:
    """Answer requests, each by a child of this process; return, in the child, its request."""
    while True:
        request, streams = _received(connection)
        child = os.fork()
        if child == 0:
            for number, stream in enumerate(streams, 1):
                os.dup2(stream, number)
                os.close(stream)
            connection.close()
            return request
        for stream in streams:
            os.close(stream)
        connection.sendall(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _begin_anew(arguments: list[str], environment: dict[str, str], room: int | None) -> None:
    """Be as a program is that was started so."""
    if room is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["nghitrinh", *arguments]
    # As the interpreter makes them when it starts: those of that time were made for other descriptors.
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115


def main() -> NoReturn:
    for name in _LOADED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    program, *given = _next_in_a_child(socket.socket(fileno=int(sys.argv[1])))
    _begin_anew(*given)
    if program is not None:
        exec(compile(program, "<program of a test>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's own
        sys.exit()
    from nghitrinh.cli import main as command  # noqa: PLC0415

    sys.exit(command())


if __name__ == "__main__":
    main()
