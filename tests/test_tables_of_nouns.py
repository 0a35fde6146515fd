"""No table is keyed by nouns but those named here: what a new noun needs is in its rows, its room and its folders.

A table is a dictionary, a tuple or a set with two nouns or more, and a function that asks for an object's kind: by
`isinstance`, by `match`, by comparing with a noun's word. Nouns are those of the record and the rows that the public
has of them, so that the next noun is looked for too.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import nghitrinh
from nghitrinh.bundle.schema import TABLES
from nghitrinh.record.nouns import NOUNS

SOURCE = Path(nghitrinh.__file__).parent
# The registries themselves, and what is one noun's own: its room, its desk folder, its page kind.
REGISTRIES = ("record/nouns.py", "desk/nouns.py", "bundle/schema.py")
OWN = ("publication/pages/kinds/", "record/migrations/")
# Everything else, with the reason why it stays, and the test that fails when a noun is forgotten there.
REASONS = {
    "bundle/addresses.py address()": "anchors in another row's page; test_kinds.py asks where each hit of search leads",
    "bundle/indexing.py __init__()": "what hangs under a row is found with it; test_findable.py asks it all",
    "bundle/indexing.py _document()": "what the public search reads of a row; test_portal.py asks each one's words",
    "bundle/indexing.py _of_row()": "what it reads besides; the same",
    "bundle/indexing.py _corrections()": "a correction is found with what was corrected; the same",
    "bundle/indexing.py _papers()": "a paper is found with its item; the same",
    "bundle/indexing.py _written()": "a decision has the outcomes of its points; test_narrowing.py asks",
    "bundle/indexing.py columns_of()": "a decision has the bodies of its tasks, a body itself; test_narrowing.py asks",
    "bundle/indexing.py _further_days()": "a row's days besides the one it stands by; test_narrowing.py asks",
    "portal/feeds.py _OF_A_BODY": "what a body's feed tells of; test_narrowing.py asks it",
    "portal/feeds.py OF_A_KIND": "articles have a feed in the bundle, meetings a calendar; test_narrowing.py asks each",
    "portal/feeds.py _said()": "a decision is summed up by its points; the same",
    "portal/feeds.py _summary()": "what an entry says of its row; test_narrowing.py asks each kind for its words",
    "portal/feeds.py _title()": "a meeting is called by its number",
    "portal/feeds.py _updated()": "the day of a task is no event but its end",
    "bundle/search.py _IN_PARAGRAPHS": "the two texts with headings, an article's and a document's",
    "bundle/years.py _cited()": "the two rows that name files",
    "bundle/years.py split()": "the year of a row is its meeting's",
    "portal/searching.py _BADGES": "words and badges of what the public search finds; test_portal.py asks each kind",
    "portal/searching.py _shown()": "a document has its number, a task how it stands; test_narrowing.py asks both",
    "mail/filling.py _KINDS": "what letters are about: a noun that is not named makes no letter, the safe side",
    "mail/rendering.py _entry()": "what a digest calls a line; the same",
    "mail/rendering.py _of_work()": "what a digest says of a line; the same",
    "publication/changes.py SHOWN_NOWHERE": "what no page shows; test_full_and_incremental.py holds it whole",
    "publication/files.py add_files()": "the two rows that have files: the notice and the photo",
    "publication/notices.py text()": "the paragraph that is an item's heading in a document's own text: no noun",
    "publication/withdrawn.py NAMED": "what can be named without a word of what it said; test_rows.py asks",
    "publication/withdrawn.py _by_their_documents()": "a task was read in its decision's document; the same",
    "publication/withdrawn.py day_of()": "what each is known by; the same",
    "publication/withdrawn.py kind_of()": "the same",
    "publication/withdrawn.py number_of()": "the same",
    "publication/withdrawn.py owner_of()": "the same",
    "publication/pages/inputs.py _with_site()": "a page that judges tasks by a day asks whether it lists one",
    "publication/pages/lines.py LISTED": "what several pages read of rows; test_kinds.py asks each page",
    "publication/pages/lines.py WAITING": "what several pages read of rows; the same",
    "publication/pages/links.py LINKS": "which rows lead to which; test_incremental.py changes every field",
    "publication/pages/links.py meeting_of()": "a meeting is its own meeting",
    "publication/pages/summary.py _KEPT": "the fields that lists show; the sweep of test_incremental.py",
    "publication/rows.py owners_in()": "the organizations that meet",
    "record/papers/models.py Meta.constraints": "the names of two columns",
    "record/decisions/queries.py INTERNAL": "the names of columns of points and figures",
    "record/decisions/queries.py _value()": "a finding is named by its digest; tests/record/findings asks",
}


def words() -> dict[str, str]:
    """Return every word by which code names a noun, with the noun: kinds and keys, classes of the record and public."""
    found = {word: row.kind for row in NOUNS.values() for word in (row.kind, row.key, row.model.__name__)}
    return found | {row.__name__: kind for kind, row in TABLES.items() if kind in NOUNS}


WORDS = words()


def named(nodes: Iterable[ast.AST | None]) -> set[str]:
    """Return the nouns that some nodes name, by a text or by a class."""
    texts = [node.value if isinstance(node, ast.Constant) else getattr(node, "id", None) for node in nodes]
    return {WORDS[text] for text in texts if isinstance(text, str) and text in WORDS}


def asked(function: ast.AST) -> set[str]:
    """Return the nouns for which a function asks an object's kind."""
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("isinstance", "issubclass"):
            found |= named(ast.walk(node.args[1]))
        elif isinstance(node, ast.Compare) and any(isinstance(each, ast.Constant) for each in node.comparators):
            found |= named(node.comparators)
        elif isinstance(node, ast.match_case):
            found |= named(ast.walk(node.pattern))
    return found


def is_looked_up(node: ast.Dict, function: ast.AST) -> bool:
    """Tell whether a dictionary inside a function is a table: something is looked up in it, by no constant."""
    called = {
        target.id
        for each in ast.walk(function)
        if isinstance(each, ast.Assign) and each.value is node
        for target in each.targets
        if isinstance(target, ast.Name)
    }
    for each in ast.walk(function):
        if isinstance(each, ast.Subscript) and not isinstance(each.slice, ast.Constant):
            holder: ast.AST = each.value
        elif isinstance(each, ast.Attribute) and each.attr in ("get", "items"):
            holder = each.value
        else:
            continue
        if holder is node or getattr(holder, "id", None) in called:
            return True
    return False


def tables(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Yield the name of every table in a module with the nouns that it names."""
    inside: dict[int, tuple[str, ast.AST | None]] = {}
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef | ast.ClassDef):
            for inner in ast.walk(outer):
                inside[id(inner)] = (outer.name, outer if isinstance(outer, ast.FunctionDef) else None)
    for node in ast.walk(tree):
        name, function = inside.get(id(node), ("", None))
        if isinstance(node, ast.FunctionDef) and asked(node):
            yield f"{node.name}()", asked(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and function is None and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target) if not name else f"{name}.{ast.unparse(target)}", in_literals(node.value)
        elif isinstance(node, ast.Dict) and function is not None and is_looked_up(node, function):
            yield f"{name}()", named(node.keys)


def in_literals(value: ast.AST) -> set[str]:
    """Return the nouns of a literal that has two or more of them as keys or as members."""
    for node in ast.walk(value):
        nouns = named(node.keys) if isinstance(node, ast.Dict) else set()
        nouns |= named(node.elts) if isinstance(node, ast.Tuple | ast.List | ast.Set) else set()
        if len(nouns) > 1:
            return nouns
    return set()


def found_in(path: Path) -> list[str]:
    """Return the tables of a module by their names in the list above."""
    place = path.relative_to(SOURCE).as_posix()
    if place in REGISTRIES or place.startswith(OWN):
        return []
    named_tables = tables(ast.parse(path.read_text("utf-8")))
    return sorted({f"{place} {name}" for name, nouns in named_tables if nouns})


def test_no_table_is_keyed_by_nouns_but_those_that_say_why() -> None:
    found = [each for path in sorted(SOURCE.rglob("*.py")) for each in found_in(path)]
    assert [each for each in found if each not in REASONS] == [], "derive it from record/nouns.py or desk/nouns.py"
    assert [each for each in REASONS if each not in found] == [], "this stands there no longer"


@pytest.mark.parametrize(
    "source",
    [
        'PAGES = {"meeting": 1, "paper": 2}',
        "WAYS: dict = {Meeting: 1, Paper: 2}",
        'KINDS = ("agendaitem", "article")',
        "def page(noun):\n    return 1 if isinstance(noun, Meeting) else 2",
        "def page(kind):\n    match kind:\n        case 'paper':\n            return 1",
        "def page(kind):\n    return 1 if kind == 'paper' else 2",
        'def page(kind):\n    return {"meeting": 1, "task": 2}.get(kind)',
        'def page(kind):\n    names = {"meeting": 1, "task": 2}\n    return names[kind]',
    ],
)
def test_a_new_table_is_found(source: str) -> None:
    assert [nouns for _, nouns in tables(ast.parse(source)) if nouns]


@pytest.mark.parametrize(
    "source",
    [
        'def page():\n    context = {"meeting": 1, "item": 2}\n    return context',
        'names = ("meeting",)',
        "x = {'a': 1}",
    ],
)
def test_what_is_no_table_is_let_be(source: str) -> None:
    assert [nouns for _, nouns in tables(ast.parse(source)) if nouns] == []
