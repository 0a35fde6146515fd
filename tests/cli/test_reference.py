"""The generated documentation is what the program says now, and names every variable that the program reads."""

import re
from pathlib import Path

import pytest

from nghitrinh.cli.reference import COMMAND, documents
from nghitrinh.settings.variables import ELSEWHERE, VARIABLES

ROOT = Path(__file__).parents[2]
NAMES = ("acts.md", "commands.md", "published-fields.md", "settings.md", "transitions.md")


@pytest.mark.parametrize("name", NAMES)
def test_a_generated_document_is_what_the_program_says(name: str) -> None:
    current = (ROOT / "docs" / name).read_text("utf-8") == documents()[name]
    assert current, f"docs/{name}: found another text than the program's; run: {COMMAND}"


def test_every_generated_document_is_compared() -> None:
    assert tuple(documents()) == NAMES


def test_the_settings_name_every_variable_that_the_program_reads() -> None:
    pattern = re.compile(r'"(NGHITRINH_[A-Z_]+)"')
    files = [path for path in (ROOT / "src").rglob("*.py") if path.name not in ("variables.py", "test.py")]
    read = {name for path in files for name in pattern.findall(path.read_text("utf-8"))}
    assert read == {*VARIABLES, *(each.name for each in ELSEWHERE)}
