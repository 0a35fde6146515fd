"""A home where nothing can be written: what reads goes on, what writes says in one line that it cannot."""

import ctypes
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.programs import PROGRAM, Home, Ran, clean_environment, with_free_ports

from nghitrinh.cli import COMMANDS

PASSPHRASE = {"NGHITRINH_BACKUP_PASSPHRASE": "một mật khẩu đủ dài"}
# How each command that reads a home is called, and what it answers; then those that write, which are refused.
READING: dict[str, tuple[list[str], str]] = {
    "check": (["check"], "are whole"),
    "journal": (["journal", "verify"], "lines verify"),
    "journal list": (["journal", "list"], "body.found"),
    "acts": (["acts"], "meeting.plan"),
    "show": (["show", "{organization}"], "organization"),
    "export": (["export", "{beside}/all.jsonl"], "rows"),
    "backup": (["backup", "{beside}/backup.tar.gz"], "read again whole"),
    "verify": (["verify", "{home}/portal"], "release 1"),
}
WRITING: dict[str, list[str]] = {
    "run": ["run"],
    "init": ["init"],
    "setup": ["setup"],
    "desk": ["desk"],
    "act": ["act", "body.found", "--by", "quantri", "--json", '{"name": "Tỉnh khác"}'],
    "mail": ["mail", "flush"],
    "publish": ["publish", "--by", "thuky"],
    "intake": ["intake", "{beside}/none.html", "--by", "thuky"],
    "tasks": ["tasks", "{beside}/none.xlsx", "--by", "thuky"],
    "people": ["people", "{beside}/none.xlsx", "--by", "quantri"],
    "second-step": ["second-step", "remove", "quantri"],
    "restore": ["restore", "{beside}/none.tar.gz", "--without-keys"],
    "move": ["move", "--to", "postgresql://postgres@127.0.0.1:5432/none"],
}
NO_HOME = {"portal", "read", "land"}


def _as_anybody() -> None:
    """Take from root, in a process that is about to begin, what lets it write and read whatever it likes."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; nobody but root has them, or may


def as_anybody(home: Home, *arguments: str, **environment: str) -> Ran:
    ran = subprocess.run(
        [PROGRAM, *with_free_ports(arguments)],
        env={**clean_environment(), "NGHITRINH_HOME": str(home.folder), **environment},
        capture_output=True,
        timeout=120,
        check=False,
        preexec_fn=_as_anybody,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file and folder with its length and its time."""
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in (folder, *sorted(folder.rglob("*")))
    }


def lock(path: Path) -> None:
    path.chmod(path.stat().st_mode & ~0o222)


LOCKED: dict[str, Callable[[Home], object]] = {
    "folder and files": lambda home: [lock(path) for path in (home.folder, *home.folder.glob("*"), home.database)],
    "folder": lambda home: lock(home.folder),
    "file": lambda home: lock(home.database),
}


@pytest.fixture
def locked(home: Home) -> Iterator[Home]:
    home.run("init")
    LOCKED["folder and files"](home)
    yield home
    for path in (home.folder, *home.folder.glob("*")):
        path.chmod(path.stat().st_mode | 0o200)


def test_every_command_is_one_of_those_that_are_tried_here() -> None:
    assert {words[0] for words, _ in READING.values()} | WRITING.keys() | NO_HOME == COMMANDS.keys()


def test_what_reads_goes_on_and_leaves_nothing(locked: Home, tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    organization = locked.value("SELECT key FROM record_journal_row WHERE kind = 'organization' LIMIT 1")
    before = contents(locked.folder)
    for name, (words, said) in READING.items():
        given = [each.format(beside=beside, home=locked.folder, organization=organization) for each in words]
        ran = as_anybody(locked, *given, **PASSPHRASE)
        assert (ran.code, said in ran.out) == (0, True), (name, ran)
    assert contents(locked.folder) == before


def test_what_writes_says_in_one_line_that_it_cannot(locked: Home, tmp_path: Path) -> None:
    before = contents(locked.folder)
    for words in WRITING.values():
        ran = as_anybody(locked, *(each.replace("{beside}", str(tmp_path)) for each in words))
        ran.require_refused("where nothing can be written")
    assert contents(locked.folder) == before


@pytest.mark.parametrize("what", LOCKED)
def test_check_says_what_it_leaves_unchecked(home: Home, what: str) -> None:
    home.run("init")
    LOCKED[what](home)
    before = contents(home.folder)
    ran = as_anybody(home, "check", "--json")
    assert (ran.code, json.loads(ran.out)["whole"]) == (0, True), ran
    assert bool(json.loads(ran.out)["unchecked"]) == ("folder" in what)
    if "folder" in what:
        assert "is not checked" in ran.err
        assert contents(home.folder) == before
    home.folder.chmod(0o700)


def test_check_of_a_copy_that_others_read_names_it(locked: Home) -> None:
    locked.folder.chmod(0o555)
    ran = as_anybody(locked, "check")
    assert ran.code == 1
    assert "others of this machine can read it" in ran.err
    assert as_anybody(locked, "journal", "verify").code == 0


def test_a_copy_taken_of_a_home_at_work_is_read_to_its_last_line_or_refused(home: Home) -> None:
    """The last lines lie in the log beside the database, of which a reader without its index knows nothing."""
    lines = home.lines
    home.python(
        "import os\nfrom nghitrinh.cli.home import set_up\nset_up()\n"
        "from nghitrinh.record.acts import ACTS\nfrom nghitrinh.record.bodies.queries import user_named\n"
        'ACTS["body.found"](by=user_named("quantri", field="by"), name="Tỉnh khác")\nos._exit(0)\n'
    )
    index = home.folder / "record.sqlite3-shm"
    assert index.exists()
    for path in (home.folder, *home.folder.glob("record.sqlite3*")):
        lock(path)
    ran = as_anybody(home, "journal", "verify")
    assert ran.out.startswith(f"{lines + 1} lines verify"), ran
    home.folder.chmod(0o700)
    index.unlink()
    lock(home.folder)
    as_anybody(home, "journal", "verify").require_refused("record.sqlite3-wal", "copy the whole folder")
    home.folder.chmod(0o700)
