"""Notes that the program leaves itself in the home: a few words under their names, as JSON."""

import json
from pathlib import Path


def words_of(note: str) -> dict[str, str]:
    """Return what a note says; nothing of one that a killed process, a full disk or a power cut left in part."""
    try:
        return {name: str(said) for name, said in json.loads(note).items()}
    except (ValueError, AttributeError):
        return {}


def read_note(path: Path) -> dict[str, str] | None:
    """Return what the note in a file says; None where there is no such file."""
    try:
        return words_of(path.read_text("utf-8", "replace"))
    except FileNotFoundError:
        return None
