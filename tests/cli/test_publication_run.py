"""The desk's publication in a process of its own, over a real home: it outlives who asked, and a killed one is told."""

import time

from tests.cli.programs import Home

# What a request of the desk does, in a process that ends right after.
ASK = """
from nghitrinh.cli.home import set_up
set_up()
from nghitrinh.desk.publication import runs
from nghitrinh.record.kernel.models import User
print(runs.start(User.objects.get(username="thuky")).pk)
"""
# The process is still beginning when it is killed.
KILL = """
import os, signal
from nghitrinh.desk.models import PublicationRun
os.kill(int(PublicationRun.objects.get(running=True).process.partition(":")[0]), signal.SIGKILL)
"""
LOOK = """
from nghitrinh.cli.home import set_up
set_up()
from nghitrinh.desk.publication import runs
run = runs.last()
print(run.running, run.code, run.process)
"""


def _python(home: Home, program: str) -> str:
    ran = home.python(program)
    assert ran.code == 0, ran
    return ran.out.strip()


def _ended(home: Home) -> str:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        running, code, _process = _python(home, LOOK).split(" ")
        if running == "None":
            return code
        time.sleep(0.5)
    raise AssertionError("the publication goes on and on")


def test_a_run_outlives_the_process_that_asked_for_it(home: Home) -> None:
    _python(home, ASK)
    assert _ended(home) in ("done", "unchanged")
    home.require_whole()


def test_a_killed_run_is_told_by_whoever_looks_and_another_publishes(home: Home) -> None:
    first = _python(home, ASK + KILL)
    assert _ended(home) == "killed"
    assert _python(home, ASK) != first
    assert _ended(home) in ("done", "unchanged")
    home.require_whole()
