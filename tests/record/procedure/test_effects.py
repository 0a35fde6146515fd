"""The page of a rule says which provisions are only kept, and this holds of no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import nghitrinh
from nghitrinh.record.procedure.effects import KEPT_ONLY, effect_words
from nghitrinh.record.procedure.provisions import MAJORITY_OF, Key

PACKAGE = Path(nghitrinh.__file__).parent
# What says what provisions are, and does nothing by them.
OWN = {"provisions.py", "effects.py", "presets.py"}


def named_in(tree: ast.AST) -> Iterator[Key]:
    """Yield the provisions that a module asks of a rule by name, and those of the majorities by their table."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Key":
            yield from (each for each in Key if each.name == node.attr)
        if isinstance(node, ast.Name) and node.id == "MAJORITY_OF":
            yield from MAJORITY_OF.values()


def test_a_provision_is_said_to_be_kept_only_exactly_where_nothing_asks_it() -> None:
    modules = [each for each in PACKAGE.rglob("*.py") if not (each.parent.name == "procedure" and each.name in OWN)]
    asked = {key for each in modules for key in named_in(ast.parse(each.read_text("utf-8")))}
    assert set(Key) - asked == KEPT_ONLY


def test_what_is_kept_only_has_words_and_what_acts_says_more_only_where_it_must() -> None:
    assert all(effect_words(key) for key in KEPT_ONLY)
    assert all("Chưa có tác dụng" not in str(effect_words(key)) for key in set(Key) - KEPT_ONLY)
