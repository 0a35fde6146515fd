"""Files of JSON that a killed process, a full disk or a power cut left in part end nothing in a traceback."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.programs import Home

import nghitrinh
from nghitrinh.cli.notes import read_note, words_of

HOUSE = Path(nghitrinh.__file__).parent
CUT = [b"", b'{"to": "sqli', b'{"to"', b"[]", b"7", b'"x"', b"null", b"{}", "{'to': 'đâ".encode()[:-1], b"\0\0\0\0"]
# What reads JSON without expecting it to be cut, and why it is whole.
WHOLE = {
    "vietnamese/administrative_units.py": "a file of the program",
    "record/procedure/presets.py": "a file of the program",
    "record/minutes/facts.py": "what was put together a line before",
    "evidence/land/classes.py": "a file of the program",
    "cli/example.py": "a file of the program",
    "bundle/database.py": "a column of a database, whose writes are whole",
    "record/kernel/journal/lines.py": "the journal",
    "record/kernel/journal/verification.py": "the journal",
    "record/kernel/erasure.py": "the journal",
    "record/kernel/migrating.py": "the journal",
    "record/migrations/0005_journal_row.py": "the journal",
    "publication/kept_shards.py": "kept under its own digest",
    "desk/kit/file_contents.py": "kept under its own digest",
    "desk/findings/sheets.py": "kept under its own digest",
    "safekeeping/tables.py": "a member of an archive that was read whole before",
    "safekeeping/moving.py": "a member of an archive that was read whole before",
}


@pytest.mark.parametrize("content", CUT)
def test_a_cut_note_says_what_it_can(content: bytes, tmp_path: Path) -> None:
    assert words_of(content.decode("utf-8", "replace")) == {}
    note = tmp_path / "note.json"
    assert read_note(note) is None
    note.write_bytes(content)
    assert read_note(note) == {}


@pytest.mark.parametrize("content", CUT[:2])
def test_a_move_killed_while_it_wrote_its_note_is_said_and_tidied(home: Home, content: bytes) -> None:
    before = set(home.folder.iterdir())
    (home.folder / "moving.json").write_bytes(content)
    ran = home.run("check")
    assert (ran.code, "Traceback" in ran.err, "was interrupted" in ran.err) == (1, False, True)
    ran = home.run("init")
    assert (ran.code, ran.err.count("a move to another database was interrupted")) == (0, 1)
    assert set(home.folder.iterdir()) == before
    assert (home.run("init").err, home.run("check").code) == ("", 0)


@pytest.mark.parametrize("content", CUT[:2])
def test_a_home_that_cannot_say_where_its_record_went_is_opened_by_nobody(home: Home, content: bytes) -> None:
    note = home.folder / "moved.json"
    note.write_bytes(content)
    note.chmod(0o600)
    for command in (["init"], ["check"], ["act", "body.found", "--by", "quantri", "--json", "{}"]):
        home.run(*command).require_refused("moved.json")
    assert note.read_bytes() == content


_CAUGHT = re.compile("ValueError|JSONDecodeError")


def _readings(tree: ast.AST, *, is_tried: bool = False) -> Iterator[tuple[int, bool]]:
    """Yield the line of each reading of JSON, and whether what is none is expected there."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Attribute | ast.Call) and ast.unparse(node) in ("json.loads", "json.load"):
            yield node.lineno, is_tried
        if isinstance(node, ast.Try):
            caught = " ".join(ast.unparse(handler.type) for handler in node.handlers if handler.type)
            for part in node.body:
                yield from _readings(ast.Module([part], []), is_tried=is_tried or bool(_CAUGHT.search(caught)))
            for part in (*node.handlers, *node.orelse, *node.finalbody):
                yield from _readings(ast.Module([part], []) if isinstance(part, ast.stmt) else part, is_tried=is_tried)
        else:
            yield from _readings(node, is_tried=is_tried)


def test_whoever_reads_json_expects_a_part_of_it_or_says_why_it_is_whole() -> None:
    careless = {
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        for _line, is_tried in _readings(ast.parse(path.read_text("utf-8")))
        if not is_tried
    }
    assert careless == {*WHOLE}
