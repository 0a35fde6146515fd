"""The fonts, cut once for a whole run of the tests: cutting takes longer than most tests, and everybody wants the same.

A process that wants them in a folder gets copies. What cuts them is the program's own `build_fonts`; its tests call it.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nghitrinh.assets import fonts

cut = fonts.build_fonts

# Named by `./test` for both its runs, or by the process that began one: its workers and the programs that they start
# find it in their environment.
_NAME = "NGHITRINH_TESTS_FONTS"


def begin() -> Path | None:
    """Let this process and those that it starts share one folder; return it to the process that has to remove it."""
    fonts.build_fonts = copied
    if _NAME in os.environ:
        return None
    os.environ[_NAME] = tempfile.mkdtemp(prefix="nghitrinh-fonts-")
    return Path(os.environ[_NAME])


def shared() -> list[Path]:
    """Return the files, cut by the first who asks while the others wait."""
    folder = Path(os.environ[_NAME])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return cut(folder / "fonts")


def copied(folder: Path, each: Callable[..., Iterable[Any]] = map) -> list[Path]:
    """Put the files into a folder, each only if it is not there, as `build_fonts` does."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in shared():
        if not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)
    return [folder / name for name in fonts.FACES]
