"""Backup, restore, move and export by the program itself: nothing is lost, wherever it is killed."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from tests.cli.programs import PROGRAM, Home, Ran, clean_environment, new_home

SECRET = {"NGHITRINH_BACKUP_PASSPHRASE": "một mật khẩu đủ dài"}
FILE = b"a paper"
# A backup or a restore that kills its own process when it says something for the nth time; otherwise it prints of what.
KILLED = """
import os, signal, sys
from pathlib import Path
from nghitrinh.cli.home import set_up
set_up()
from nghitrinh.safekeeping import restore, write_backup
at, said = int(sys.argv[3]), []
def say(step):
    said.append(step.part)
    if len(said) == at:
        os.kill(os.getpid(), signal.SIGKILL)
{"backup": write_backup, "restore": restore}[sys.argv[1]](Path(sys.argv[2]), say)
print(*said, sep="|")
"""


def run_killed(home: Home, what: str, file: Path, at: int) -> Ran:
    return home.python(KILLED, what, str(file), str(at))


def points(home: Home, what: str, file: Path) -> list[int]:
    """Return at which steps each part of a backup or a restore begins, and its last: each leaves something else."""
    said = run_killed(home, what, file, 0).out.strip().split("|")
    begin = [number for number, part in enumerate(said) if not number or part != said[number - 1]]
    return sorted({number + 1 for number in (*begin, len(said) - 1)})


def backed_up(home: Home, file: Path) -> Ran:
    ran = home.run("backup", str(file), **SECRET)
    assert ran.code == 0, ran
    return ran


def restored(folder: Path, file: Path) -> Home:
    home = new_home(folder)
    ran = home.run("restore", str(file), **SECRET)
    assert ran.code == 0, ran
    return home


@pytest.fixture
def stored(home: Home) -> Home:
    """The home with a stored file."""
    (home.folder / "files").mkdir(exist_ok=True)
    (home.folder / "files" / hashlib.sha256(FILE).hexdigest()).write_bytes(FILE)
    return home


def test_a_home_comes_back_whole_and_goes_on(stored: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    backed_up(stored, file)
    assert stored.run("restore", str(file), "--check").code == 0
    other = restored(tmp_path / "other", file)
    assert other.run("init").code == 0
    assert other.lines == stored.lines
    assert (other.folder / "files" / hashlib.sha256(FILE).hexdigest()).read_bytes() == FILE
    for name in ("keys/signing.pem", "keys/signing.pub.pem", "secret_key"):
        assert (other.folder / name).read_bytes() == (stored.folder / name).read_bytes()
    ran = other.run("publish", "--restore", "--by", "thuky")
    assert ran.code == 0
    assert "release 2" in ran.out
    other.require_whole()
    assert other.act("body.found", '{"name": "Tỉnh khác"}').code == 0
    other.require_whole()


ACTING = """
import sys
from uuid import uuid4
from nghitrinh.cli.home import set_up
set_up()
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.queries import user_named
by = user_named("quantri", field="by")
while True:
    ACTS["body.found"](by=by, name=f"Tỉnh {uuid4()}")
    print("acted", flush=True)
"""


def test_acts_go_on_while_a_backup_is_written(home: Home, tmp_path: Path) -> None:
    environment = clean_environment() | {
        "NGHITRINH_HOME": str(home.folder),
        "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base",
    }
    with subprocess.Popen([sys.executable, "-c", ACTING], env=environment, stdout=subprocess.PIPE) as acting:
        assert acting.stdout is not None
        assert acting.stdout.readline() == b"acted\n"
        before = home.lines
        try:
            for number in range(2):
                backed_up(home, tmp_path / f"{number}.tar.gz")
            assert acting.poll() is None
        finally:
            acting.kill()
    assert home.lines > before
    for number in range(2):
        other = restored(tmp_path / f"home-{number}", tmp_path / f"{number}.tar.gz")
        assert before <= other.lines <= home.lines


def test_a_backup_killed_anywhere_leaves_none_and_no_harm(stored: Home, tmp_path: Path) -> None:
    for at in points(stored, "backup", tmp_path / "whole.tar.gz"):
        file = tmp_path / f"{at}.tar.gz"
        assert run_killed(stored, "backup", file, at).code == -signal.SIGKILL
        if file.exists():  # killed while it was read again
            assert stored.run("restore", str(file), "--check").code == 0
            file.unlink()
        backed_up(stored, file)


def test_a_restore_killed_anywhere_can_be_done_again_or_is_done(stored: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    backed_up(stored, file)
    for at in points(new_home(tmp_path / "whole"), "restore", file):
        home = new_home(tmp_path / f"home-{at}")
        home.folder.mkdir(exist_ok=True)
        assert run_killed(home, "restore", file, at).code == -signal.SIGKILL
        again = home.run("restore", str(file), **SECRET)
        if again.code:
            again.require_refused("expected a place with nothing in it")
        assert home.lines == stored.lines
        said = home.run("check").err
        assert not [line for line in said.splitlines() if "portal" not in line and "keys" not in line], said
        assert (home.folder / "files" / hashlib.sha256(FILE).hexdigest()).exists()


@pytest.fixture
def postgres() -> Iterator[str]:
    """Return the address of an empty database on the PostgreSQL that the tests have."""
    found = os.environ.get("NGHITRINH_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
    name = f"nghitrinh_move_{uuid4().hex[:12]}"
    with psycopg.connect(found, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield found.rpartition("/")[0] + f"/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_record_moves_to_postgresql_and_back(stored: Home, postgres: str) -> None:
    there = {"NGHITRINH_DATABASE_URL": postgres}
    lines = stored.lines
    ran = stored.run("move", "--to", postgres)
    assert ran.code == 0, ran
    assert f"line {lines} verified" in ran.out
    stored.act("body.found", '{"name": "Tỉnh cũ"}').require_refused("moved to", "NGHITRINH_DATABASE_URL")
    stored.run("desk").require_refused("moved to")
    assert stored.run("check", **there).code == 0
    assert stored.act("body.found", '{"name": "Tỉnh khác"}', **there).code == 0
    assert stored.run("move", "--to", "sqlite", **there).code == 0
    stored.act("body.found", '{"name": "Tỉnh cũ"}', **there).require_refused("moved to")
    assert stored.lines == lines + 1
    assert stored.act("body.found", '{"name": "Tỉnh cũ"}').code == 0
    stored.require_whole()


def test_who_has_the_old_database_open_can_write_no_more(home: Home, postgres: str, tmp_path: Path) -> None:
    """A desk that nobody ended does not look for the note that the record has moved: the database itself refuses."""
    assert home.run("move", "--to", postgres).code == 0
    (home.folder / "moved.json").rename(tmp_path / "moved.json")
    lines = home.lines
    home.act("body.found", '{"name": "Tỉnh cũ"}').require_refused()
    assert home.lines == lines


def test_a_move_that_fails_leaves_the_record_where_it_is(home: Home, postgres: str) -> None:
    with psycopg.connect(postgres) as database:
        database.execute("CREATE TABLE record_user (id int)")
    ran = home.run("move", "--to", postgres)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "the record is where it was" in ran.err
    assert not (home.folder / "moving.tar.gz").exists()
    assert home.act("body.found", '{"name": "Tỉnh"}').code == 0
    home.run("move", "--to", "sqlite").require_refused("already there")
    home.run("move", "--to", "mysql://x/y").require_refused("postgresql://")


# A move that is killed when all is there, and the old journal still takes lines; or before, while the archive is there.
KILLED_MOVE = """
import os, signal, sys
from nghitrinh.cli.home import set_up
set_up()
from nghitrinh.cli import moving
end = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "late":
    moving.seal.retire = end
else:
    moving._bring_into = end
moving.main_move(["--to", sys.argv[1]])
"""


def moved_and_killed(home: Home, to: str, when: str = "late", **environment: str) -> None:
    ran = home.python(KILLED_MOVE, to, when, **environment)
    assert ran.code == -signal.SIGKILL, ran


def test_a_move_that_was_killed_is_done_anew(home: Home, postgres: str) -> None:
    there = {"NGHITRINH_DATABASE_URL": postgres}
    moved_and_killed(home, postgres)
    assert home.act("body.found", '{"name": "Tỉnh cũ"}').code == 0
    lines = home.lines
    home.run("move", "--to", postgres, "--quiet").require_refused(f"to line {lines - 1}", "--anew", lines=2)
    ran = home.run("move", "--to", postgres, "--anew")
    assert ran.code == 0, ran
    assert f"line {lines} verified" in ran.out
    assert home.run("check", **there).code == 0
    # And back, into the home's own file.
    (home.folder / "moved.json").unlink()
    home.database.unlink()
    moved_and_killed(home, "sqlite", **there)
    home.run("move", "--to", "sqlite", "--quiet", **there).require_refused("--anew", lines=2)
    assert home.run("move", "--to", "sqlite", "--anew", **there).code == 0
    assert home.lines == lines
    home.require_whole()


@pytest.mark.parametrize("when", ["early", "late"])
def test_the_next_start_says_what_a_killed_move_left_and_removes_what_lies_here(
    home: Home, postgres: str, when: str
) -> None:
    before = set(home.folder.iterdir())
    moved_and_killed(home, postgres, when)
    ran = home.run("check")
    assert ran.code == 1
    assert "was interrupted" in ran.err
    assert set(home.folder.iterdir()) > before
    ran = home.run("init")
    assert (ran.code, ran.err.count("was interrupted")) == (0, 1)
    assert postgres.rpartition("/")[2] in ran.err
    assert set(home.folder.iterdir()) == before
    assert (home.run("init").err, home.run("check").code) == ("", 0)


def test_no_record_but_a_copy_makes_room(home: Home, postgres: str) -> None:
    """One that has gone on since is a record of its own."""
    there = {"NGHITRINH_DATABASE_URL": postgres}
    moved_and_killed(home, postgres)
    assert home.act("body.found", '{"name": "Tỉnh khác"}', **there).code == 0
    ran = home.run("move", "--to", postgres, "--anew", "--quiet")
    ran.require_refused("not this record's", lines=2)
    assert home.run("journal", "verify", **there).out.startswith(f"{home.lines + 1} lines verify")
    assert home.act("body.found", '{"name": "Tỉnh"}').code == 0


def runs(pid: str) -> bool:
    """Tell whether a process is there and not only its number, which waits for whoever inherited it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_brings_a_record_in_ends_with_the_move(home: Home, postgres: str) -> None:
    """It is held at its first statement there by a table that somebody else is about to make."""
    environment = {**clean_environment(), "NGHITRINH_HOME": str(home.folder)}
    with psycopg.connect(postgres) as somebody:
        somebody.execute("CREATE TABLE django_migrations (id int)")
        with subprocess.Popen([PROGRAM, "move", "--to", postgres], env=environment) as moving:
            tasks = Path(f"/proc/{moving.pid}/task")
            until = time.monotonic() + 100
            while not (held := " ".join(each.read_text() for each in tasks.glob("*/children")).split()):
                assert moving.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)
            moving.kill()
        while any(map(runs, held)):
            assert time.monotonic() < until
            time.sleep(0.05)
        somebody.rollback()
    assert home.run("move", "--to", postgres).code == 0


def test_what_is_refused_writes_nothing(stored: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    stored.run("backup", str(file), NGHITRINH_BACKUP_PASSPHRASE="ngắn").require_refused("at least 12")
    stored.run("backup", str(tmp_path / "none" / "file"), **SECRET).require_refused("no such folder")
    assert not list(tmp_path.glob("backup*"))
    backed_up(stored, file)
    stored.run("backup", str(file), **SECRET).require_refused("already there")
    other = new_home(tmp_path / "other")
    other.run("restore", str(file), NGHITRINH_BACKUP_PASSPHRASE="một mật khẩu khác").require_refused("passphrase")
    other.run("restore", str(tmp_path / "none.tar.gz"), "--without-keys").require_refused("No such file")
    stored.run("restore", str(file), **SECRET).require_refused("nothing in it")


def test_an_export_is_written_once(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    assert home.run("export", str(file)).code == 0
    assert file.stat().st_mode & 0o077 == 0
    home.run("export", str(file)).require_refused("already there")
