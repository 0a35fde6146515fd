"""A pattern for a list of words that does not try every word at every place: common beginnings are tried once."""

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"


def words_pattern(words: Iterable[str], space: str = r"\s+", *, cased: bool = False) -> str:
    """Return a pattern that matches the longest of the words that stands there; `space` is matched between their parts.

    Unless `cased`, the pattern is in small letters and meant for IGNORECASE.

    >>> words_pattern(["hội nghị", "họp", "hội"])
    'h(?:ọp|ội(?:\\\\s+nghị)?)'
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word if cased else word.lower():
            node = node.setdefault(space if char == " " else re.escape(char), {})
        node[""] = {}
    return _written(tree)


def _written(tree: _Tree) -> str:
    ends = "" in tree
    branches = [char + _written(rest) for char, rest in sorted(tree.items()) if char]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")
