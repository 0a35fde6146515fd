"""Every code that the libraries can say has words in both languages, with the same values."""

import ast
import re
from pathlib import Path

import pytest

import nghitrinh.evidence
from nghitrinh.evidence.sentences import SENTENCES

SOURCE = Path(nghitrinh.evidence.__file__).parent
HOLES = re.compile(r"\{(\w+)\}")
# Codes that are made of a value: the status of a check, a note of a scheme's data.
MADE = {"passed", "failed", "not_checked", "scheme_2021_province_not_held", "scheme_2024_not_held"}


def _texts() -> set[str]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.name not in ("sentences.py", "land_words.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def test_every_sentence_is_said_somewhere() -> None:
    own = ast.walk(ast.parse((SOURCE / "sentences.py").read_text("utf-8")))
    said = _texts() | {node.value for node in own if isinstance(node, ast.Constant) and node.value == "both_sides"}
    assert sorted(set(SENTENCES) - said - MADE) == []


def test_every_code_of_a_fault_a_check_and_a_question_has_its_sentence() -> None:
    pattern = re.compile(r"(?:land|cause|ask|no|list)[._][a-z_]+")
    coded = {text for text in _texts() if pattern.fullmatch(text)}
    without = {"no_table", "no_solver", "list", "listed"}
    assert sorted(coded - set(SENTENCES) - without) == []
    assert len(coded) > 30


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_name_the_same_values(code: str) -> None:
    vietnamese, english = SENTENCES[code]
    assert set(HOLES.findall(vietnamese)) == set(HOLES.findall(english))
    assert vietnamese != english
