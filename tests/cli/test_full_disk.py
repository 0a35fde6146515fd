"""A disk without room: an act, a publication and an export say so, nothing is lost, and with room all goes on."""

import base64
import json
import os
from pathlib import Path

import pytest
from tests.cli.programs import Home

PLACE = '{"name": "Tỉnh mới"}'
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "hai-duong" / "page.txt"
# A database that may not grow: SQLite's own word for a full disk, without one.
LIMIT = """
import sqlite3
_connect = sqlite3.connect
def connect(*given, **more):
    opened = _connect(*given, **more)
    opened.execute("PRAGMA max_page_count = 1")
    return opened
sqlite3.connect = sqlite3.dbapi2.connect = connect
"""


def served_by(home: Home) -> Path:
    """Return which release the portal serves."""
    return (home.folder / "portal" / "current").readlink()


def committee(home: Home) -> str:
    """Return the body whose secretary `thuky` is."""
    return home.value("SELECT organization_id FROM record_grant WHERE role = 'secretary'")


@pytest.mark.parametrize("room", [0, 4_000, 20_000])
def test_an_act_leaves_no_line(home: Home, room: int) -> None:
    lines = home.lines
    ran = home.act("body.found", PLACE, room=room)
    ran.require_refused(str(home.database), "found no room on the disk", "nothing was written")
    assert home.lines == lines
    home.require_whole()
    assert home.act("body.found", PLACE).code == 0
    assert home.lines == lines + 1


def test_a_database_that_may_not_grow_takes_no_half_act(home: Home, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(LIMIT, "utf-8")
    given = {"organization": committee(home), "kind": "page", "title": "Trang", "text": "lời " * 12_000}
    lines, path = home.lines, f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"
    ran = home.start("act", "source.register", "--by", "thuky", "--json", json.dumps(given), PYTHONPATH=path)
    ran.require_refused("found no room on the disk (database or disk is full)", "nothing was written")
    assert home.lines == lines
    home.require_whole()


def test_a_paper_whose_file_does_not_fit_is_not_handed_in(home: Home) -> None:
    given = {
        "organization": committee(home),
        "submitted_by": committee(home),
        "title": "Tờ trình",
        "kind": "submission",
    }
    assert home.act("paper.register", json.dumps(given), by="thuky").code == 0
    file = {"name": "to-trinh.pdf", "media_type": "application/pdf"}
    file["content_base64"] = base64.b64encode(b"%PDF-" + b"x" * 80_000).decode()
    paper = home.value("SELECT id FROM record_paper")
    version = json.dumps({"paper": paper, "edit": 1, "body": "Nội dung", "files": [file]})
    lines = home.lines
    home.act("paper.submit", version, by="thuky", room=60_000).require_refused("The file could not be stored")
    assert home.lines == lines
    assert not any((home.folder / "files").iterdir())
    assert home.act("paper.submit", version, by="thuky").code == 0
    home.require_whole()


@pytest.mark.parametrize("room", [0, 10_000, 40_000])
def test_a_publication_keeps_the_release_in_force(home: Home, room: int) -> None:
    meeting = home.value("SELECT id FROM record_meeting WHERE state = 'closed' ORDER BY starts_at LIMIT 1")
    released = home.act("meeting.release", json.dumps({"meeting": meeting, "edit": 1}), by="thuky")
    assert released.code == 0, released
    before, names = served_by(home), {each.name for each in (home.folder / "portal").iterdir()}
    home.run("publish", "--by", "thuky", room=room).require_refused("found no room")
    assert served_by(home) == before
    home.require_whole()
    after = home.run("publish", "--by", "thuky")
    assert after.out.startswith("release 2: "), after
    left = {each.name for each in (home.folder / "portal").iterdir()}
    assert left | {"spare"} == names | {"spare"}, "the attempt before left its pieces"
    home.require_whole()


@pytest.mark.parametrize("command", [("journal", "list", "--json"), ("acts",), ("read", "--json", str(EXAMPLE))])
def test_an_export_into_a_full_disk_says_so(home: Home, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        home.run(*command, stdout=full).require_refused("found no room on the disk (No space left on device)")
    home.require_whole()


def test_help_says_that_it_cannot_be_written(home: Home) -> None:
    with Path("/dev/full").open("w") as full:
        home.run("--help", stdout=full).require_refused("found no room on the disk")
