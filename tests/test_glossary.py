"""One word for one thing: the glossary's synonyms stand in no name, docstring or comment of the program."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "glossary.md"
SOURCES = sorted(path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py"))
SOURCES = [path for path in SOURCES if path != Path(__file__) and "migrations" not in path.parts]

# Names that say something else with the same letters: sealed ones, and a term of the law.
EXEMPT = {"AgendaItem", "agenda_item", "STANDING_COMMITTEE"}
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def _refused() -> dict[str, str]:
    """Return the refused words with the word to use instead; a word in backticks is refused in names only."""
    found = {}
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 4 and cells[0] not in ("word", "---"):
            found |= {each.strip(): cells[0] for each in cells[3].split(",") if each.strip() != "–"}
    return found


def _words(source: str) -> Iterator[tuple[int, str, bool]]:
    """Yield line, words and whether they are a name, of names, comments and docstrings, not of texts for users."""
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        docstring = token.type == tokenize.STRING and before in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
        if docstring or token.type == tokenize.COMMENT:
            yield token.start[0], re.sub(r"`[^`]*`", "", token.string), False
        elif token.type == tokenize.NAME and token.string not in EXEMPT:
            # The name of a test is a sentence.
            yield token.start[0], " ".join(_PARTS.findall(token.string)), not token.string.startswith("test_")
        if token.type not in (tokenize.NL, tokenize.COMMENT):
            before = token.type


def synonyms_in(source: str, refused: dict[str, str]) -> list[str]:
    """Return what a module says by another word than the glossary's, with its line."""
    patterns = [
        (re.compile(rf"\b{re.escape(synonym.strip('`'))}(?:s|es)?\b", re.IGNORECASE), synonym, word)
        for synonym, word in refused.items()
    ]
    return [
        f"line {number}: {synonym!r}, say {word!r}"
        for number, text, is_name in _words(source)
        for pattern, synonym, word in patterns
        if (is_name or not synonym.startswith("`")) and pattern.search(text)
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_the_glossarys_words(path: Path) -> None:
    assert synonyms_in(path.read_text("utf-8"), _refused()) == []


def test_a_synonym_is_found_in_names_docstrings_and_comments() -> None:
    source = (
        '"""Read the agenda items."""\n\npartners = 1  # helping bodies\n'
        "class MatterList:\n    _SECOND_CONCLUSION = matters_of(told)\n"
    )
    assert [each.partition(", ")[0] for each in synonyms_in(source, _refused())] == [
        "line 1: 'agenda item'",
        "line 3: 'partner'",
        "line 3: 'helping bodies'",
        "line 4: 'matter'",
        "line 5: 'conclusion'",
        "line 5: 'matter'",
        "line 5: '`told`'",
    ]


def test_plain_english_exempt_names_and_texts_for_users_pass() -> None:
    source = (
        '"""Give what readers are told; see `matter`."""\n\nitem = AgendaItem()  # both together\n'
        'raise ValueError(_("the agenda item is closed"))\n'
    )
    assert synonyms_in(source, _refused()) == []


def test_no_word_is_both_said_and_refused() -> None:
    refused = _refused()
    assert (refused["matter"], refused["conclusion"]) == ("item", "decision")
    assert {synonym.strip("`") for synonym in refused}.isdisjoint(", ".join(refused.values()).split(", "))
