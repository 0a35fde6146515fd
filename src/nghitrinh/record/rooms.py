"""The rooms of the record, found by their folders: a new one is imported by being there.

Its place in its wing is said in `pyproject.toml`, where import-linter holds it.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


def modules_named(name: str) -> Iterator[ModuleType]:
    """Import the module or package of a name from every room that has one, in the order of the alphabet."""
    for room in pkgutil.iter_modules([str(Path(__file__).parent)]):
        path = f"{__package__}.{room.name}"
        if room.ispkg and find_spec(f"{path}.{name}") is not None:
            yield import_module(f"{path}.{name}")
