"""A command that the tests fork says and returns what the program does that is started, and knows of none before it."""

import signal
from pathlib import Path

import pytest
from tests.cli.programs import Home

# Of every kind that there is: without settings, with them, with the home's database, refused, and called wrongly.
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("fly",),
    ("init",),
    ("run", "--once"),
    ("acts",),
    ("act", "body.found", "--by", "quantri", "--json", "{"),
    ("show", "36"),
    ("journal", "list", "--json"),
    ("journal", "verify"),
    ("publish", "--by", "thuky"),
    ("check",),
    ("read", "khong-co.txt"),
    ("portal", "khong-co", "--port", "cửa"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_forked_command_is_as_a_started_one(home: Home, command: tuple[str, ...]) -> None:
    assert home.run(*command) == home.start(*command)


def test_a_forked_command_finds_its_own_home_and_day(home: Home, made_home: Home) -> None:
    for each in (home, made_home, home):
        assert each.run("init").out == f"home ready: {each.folder}\n"
    home.run("check", NGHITRINH_TODAY="mai").require_refused("NGHITRINH_TODAY: found 'mai'")
    assert home.run("check").code == 0


def test_a_program_of_a_test_ends_as_it_ends(made_home: Home) -> None:
    says = "import os, sys; print(os.environ['NGHITRINH_HOME'], sys.argv[1:]); sys.exit(7)"
    ran = made_home.python(says, "một")
    assert (ran.code, ran.out) == (7, f"{made_home.folder} ['một']\n")
    assert made_home.python(f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})").code == -signal.SIGKILL
    assert "ZeroDivisionError" in made_home.python("1 / 0").err


def test_what_it_says_at_length_on_both_streams_is_heard(made_home: Home) -> None:
    ran = made_home.python("import sys; print('a' * 300_000); print('b' * 300_000, file=sys.stderr)")
    assert (len(ran.out), len(ran.err)) == (300_001, 300_001)


def test_room_is_one_commands_own(home: Home) -> None:
    assert home.act("body.found", '{"name": "Tỉnh"}', room=0).code == 1
    assert home.act("body.found", '{"name": "Tỉnh"}').code == 0


def test_no_descriptor_stays_open(made_home: Home) -> None:
    made_home.run("--help")
    before = set(Path("/proc/self/fd").iterdir())
    for _ in range(3):
        made_home.run("--help")
    assert set(Path("/proc/self/fd").iterdir()) == before
