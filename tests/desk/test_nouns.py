"""A noun has one row on the desk, and whatever the journal can say of the record has words there."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

import nghitrinh
from nghitrinh.desk.kit.wording import VERBS, field_words, kind_words, verb_words
from nghitrinh.desk.menu import ENTRIES
from nghitrinh.desk.nouns import PARTS, ROWS, VOCABULARIES, DeskNoun
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.nouns import NOUNS

RECORD = Path(nghitrinh.__file__).parent / "record"
# Tables that no line of the journal is of: the journal's own, and what is made anew from the record.
WITHOUT_WORDS = {"journal", "actcontent", "journalrow", "searchentry", "filewords", "searchplace", "searchword"}


def literals(call: str, place: int, source: Path) -> Iterator[str]:
    """Yield the texts that stand as an argument of the calls of a name in a module."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        name = node.func if isinstance(node, ast.Call) else None
        called = name.attr if isinstance(name, ast.Attribute) else name.id if isinstance(name, ast.Name) else ""
        if isinstance(node, ast.Call) and called == call and len(node.args) > place:
            argument = node.args[place]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def migrated() -> set[str]:
    """Return the verbs of the lines that migrations write."""
    return {verb for path in sorted((RECORD / "migrations").glob("*.py")) for verb in literals("write_line", 1, path)}


def test_every_noun_of_the_record_has_its_row_on_the_desk() -> None:
    assert list(ROWS) == [kind for kind in ROWS if kind in NOUNS]
    assert set(ROWS) == set(NOUNS), "a noun has a row in record/nouns.py and one in desk/nouns.py"


def test_every_list_of_a_noun_stands_in_the_menu() -> None:
    listed = {row.listing for row in ROWS.values() if row.listing}
    assert len(listed) > 5
    assert listed <= {entry.name for entry in ENTRIES}, "desk/menu.py says in which order, and what is counted"


def test_every_other_model_has_its_words() -> None:
    keys = {str(model._meta.model_name) for model in apps.get_app_config("record").get_models()}
    nouns = {row.key for row in NOUNS.values()}
    assert keys - nouns - WITHOUT_WORDS == set(PARTS), "a part of a noun has its words in the area's words.py"
    said = Counter(part.key for words in VOCABULARIES for part in words.parts)
    assert [key for key, count in said.items() if count > 1] == []
    assert [key for key in keys - WITHOUT_WORDS if kind_words(key) == key] == []


def test_every_verb_that_can_stand_in_the_journal_has_words_and_no_other() -> None:
    assert migrated() == {"migrate.public_revision", "migrate.recalled_decisions"}
    assert set(VERBS) == set(ACTS) | migrated()
    assert [verb for verb in VERBS if verb_words(verb) == verb] == []
    assert Counter(verb for words in VOCABULARIES for verb in words.verbs).most_common(1)[0][1] == 1


def test_a_verb_has_its_words_in_the_vocabulary_of_its_noun() -> None:
    for kind, row in ROWS.items():
        own = {verb for verb in ACTS if verb.startswith(f"{kind}.")}
        assert own <= set(row.vocabulary.verbs), kind


def test_every_column_that_an_act_says_it_changed_has_words() -> None:
    columns = {name for path in sorted(RECORD.rglob("*.py")) for name in literals("change", 1, path)}
    assert {"state", "due_on", "level"} <= columns
    assert [name for name in sorted(columns) if field_words(name) == name] == []


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: str(row.kind))
def test_a_row_names_pages_states_and_fields_that_there_are(row: DeskNoun) -> None:
    assert reverse(row.page, args=["00000000-0000-0000-0000-000000000000"])
    assert row.above or reverse(row.listing)
    above: Any = ParentPath(row.above).end(row.noun.model) if row.above else None
    assert above is None or above in {each.model for each in NOUNS.values()}
    states = dict(row.noun.model._meta.get_field("state").flatchoices)  # type: ignore[union-attr]
    assert set(row.vocabulary.signs) <= set(states), "a badge of a state that there is not"
    assert row.release is None or f"{row.kind}.release" in ACTS
