"""A database in a place where nothing can be written: a copy that is mounted to be read, or a home that was locked.

SQLite's log of pages wants two files beside the database, even of who only reads. Where they cannot be made, it is told
that nobody writes (`immutable`), which is so when there is no log: who had written would have left one. Where there is
one, whoever mounted the home for reading may be writing it elsewhere, and SQLite reads both.
"""

import os
from pathlib import Path


def is_locked(path: Path) -> bool:
    """Tell whether a database that is there can only be read."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def lacks_part_of_log(path: Path) -> bool:
    """Tell whether the last pages lie in a log whose index is missing: nobody can read them here."""
    return _length(path, "-wal") > 0 and not path.with_name(f"{path.name}-shm").exists()


def address(path: Path) -> str:
    """Return the address at which SQLite opens a locked database."""
    return f"{path.as_uri()}?{'mode=ro' if _length(path, '-wal') else 'immutable=1'}"


def _length(path: Path, suffix: str) -> int:
    beside = path.with_name(f"{path.name}{suffix}")
    return beside.stat().st_size if beside.exists() else 0
