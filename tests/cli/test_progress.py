"""How far a long command is: one line on a terminal, a line for each tenth in a log, nothing where nobody asked."""

import io
import os
import pty
import subprocess
from pathlib import Path

import pytest
from tests.cli.programs import PROGRAM, Home, clean_environment, new_home

from nghitrinh.cli.progress import Shown, as_text
from nghitrinh.safekeeping import Step

PERCENTS = [Step("rows written", done, 26_600) for done in range(0, 26_601, 266)]
SECRET = {"NGHITRINH_BACKUP_PASSPHRASE": "một mật khẩu đủ dài"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(steps: list[Step], stream: io.StringIO, *, quiet: bool = False, patience: float = 0.0) -> str:
    with Shown(quiet, patience, stream) as say:
        for step in steps:
            say(step)
    return stream.getvalue()


def test_a_log_has_a_line_for_each_tenth() -> None:
    said = shown(PERCENTS, io.StringIO()).splitlines()
    assert said[0] == "rows written: 10 % (2,660 of 26,600 rows)"
    assert [line.split(" % ")[0].split()[-1] for line in said] == [str(tenth) for tenth in range(10, 101, 10)]


def test_each_part_is_counted_by_itself() -> None:
    said = shown([Step("rows written", 9, 9), Step("files written", 5, 10, "bytes")], io.StringIO()).splitlines()
    assert said == ["rows written: 100 % (9 of 9 rows)", "files written: 50 % (5 B of 10 B)"]


def test_what_is_done_at_once_leaves_no_lines() -> None:
    assert shown(PERCENTS, io.StringIO(), patience=60) == ""


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_quiet_says_nothing(stream: io.StringIO) -> None:
    assert shown(PERCENTS, stream, quiet=True) == ""


def test_a_terminal_has_one_line_that_is_taken_away_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    said = shown(PERCENTS, Terminal())
    assert "\n" not in said
    drawn = said.split("\r")[1:]
    assert len(drawn) == len(PERCENTS) + 1
    assert all(len(each.removesuffix("\x1b[K")) < 30 for each in drawn)
    assert drawn[-1] == "\x1b[K"


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [
        (0, 1_999, "0 % (0 B of 2.0 kB)"),
        (999, 1_000, "99 % (999 B of 1.0 kB)"),
        (1_500_000, 2_000_000_000, "0 % (1.5 MB of 2.0 GB)"),
        (5_000_000_000_000, 5_000_000_000_000, "100 % (5000.0 GB of 5000.0 GB)"),
        (0, 0, "100 % (0 B of 0 B)"),
    ],
)
def test_sizes_are_said_as_people_say_them(done: int, total: int, text: str) -> None:
    assert as_text(Step("files written", done, total, "bytes")) == f"files written: {text}"


def on_a_terminal(home: Home, *arguments: str) -> str:
    """Return what a command writes on a terminal, its answer and what it says beside it."""
    ours, theirs = pty.openpty()
    environment = clean_environment() | {"NGHITRINH_HOME": str(home.folder)} | SECRET
    with subprocess.Popen([PROGRAM, *arguments], env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as ran:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 1 << 16):
                said += piece
        except OSError:  # how Linux says that nobody has the other end any more
            pass
        os.close(ours)
    assert ran.returncode == 0, said
    return said.decode()


def test_the_commands_show_it_on_a_terminal_and_then_their_answer_alone(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    said = on_a_terminal(home, "backup", str(file))
    assert "rows written: 100 %" in said
    assert "read again: 100 %" in said
    assert said.rpartition("\r\x1b[K")[2].startswith(f"{file}: ")
    assert "archive read: 100 %" in on_a_terminal(home, "restore", str(file), "--check")
    assert "rows written: 100 %" in on_a_terminal(home, "export", str(tmp_path / "all.jsonl"))
    said = on_a_terminal(new_home(tmp_path / "other"), "restore", str(file))
    for part in ("archive read", "written into the home", "search made anew", "verified"):
        assert f"{part}: 100 %" in said, part


def test_elsewhere_and_when_told_to_be_quiet_the_answer_is_all(home: Home, tmp_path: Path) -> None:
    assert home.run("backup", str(tmp_path / "one.tar.gz"), **SECRET).err == ""
    said = on_a_terminal(home, "backup", str(tmp_path / "two.tar.gz"), "--quiet")
    assert said.startswith(f"{tmp_path / 'two.tar.gz'}: ")
