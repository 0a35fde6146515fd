"""What a move leaves in the home: a note while it goes on, by which the next start knows of one that was killed."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from nghitrinh.cli.notes import words_of

_NOTE, _ARCHIVE = "moving.json", "moving.tar.gz"


def _note() -> Path:
    return Path(settings.HOME) / _NOTE


@contextmanager
def noted(to: str) -> Iterator[Path]:
    """Note that the record is being moved to a database, and give the place of its archive.

    Whatever ends the move takes both away, unless it is killed. While it goes on it holds the note's lock. Where an
    earlier one was killed and this one does not come to its end, the earlier note stays.
    """
    archive, was_there = Path(settings.HOME) / _ARCHIVE, _note().exists()
    with _note().open("a+", encoding="utf-8") as note:
        fcntl.flock(note, fcntl.LOCK_EX)
        note.truncate(0)
        note.write(json.dumps({"to": to}))
        note.flush()
        try:
            yield archive
            was_there = False
        finally:
            _remove(archive)
            if not was_there:
                _note().unlink()


def left_by_a_killed_move() -> str:
    """Return in words what a killed move left; nothing where none was killed, or one goes on."""
    try:
        with _note().open(encoding="utf-8", errors="replace") as note:
            fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
            to = words_of(note.read()).get("to", "another database")  # it was killed while it wrote the note
    except (FileNotFoundError, BlockingIOError):
        return ""
    return (
        f"a move to {to} was interrupted: the record goes on here, and a copy of it may be there; "
        "drop that one, or move again with --anew"
    )


def tidy() -> str:
    """Remove from the home what a killed move left, and return in words what it left elsewhere."""
    if said := left_by_a_killed_move():
        _remove(Path(settings.HOME) / _ARCHIVE)
        _note().unlink(missing_ok=True)
    return said


def _remove(archive: Path) -> None:
    for path in (archive, archive.with_name(f"{archive.name}.partial")):
        path.unlink(missing_ok=True)
