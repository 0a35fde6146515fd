"""Standard streams that are full, closed or of another coding, arguments that are no text, and an early Ctrl-C."""

import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.cli.programs import Home

from nghitrinh import cli

PAGE = "Ngày 5/3/2024, Ban Thường vụ Tỉnh ủy tổ chức phiên họp thứ 9."
PLACE = '{"name": "Tỉnh mới"}'
NO_TEXT = "\udcff"  # what a byte that is not UTF-8 becomes


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "trang.txt").write_text(PAGE, "utf-8")
    return str(tmp_path / "trang.txt")


def test_an_act_whose_answer_cannot_be_written_is_said_to_be_done(home: Home) -> None:
    lines = home.lines
    command = ("act", "body.found", "--by", "quantri", "--json", PLACE)
    with Path("/dev/full").open("w") as full:
        ran = home.run(*command, stdout=full)
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)
    assert "body.found is done and stands; only the answer could not be written (No space left on device)" in ran.err
    assert home.lines == lines + 1


def test_an_act_whose_answer_nobody_reads_is_said_to_be_done(home: Home) -> None:
    lines = home.lines
    reading, writing = os.pipe()
    os.close(reading)
    ran = home.run("act", "body.found", "--by", "quantri", "--json", PLACE, stdout=writing)
    os.close(writing)
    assert (ran.code, "body.found is done and stands" in ran.err, home.lines) == (3, True, lines + 1)


def test_a_publication_and_a_page_that_came_in_are_said_to_be_done(home: Home, page: str) -> None:
    with Path("/dev/full").open("w") as full:
        published = home.run("publish", "--by", "thuky", stdout=full)
        taken = home.run("intake", page, "--by", "thuky", stdout=full)
    assert (published.code, "publish is done and stands" in published.err) == (3, True)
    assert (taken.code, "taking the page in is done and stands" in taken.err) == (3, True)
    assert home.value("SELECT count(*) FROM record_intake") == "1"


def test_nothing_is_done_without_standard_output(home: Home, page: str) -> None:
    lines = home.lines
    for command in (("act", "body.found", "--by", "quantri", "--json", PLACE), ("acts",), ("read", page), ("check",)):
        home.start(*command, closed=1).require_refused("standard output: found it closed, expected it open")
    assert home.lines == lines


def test_closed_input_and_error(home: Home, page: str) -> None:
    home.start("read", "-", closed=0).require_refused("-: found standard input closed, expected the text of a page")
    ran = home.start("act", "body.found", "--by", "quantri", "--json", "-", closed=0)
    ran.require_refused("--json: found standard input closed")
    ran = home.start("read", page, closed=2)
    assert (ran.code, "Lần thứ: 9" in ran.out) == (0, True)
    assert home.start("act", "body.found", "--by", "quantri", "--json", "{", closed=2).code == 1
    home.require_whole()


@pytest.mark.parametrize("command", [("acts",), ("journal", "list"), ("run", "--once")], ids=" ".join)
def test_output_is_utf_8_whatever_the_terminal_is(home: Home, command: tuple[str, ...]) -> None:
    ran = home.start(*command, PYTHONIOENCODING="latin-1")
    assert (ran.code, ran.err) == (0, "")


def test_names_that_are_no_text_are_refused(home: Home, page: str) -> None:
    lines = home.lines
    for command in (("act", "body.found"), ("intake", page), ("tasks", page), ("publish",)):
        home.run(*command, "--by", NO_TEXT).require_refused("--by: ", r"\udcff", "expected the name of a user")
    home.run("act", NO_TEXT).require_refused(r"found no act '\udcff'")
    home.act("body.found", f'{{"name": "{NO_TEXT}"}}').require_refused("name: ", "expected text")
    assert home.lines == lines


def test_a_page_whose_name_is_no_text_is_read_and_not_taken_in(home: Home, page: str) -> None:
    odd = Path(page).with_name(f"{NO_TEXT}.txt")
    odd.write_text(PAGE, "utf-8")
    ran = home.run("read", "--json", str(odd), page)
    assert [json.loads(line)["number"]["value"] for line in ran.out.splitlines()] == [9, 9]
    home.run("intake", str(odd), "--by", "thuky").require_refused(
        *("title: has a character", "file_name: has a character", "expected text"), lines=2
    )


class Interrupted(ModuleType):
    """A module in the middle of whose loading Ctrl-C comes."""

    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


def test_an_interruption_while_the_program_loads_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nghitrinh.cli.faults", Interrupted("faults"))
    assert cli.main(["acts"]) == 130
