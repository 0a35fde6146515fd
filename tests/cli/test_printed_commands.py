"""Every command that the guides print is one: it parses as it stands, what it names is there, what is harmless runs."""

import argparse
import re
import shlex
from pathlib import Path
from typing import Any, NoReturn

import pytest
from tests.cli.programs import Home

from nghitrinh import cli
from nghitrinh.cli import home as cli_home

ROOT = Path(__file__).parents[2]
# What `nghitrinh.cli.reference` writes stands in `tests/cli/test_reference.py`.
_GENERATED = {"acts.md", "commands.md", "settings.md"}
GUIDES = [ROOT / "README.md", *(each for each in sorted((ROOT / "docs").glob("*.md")) if each.name not in _GENERATED)]
# Shown alone, in a sentence, a command's name is its name and no line to type.
_INLINE = re.compile(r"`((?:\.venv/bin/)?nghitrinh [^`]+|\./(?:run|test)(?: [^`]*)?)`")
_ALONE = r"^ {4,}((?:sudo -u \S+ )?(?:\S*/)?nghitrinh [^\n]*|\./(?:run|test)[^\n]*)$"
_BLOCK = re.compile(rf"{_ALONE}|^```[a-z]*\n(.*?)^```$", re.M | re.S)
_BENCH = re.compile(r"`(?:\.venv/bin/)?(?:python )?(bench/\w+\.py)([^`]*)`")
_NUMBERS = {"N": "1", "SEQ": "1", "PORT": "8000"}


def lines_of(text: str) -> set[str]:
    """Return the command lines of a guide: those that stand alone, and those in a sentence that have arguments."""
    found = {" ".join(each.split()) for each in _INLINE.findall(text) if len(each.split()) > 2 or each.startswith("./")}
    for alone, fenced in _BLOCK.findall(text):
        found |= {
            each.strip() for each in (alone, *fenced.splitlines()) if "nghitrinh " in each or each.startswith("./")
        }
    return {re.sub(r"\s+#\s.*", "", each).strip() for each in found} - {""}


def words_of(line: str) -> list[str]:
    """Return the words of a command after the program's name, with what stands for something replaced by some of it."""
    words = shlex.split(re.sub(r"[\[\]]", " ", line).replace("…", " "))
    words = words[words.index(next(each for each in words if each.endswith(("nghitrinh", "./run", "./test")))) :]
    given = [_NUMBERS.get(each, each) for each in words[1:]]
    return ["run", *given] if words[0] == "./run" else given


PRINTED = sorted({(guide.name, line) for guide in GUIDES for line in lines_of(guide.read_text("utf-8"))})


class Parsed(Exception):
    """The command's own parser took the words."""


def test_there_are_commands() -> None:
    assert len(PRINTED) > 35
    assert {"README.md", "administrators.md", "evidence.md"} <= {name for name, _ in PRINTED}


@pytest.mark.parametrize(("guide", "line"), PRINTED, ids=lambda each: each)
def test_it_parses_as_it_stands_and_what_it_names_is_there(
    guide: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in re.findall(r"(?:^|\s)\.?/?((?:examples|bench|deploy)/\S+)", line):
        assert (ROOT / each).exists(), f"{guide}: {line}: no {each}"
    if line.startswith("./test"):
        return
    for name in ("set_up", "require_current", "require_writable"):
        monkeypatch.setattr(cli_home, name, lambda: None)
    parse = argparse.ArgumentParser.parse_args

    def parsed(self: argparse.ArgumentParser, arguments: Any = None, namespace: Any = None) -> NoReturn:
        parse(self, arguments, namespace)
        raise Parsed

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parsed)
    with pytest.raises(Parsed):
        cli.main(words_of(line))


BENCHES = sorted({found for guide in GUIDES for found in _BENCH.findall(guide.read_text("utf-8"))})


@pytest.mark.parametrize(("script", "options"), BENCHES, ids=lambda each: each)
def test_a_bench_is_there_and_has_the_options(script: str, options: str) -> None:
    source = (ROOT / script).read_text("utf-8")
    assert all(f'"{each}"' in source for each in re.findall(r"--[a-z-]+", options))


# What only reads, or says something of the program.
_HARMLESS = ("acts", "check", "journal", "land", "mail list", "read", "verify")


def harmless() -> list[str]:
    """Return the printed commands that only read and name nothing that the reader has to put in."""
    found = {line for _, line in PRINTED if line != "./test" and " ".join(words_of(line)).startswith(_HARMLESS)}
    return sorted(each for each in found if not re.search(r"\b[A-Z]{3,}\b|\[", each) and " land template " not in each)


def test_what_is_harmless_runs(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert len(harmless()) >= 5
    for line in harmless():
        words = [str(home.folder / "portal") if each == "home/portal" else each for each in words_of(line)]
        ran = home.run(*words)
        assert ran.code in ((0, 1) if words[:2] == ["land", "check"] else (0,)), (line, ran)
        assert "Traceback" not in ran.err
