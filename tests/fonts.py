"""The fonts, cut once for a whole run of the tests: cutting takes longer than most tests, and everybody wants the same.

A process that wants them in a folder gets copies. What cuts them is the program's own `build_fonts`; its tests call it.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nghitrinh.assets import fonts
from tests import once

cut = fonts.build_fonts


def begin() -> None:
    """Let the program take the fonts that are cut already."""
    fonts.build_fonts = copied


def shared() -> list[Path]:
    """Return the files, cut by the first who asks while the others wait."""
    folder = once.made("fonts", cut)
    return [folder / name for name in fonts.FACES]


def copied(folder: Path, each: Callable[..., Iterable[Any]] = map) -> list[Path]:
    """Put the files into a folder, each only if it is not there, as `build_fonts` does."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in shared():
        if not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)
    return [folder / name for name in fonts.FACES]
