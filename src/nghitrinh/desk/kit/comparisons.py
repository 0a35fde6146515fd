"""Comparisons of two versions that are kept: a large one is made once, however many people look at it.

Kept are lengths alone, never words, so that a name erased from the record stands nowhere else: a file in the home's
folder `cache/comparisons`, named by the digests of both texts. The folder may be emptied at any time.
"""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from nghitrinh.contents.differences import Comparison, Word, compare

_COMPARISON = "1"  # raised when `compare` finds other words, so that what was kept before is not taken for its answer
_SMALL = 20_000  # characters of both texts: comparing is faster than reading a file
BRIEF = 20_000  # characters of both texts that a page compares which is about something else


def compared(old: str, new: str) -> Comparison:
    """Return what leads from one version's text to another's; two long ones are compared once."""
    old, new = (text.replace("\r\n", "\n") for text in (old, new))
    if len(old) + len(new) <= _SMALL:
        return compare(old, new)
    path = _path(old, new)
    kept = _read(path, old, new)
    if kept is None:
        kept = compare(old, new)
        _keep(path, kept)
    return kept


def compared_briefly(old: str, new: str) -> Comparison | None:
    """Return what leads from one text to another where both are short; None leaves it to the page of comparisons."""
    return compare(old, new) if len(old) + len(new) <= BRIEF else None


def _path(old: str, new: str) -> Path:
    digests = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in (old, new))
    return Path(settings.HOME) / "cache" / "comparisons" / f"{_COMPARISON}-{'-'.join(digests)}.json"


def _read(path: Path, old: str, new: str) -> Comparison | None:
    """Return a kept comparison, or None where there is none that fits the texts."""
    try:
        content: Any = json.loads(path.read_text("ascii"))
        words = list(_words(content["runs"], old, new))
        whole = bool(content["whole"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Comparison(words, whole) if _leads(words, old, new) else None


def _words(runs: list[tuple[str, int]], old: str, new: str) -> list[Word]:
    words: list[Word] = []
    at = there = 0
    for kind, length in runs:
        words.append(Word(kind, new[there : there + length] if kind == "new" else old[at : at + length]))
        at += length if kind != "new" else 0
        there += length if kind != "old" else 0
    return words


def _leads(words: list[Word], old: str, new: str) -> bool:
    before = "".join(word.text for word in words if word.kind != "new")
    return before == old and "".join(word.text for word in words if word.kind != "old") == new


def _keep(path: Path, comparison: Comparison) -> None:
    """Write a comparison down; a disk that takes nothing only costs the next reader the time."""
    content = {"runs": [(word.kind, len(word.text)) for word in comparison.words], "whole": comparison.whole}
    partial = path.with_name(f"{uuid4().hex}.new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            partial.write_text(json.dumps(content, separators=(",", ":")), "ascii")
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
