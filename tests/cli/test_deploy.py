"""The files for an office's machine: units of systemd, a container's recipe (nginx's files: test_nginx)."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from nghitrinh.cli import COMMANDS
from nghitrinh.cli.reference import command_help
from nghitrinh.settings.variables import ELSEWHERE, VARIABLES

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
PROGRAM = "/opt/nghitrinh/.venv/bin/nghitrinh"
# Not read by the program: the unit that publishes gives it to `--by`.
OF_UNITS = {"NGHITRINH_PUBLISHER"}


def _commands(text: str) -> list[list[str]]:
    """Return the words of every command of ours that a file runs, from the command's name on."""
    joined = text.replace("\\\n#", " ").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if PROGRAM in line and "ENTRYPOINT" not in line]
    return [shlex.split(re.split(r"'$", line.partition(PROGRAM)[2])[0]) for line in lines]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_there_is(unit: Path) -> None:
    commands = _commands(unit.read_text("utf-8"))
    assert commands
    for name, *given in commands:
        assert name in COMMANDS
        words = command_help(name)
        assert all(option in words for option in given if option.startswith("--")), (name, given)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_a_unit(unit: Path, tmp_path: Path) -> None:
    """The program's place is this checkout's, for systemd asks whether it is there."""
    assert shutil.which("systemd-analyze"), "found no systemd-analyze, which `./test` installs"
    own = f"{shutil.which('nghitrinh') or ROOT / '.venv/bin/nghitrinh'}"
    for each in DEPLOY.glob("nghitrinh-*"):
        (tmp_path / each.name).write_text(each.read_text("utf-8").replace(PROGRAM, own), "utf-8")
    timer = unit.with_suffix(".timer")
    names = [tmp_path / each.name for each in (unit, timer) if each.exists()]
    done = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_units_are_told_is_a_setting() -> None:
    """Every variable that a file or the guide's example of /etc/nghitrinh.env names is one that is read."""
    guide = (ROOT / "docs" / "administrators.md").read_text("utf-8")
    texts = [each.read_text("utf-8") for each in DEPLOY.iterdir()] + re.findall(r"^    NGHITRINH_.*$", guide, re.M)
    known = {*VARIABLES, *(each.name for each in ELSEWHERE), *OF_UNITS}
    named = {name.removesuffix("_FILE") for text in texts for name in re.findall(r"NGHITRINH_[A-Z_]+", text)}
    assert named <= known


def test_the_container_copies_what_there_is() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = [source for line in re.findall(r"^COPY (.+) \S+$", text, re.M) for source in line.split()]
    assert copied
    assert all((ROOT / source).exists() for source in copied)
    for name, *given in ([*re.findall(r'"([^"]+)"', line)] for line in re.findall(r"^CMD (.+)$", text, re.M)):
        assert all(option in command_help(name) for option in given if option.startswith("--"))
