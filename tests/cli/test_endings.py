"""A run says how far it is, names its addresses when they answer, and says why it ends, however it ends."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.cli.programs import PROGRAM, Home, clean_environment, free_port, minding, new_home

pytestmark = pytest.mark.processes
ROOT = Path(__file__).parents[2]


@contextmanager
def running(home: Home, *arguments: str, ignoring: int | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Run over a home, as the head of a group of processes of its own; `ignoring` is a signal that it is to ignore."""
    ports = ("--desk-port", free_port(), "--portal-port", free_port())
    process = subprocess.Popen(
        [PROGRAM, "run", *ports, *arguments],
        env=clean_environment() | {"NGHITRINH_HOME": str(home.folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: minding(ignoring),  # noqa: PLW1509
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def read_until(stream: object, words: str) -> list[str]:
    """Return the lines of a stream up to the one that says so."""
    lines: list[str] = []
    for line in stream:  # type: ignore[attr-defined]
        lines.append(line)
        if words in line:
            return lines
    raise AssertionError(f"found {lines}, expected {words}")


def status(address: str) -> int:
    server, _, path = address.partition("/")
    with closing(http.client.HTTPConnection(server, timeout=20)) as asked:
        asked.request("GET", f"/{path}")
        return asked.getresponse().status


def addresses_of(process: "subprocess.Popen[str]") -> list[str]:
    return re.findall(r"http://(\S+)", "".join(read_until(process.stdout, "Portal  http://")))


def test_the_addresses_are_printed_when_they_answer(home: Home) -> None:
    with running(home) as process:
        desk, portal = addresses_of(process)
        assert (status(f"{desk}dang-nhap/"), status(portal)) == (200, 200)
        process.terminate()
        said = process.stderr.read() if process.stderr else ""
        assert said.startswith("starting the servers …\n")
        assert said.endswith(
            "asked to end (SIGTERM): ending the servers …\nnghitrinh: ended; nothing is served any more\n"
        )
        assert process.wait(timeout=30) == 0


def test_a_key_that_ends_the_whole_group_is_no_failure_of_a_worker(home: Home) -> None:
    """A terminal sends Ctrl-C to every process of the run: each ends as asked, and no log says otherwise."""
    with running(home) as process:
        addresses_of(process)
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read() if process.stderr else ""
        assert said.endswith("ended; nothing is served any more\n")
        assert "by itself" not in said
        assert "ERROR" not in said


def test_a_new_home_says_what_it_does_and_why_it_ends(tmp_path: Path) -> None:
    home = new_home(tmp_path / "own")
    with running(home, "--own") as process:
        assert read_until(process.stderr, "making the database")
        process.send_signal(signal.SIGHUP)
        said = process.stderr.read() if process.stderr else ""
        assert said.endswith("nghitrinh: asked to end (SIGHUP)\n"), said
        assert process.wait(timeout=30) == 129
    assert "bat-dau/?ma=" in home.run("run", "--own", "--once").out


def test_the_example_is_counted_while_it_is_loaded(tmp_path: Path) -> None:
    home = new_home(tmp_path / "new")
    ran = home.run("run", "--once", "--example", "start")
    steps = ["making the database …", "gathering static files", "loading the worked example", "publishing the first"]
    places = [ran.err.index(each) for each in steps]
    assert places == sorted(places)
    assert "http://127.0.0.1" not in ran.out
    assert "nothing is served yet" in ran.out
    # Nobody pressed for it: the line has nobody's name.
    assert home.value("SELECT actor FROM record_journal WHERE act = 'release.seal'") == "system"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT], ids=["nohup", "beside"])
def test_what_is_to_be_ignored_ends_no_server_either(home: Home, number: int) -> None:
    """A terminal sends to all that run in it: SIGHUP when it closes, and a key that a job beside the shell ignores."""
    with running(home, ignoring=number) as process:
        desk, portal = addresses_of(process)
        os.killpg(process.pid, number)
        time.sleep(1.5)
        assert process.poll() is None
        assert (status(f"{desk}dang-nhap/"), status(portal)) == (200, 200)


def test_who_reads_no_further_ends_nothing(home: Home) -> None:
    with running(home) as process:
        assert process.stdout is not None
        process.stdout.close()
        (line,) = read_until(process.stderr, "the start is done")[-1:]
        assert "only the answer could not be written" in line
        time.sleep(0.5)
        assert process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, 0])
def test_what_ends_before_the_program_says_so(tmp_path: Path, number: int) -> None:
    """With a Python that stands for one that installs: it takes long, or fails."""
    for name in ("run", ".ci", "requirements", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    python = tmp_path / "bin" / "python3.11"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\ncase "$*" in *venv*) {"sleep 1" if number else "exit 7"} ;; esac\n')
    python.chmod(0o755)
    environment = os.environ | {"PATH": f"{python.parent}:{os.environ['PATH']}"}
    with subprocess.Popen(
        [tmp_path / "run"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=minding,  # noqa: PLW1509
    ) as process:
        read_until(process.stderr, "making .venv")
        process.send_signal(number)
        said = process.stderr.read() if process.stderr else ""
    code = 128 + number if number else 7
    assert process.returncode == code
    assert said.endswith(f"./run: ended with {code} before the program began; run it again\n")
