"""On SQLite one process writes at a time: the others wait, as long as for the database, and then ask that."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from nghitrinh.record.kernel import turn

pytestmark = [pytest.mark.processes, pytest.mark.django_db]

HOLD = """
import fcntl, sys, time
file = open(sys.argv[1], "a")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[Path]:
    """Let the database's file, and so the lock beside it, lie in a folder of the test's own."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own turns")
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(tmp_path / "record.sqlite3")
    yield tmp_path / "record.sqlite3-turn"
    connection.settings_dict["NAME"] = name


def hold(lock: Path, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLD, str(lock), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_another_process_is_waited_for(lock: Path) -> None:
    with hold(lock, 0.5) as process, turn.taken():
        assert process.poll() is not None or process.wait(timeout=0.2) == 0


def test_a_killed_process_gives_its_turn_back(lock: Path) -> None:
    with hold(lock, 60) as process:
        threading.Timer(0.2, process.kill).start()
        begun = time.monotonic()
        with turn.taken():
            assert time.monotonic() - begun < 10


def test_a_turn_that_never_comes_leaves_it_to_the_database(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    with hold(lock, 60) as process:
        with turn.taken():
            assert process.poll() is None
        process.kill()


def test_a_block_within_a_block_has_the_turn_already(lock: Path) -> None:
    with turn.taken():
        with turn.taken():
            assert lock.exists()
        other = subprocess.run(
            [sys.executable, "-c", HOLD.replace("LOCK_EX", "LOCK_EX | fcntl.LOCK_NB"), str(lock), "0"],
            capture_output=True,
            check=False,
        )
        assert other.returncode != 0


def test_a_folder_that_takes_no_file_leaves_it_to_the_database(lock: Path) -> None:
    connection.settings_dict["NAME"] = str(lock.parent / "none" / "record.sqlite3")
    with turn.taken():
        assert not lock.exists()
