"""kill −9 at every step of a publication in its own process: the old release or the new one, whole, and whole again."""

import json
import signal
from pathlib import Path

import pytest
from tests import once
from tests.cli.programs import Home, copy_of, new_home
from tests.steps import PUBLISHING

from nghitrinh.bundle import open_bundle
from nghitrinh.bundle.schema import Meeting

PLACE = "Phòng họp số 2"
# The publication that the command line carries out, which kills its own process at one step.
PUBLISH = """
import os, signal, sys
from nghitrinh.cli.home import set_up
set_up()
from nghitrinh.publication.publish import publish
publish(by=None, step=lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == sys.argv[1] else None)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with two releases, and a correction that is not published yet."""
    return copy_of(once.made("home-corrected", _make), tmp_path)


def _make(folder: Path) -> None:
    made = new_home(folder)
    assert made.run("run", "--once", "--example", "full").code == 0
    _correct(made, "Phòng họp số 1")
    assert made.run("publish", "--by", "thuky").code == 0
    _correct(made, PLACE)


def _correct(home: Home, place: str) -> None:
    key = home.value("SELECT meeting_id FROM record_convening WHERE number = 36")
    shown = json.loads(home.run("show", key, "--json").out)
    given = {"meeting": key, "edit": shown["edit"], "place": place, "reason": "Ghi nhầm"}
    ran = home.act("meeting.correct", json.dumps(given), by="thuky")
    assert ran.code == 0, ran


def _places(home: Home) -> set[str]:
    bundle = open_bundle(home.folder / "portal")
    try:
        return {row.place for row in bundle.rows(Meeting)}
    finally:
        bundle.close()


@pytest.mark.parametrize("step", PUBLISHING)
def test_a_publication_killed_at_any_step(home: Home, step: str) -> None:
    died = home.python(PUBLISH, step)
    assert died.code == -signal.SIGKILL
    home.run("verify", str(home.folder / "portal")).out.index("all as signed")
    assert (PLACE in _places(home)) == (PUBLISHING.index(step) >= PUBLISHING.index("switched"))
    assert home.run("publish", "--by", "thuky").code == 0
    assert PLACE in _places(home)
    home.require_whole()
    kept = {each.name for each in (home.folder / "portal").iterdir()}
    assert kept - {"spare"} == {"current", "lock", "manifests", "checkpoint.json", "releases"}
    assert len(list((home.folder / "portal" / "releases").iterdir())) <= 2
