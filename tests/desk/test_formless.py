"""An act of the record has a form at the desk, or the documentation says why it has none."""

import ast
from collections.abc import Iterator
from pathlib import Path

from nghitrinh.cli.reference import documents
from nghitrinh.desk.formless import FORMLESS, release_forms
from nghitrinh.record.acts import ACTS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "nghitrinh"
# What calls an act by a word for it, tells that it was done, or gives a reason, carries none out.
WORDS = ("words.py", "common_words.py", "formless.py", "story.py")


def _named() -> Iterator[str]:
    files = [path for area in ("desk", "intake") for path in sorted((SOURCE / area).rglob("*.py"))]
    for path in files:
        if path.name not in WORDS:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ACTS:
                    yield node.value


def test_every_act_has_a_form_or_a_reason() -> None:
    formed = {*_named(), *release_forms()}
    assert set(ACTS) - formed == set(FORMLESS)


def test_the_documentation_says_it_of_each() -> None:
    page = documents()["acts.md"]
    for name, why in FORMLESS.items():
        assert f"No form at the desk: {why}." in page.partition(f"## {name}\n")[2].partition("\n## ")[0]
    assert page.count("No form at the desk:") == len(FORMLESS)
