"""One word for one thing: the glossary's synonyms stand in no name, docstring or comment of the program."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "glossary.md"
SOURCES = sorted((ROOT / "src" / "nghitrinh").rglob("*.py"))


def _refused() -> dict[str, str]:
    """Return the refused words with the word to use instead."""
    rows = [line.strip("|").split("|") for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    found = {}
    for word, _, _, synonyms in ([cell.strip() for cell in row] for row in rows[1:]):
        found |= {each.strip(): word for each in synonyms.split(",") if each.strip() not in ("–", "---", "not")}
    return found


def _words(source: str) -> Iterator[tuple[int, str]]:
    """Yield the names, comments and docstrings of a module, with their lines; texts for users are no words of ours."""
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        docstring = token.type == tokenize.STRING and before in (tokenize.NEWLINE, tokenize.INDENT)
        if docstring or token.type in (tokenize.COMMENT, tokenize.NAME):
            yield token.start[0], token.string.replace("_", " ") if token.type == tokenize.NAME else token.string
        if token.type not in (tokenize.NL, tokenize.COMMENT):
            before = token.type


def synonyms_in(source: str, refused: dict[str, str]) -> list[str]:
    """Return what a module says by another word than the glossary's, with its line."""
    return [
        f"line {number}: {synonym!r}, say {word!r}"
        for number, text in _words(source)
        for synonym, word in refused.items()
        if re.search(rf"\b{re.escape(synonym)}\b", text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_the_glossarys_words(path: Path) -> None:
    assert synonyms_in(path.read_text("utf-8"), _refused()) == []


def test_the_glossary_refuses_something() -> None:
    refused = _refused()
    assert refused["partners"] == "with_bodies"
    source = '"""Read the agenda item."""\n\npartners = 1  # helping bodies\n'
    assert len(synonyms_in(source, refused)) == 3
    assert synonyms_in('raise ValueError(_("the agenda item is closed"))\n', refused) == []
