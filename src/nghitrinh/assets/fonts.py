"""Subset the product's fonts to WOFF2: Be Vietnam Pro for the system's voice, Source Serif 4 for the record's.

Both come from packages (SIL OFL 1.1, no reserved name), so nothing is fetched and no font is kept in git. The two
`figures` files hold ten digits on one advance width, because Be Vietnam Pro has no tabular figures ("1" is 385 units
wide, "4" is 710). All five together are 40 kB. The bytes follow from the packages alone: the time of a font's making
is kept from its source.
"""

import os
import tempfile
from collections.abc import Callable, Iterable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

VIETNAMESE = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
SIGNS = "\u00a0«»·×÷±°²³–—‘’“”…•‰₫→←↑↓−≈≤≥½§©′″"
TEXT = frozenset({*range(0x20, 0x7F), *range(0x1EA0, 0x1EFA), *map(ord, VIETNAMESE + SIGNS)})
DIGITS = frozenset(map(ord, "0123456789"))
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum", "liga")
FIGURE_WIDTH = 660  # units of 1,000 an em: between the narrowest digit and the widest
SERIF_CUT = {"opsz": 20, "wght": 430}


def build_fonts(folder: Path, each: Callable[..., Iterable[Any]] = map) -> list[Path]:
    """Write the five WOFF2 files into a folder, each only if it is not there; return all their paths.

    A file appears whole or not at all: it is written beside its place and then moved there. `each` maps a function over
    the files that lack, perhaps in several processes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in FACES]
    for _ in each(write_face, [path for path in paths if not path.exists()]):
        pass
    return paths


def write_face(path: Path) -> None:
    """Write the file of that name."""
    _write(FACES[path.name](), path)


def _open(package: str, name: str) -> TTFont:
    with as_file(files(package) / "files" / name) as path:
        return TTFont(path, lazy=False, recalcTimestamp=False)


def _sans(style: str) -> TTFont:
    return _subset(_open("fontpkg_be_vietnam_pro", f"BeVietnamPro-{style}.ttf"), TEXT, FEATURES)


def _figures(style: str) -> TTFont:
    font = _open("fontpkg_be_vietnam_pro", f"BeVietnamPro-{style}.ttf")
    return _subset(_with_even_figures(font), DIGITS, ())


def _serif() -> TTFont:
    """Return the one cut of the variable font: of its letters first, since to merge everybody's kerning takes long."""
    variable = _open("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf")
    return instantiateVariableFont(_subset(variable, TEXT, FEATURES), SERIF_CUT)


def _subset(font: TTFont, letters: frozenset[int], features: tuple[str, ...]) -> TTFont:
    options = Options(layout_features=list(features), hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def _with_even_figures(font: TTFont) -> TTFont:
    glyphs, names = font["glyf"], font.getBestCmap()
    for digit in sorted(DIGITS):
        name = names[digit]
        width, _ = font["hmtx"][name]
        glyph = glyphs[name]
        glyph.expand(glyphs)
        glyph.coordinates.translate((round((FIGURE_WIDTH - width) / 2), 0))
        glyph.recalcBounds(glyphs)
        font["hmtx"][name] = (FIGURE_WIDTH, glyph.xMin)
    return font


def _write(font: TTFont, path: Path) -> None:
    font.flavor = "woff2"
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    try:
        font.save(part)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


FACES: dict[str, Callable[[], TTFont]] = {
    "be-vietnam-pro-400.woff2": lambda: _sans("Regular"),
    "be-vietnam-pro-600.woff2": lambda: _sans("SemiBold"),
    "be-vietnam-figures-400.woff2": lambda: _figures("Regular"),
    "be-vietnam-figures-600.woff2": lambda: _figures("SemiBold"),
    "source-serif-4.woff2": _serif,
}
