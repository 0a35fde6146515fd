"""The program itself, run as a person runs it: in its own process, over a home of its own."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO
from uuid import UUID

from tests import fonts
from tests.cli.forking import Forking

PROGRAM = str(Path(sys.executable).with_name("nghitrinh"))

# The ports that a command which serves wants. Their defaults may be in use: `./run` may serve beside the tests.
PORTS = {"run": ("--desk-port", "--portal-port"), "desk": ("--desk-port",), "portal": ("--port",)}


def free_port() -> str:
    """Return a port of this machine that nobody has."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return str(server.getsockname()[1])


def clean_environment() -> dict[str, str]:
    """Return the environment without what says anything to the program."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("NGHITRINH_", "DJANGO_"))}


def with_free_ports(arguments: tuple[str, ...]) -> list[str]:
    """Name a free port for every port that a command wants and `arguments` do not name."""
    serves = () if "--once" in arguments else PORTS.get(arguments[0], ())
    return [*arguments, *(word for port in serves if port not in arguments for word in (port, free_port()))]


def minding(ignoring: int | None = None) -> None:
    """Mind every signal that ends but one, whatever whoever started the tests ignores (`nohup`)."""
    for each in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN if each == ignoring else signal.SIG_DFL)


@dataclass(frozen=True)
class Ran:
    """How a run ended: its code, what it printed, what it said is wrong."""

    code: int
    out: str
    err: str

    def require_refused(self, *words: str, lines: int = 1) -> None:
        """Expect a line for each thing that is wrong, and code 1."""
        assert self.code == 1, self
        assert "Traceback" not in self.err, self.err
        assert len(self.err.strip().splitlines()) == lines, self.err
        for each in words:
            assert each in self.err, self.err


def _ran(code: int, out: bytes, err: bytes) -> Ran:
    return Ran(code, out.decode(), err.decode())


@cache
def _forking() -> Forking:
    return Forking(clean_environment())


def new_home(folder: Path) -> "Home":
    """Return a home that is still to be made; the fonts that it would cut are there."""
    fonts.copied(folder / "static" / "nghitrinh" / "fonts")
    return Home(folder)


def copy_of(made: Path, folder: Path) -> "Home":
    """Return a copy of a home, in a folder, that one may spoil."""
    return Home(Path(shutil.copytree(made, folder / "home", symlinks=True)))


@dataclass(frozen=True)
class Home:
    """A home in a folder, and the program over it."""

    folder: Path

    def run(
        self, *arguments: str, room: int | None = None, stdout: IO[str] | int | None = None, **environment: str
    ) -> Ran:
        """Run a command; `room` is how many bytes any one file may have, as on a disk that is nearly full."""
        output = stdout if stdout is None or isinstance(stdout, int) else stdout.fileno()
        given = with_free_ports(arguments), self._environment(environment)
        return _ran(*_forking().run(None, *given, room=room, output=output))

    def python(self, program: str, *arguments: str, **environment: str) -> Ran:
        """Run a program of the test's own in a process that finds the home as a command does."""
        environment = self._environment({"DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base", **environment})
        return _ran(*_forking().run(program, list(arguments), environment))

    def start(self, *arguments: str, closed: int | None = None, **environment: str) -> Ran:
        """Run a command by starting the program: for what is decided before it has loaded anything.

        `closed` is a standard stream that the program does not get: 0 input, 1 output, 2 error.
        """
        done = subprocess.run(
            [PROGRAM, *with_free_ports(arguments)],
            env=self._environment(environment),
            capture_output=True,
            timeout=120,
            check=False,
            preexec_fn=None if closed is None else lambda: os.close(closed),
        )
        return _ran(done.returncode, done.stdout, done.stderr)

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        return {**clean_environment(), "NGHITRINH_HOME": str(self.folder), **more}

    def act(self, name: str, json: str, *, by: str = "quantri", room: int | None = None, **environment: str) -> Ran:
        """Carry out an act."""
        return self.run("act", name, "--by", by, "--json", json, room=room, **environment)

    @property
    def database(self) -> Path:
        """Return the database's file."""
        return self.folder / "record.sqlite3"

    def value(self, sql: str) -> str:
        """Return one value from the database, read behind the program's back."""
        with closing(sqlite3.connect(self.database)) as database:
            (found,) = database.execute(sql).fetchone()
        return str(UUID(found)) if isinstance(found, str) and len(found) == 32 else str(found)

    @property
    def lines(self) -> int:
        """Return how long the journal is."""
        return int(self.value("SELECT count(*) FROM record_journal"))

    def require_whole(self) -> None:
        """Expect the home to verify: seal, journal, rows, files, and the release in force."""
        for command in (["check"], ["verify", str(self.folder / "portal")]):
            ran = self.run(*command)
            assert ran.code == 0, ran
