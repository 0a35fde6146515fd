"""What a sheet says beyond its values: what is hidden, filtered, struck out, merged, noted beside, or stands elsewhere.

A person who looks at the sheet in Excel sees another list than its cells hold. What of it counts is for whoever
reads the sheet to say; that it is there is told here, once for all readers.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.xml.functions import fromstring, iterparse

_WHITE, _BLACK = "FFFFFF", "000000"
_THEME = {0: _WHITE, 1: _BLACK}  # background and text of every theme that offices use
_INDEXED = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}
_NOTES, _DRAWING = ("/comments", "/threadedComment"), "/drawing"
_MOST_NOTE = 200


class RemarkKind(StrEnum):
    """What is said: of rows, of columns, of cells, of the whole sheet."""

    HIDDEN_ROW = "hidden_row"
    FILTERED_ROW = "filtered_row"
    COLLAPSED_ROW = "collapsed_row"
    HIDDEN_COLUMN = "hidden_column"
    STRUCK_OUT = "struck_out"
    UNSEEN = "unseen"
    MERGED = "merged"
    COMPUTED = "computed"
    NOTE = "note"
    DRAWING = "drawing"
    OTHER_SHEET = "other_sheet"
    HIDDEN_SHEET = "hidden_sheet"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a sheet says: its kind, its place from 1 (0: all rows, or all columns), and its text.

    A text is the struck out words of a cell, a note's words, the name of another sheet; empty where there is none.
    `sheet` is the name of the sheet that says it: a workbook can have a row 4 in each of several.
    """

    kind: RemarkKind
    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0
    text: str = ""
    sheet: str = ""

    @property
    def place(self) -> str:
        """Return the place as Excel names it.

        >>> Remark(RemarkKind.MERGED, 2, 8, 3, 8).place, Remark(RemarkKind.HIDDEN_ROW, 4, 0, 4).place
        ('H2:H3', '4')
        """
        first = f"{get_column_letter(self.left) if self.left else ''}{self.top or ''}"
        last = f"{get_column_letter(self.right) if self.right else ''}{self.bottom or ''}"
        return f"{first}:{last}" if last and last != first else first


def row_remarks(parser: Any, rows: Iterable[int]) -> Iterator[Remark]:
    """Yield which of the rows that hold values nobody sees."""
    filtered = _filtered(parser)
    for row in rows:
        said = parser.row_dimensions.get(str(row), {})
        if not (_is(said.get("hidden")) or said.get("ht") in ("0", "0.0")):
            continue
        kind = RemarkKind.COLLAPSED_ROW if said.get("outlineLevel", "0") != "0" else RemarkKind.HIDDEN_ROW
        yield Remark(RemarkKind.FILTERED_ROW if row in filtered else kind, row, 0, row, 0)


def column_remarks(parser: Any, columns: Iterable[int]) -> Iterator[Remark]:
    """Yield which of the columns that hold values nobody sees."""
    hidden = [
        (int(said["min"]), int(said.get("max", said["min"])))
        for said in parser.column_dimensions.values()
        if _is(said.get("hidden")) or said.get("width") in ("0", "0.0")
    ]
    for column in columns:
        if any(first <= column <= last for first, last in hidden):
            yield Remark(RemarkKind.HIDDEN_COLUMN, 0, column, 0, column)


def cell_remarks(cell: dict[str, Any], book: Any) -> Iterator[Remark]:
    """Yield what the looks of a parsed cell say against its value."""
    row, column = cell["row"], cell["column"]
    place = (row, column, row, column)
    if cell.get("computed"):
        yield Remark(RemarkKind.COMPUTED, *place)
    if cell.get("struck"):
        yield Remark(RemarkKind.STRUCK_OUT, *place, cell["struck"])
    if cell["style_id"] >= len(book._cell_styles):
        return
    style = book._cell_styles[cell["style_id"]]
    font = book._fonts[style.fontId] if style.fontId < len(book._fonts) else None
    if font is not None and font.strike and not cell.get("struck"):
        yield Remark(RemarkKind.STRUCK_OUT, *place, str(cell["value"]))
    fill = book._fills[style.fillId] if style.fillId < len(book._fills) else None
    if font is not None and _color(font.color, _BLACK) == _ground(fill):
        yield Remark(RemarkKind.UNSEEN, *place)


def part_remarks(archive: Any, path: str) -> Iterator[Remark]:
    """Yield the notes beside the cells of a sheet, and whether pictures or text boxes lie on it."""
    relations: Any = get_rels_path(path)  # type: ignore[no-untyped-call]
    if relations not in archive.namelist():
        return
    notes: dict[str, str] = {}
    for part in get_dependents(archive, relations):
        if part.Type.endswith(_NOTES) and part.Target in archive.namelist():
            notes |= _notes(archive.read(part.Target))
        elif part.Type.endswith(_DRAWING):
            yield Remark(RemarkKind.DRAWING)
    for reference, text in notes.items():
        left, top, right, bottom = range_boundaries(reference)
        yield Remark(RemarkKind.NOTE, top or 0, left or 0, bottom or 0, right or 0, text)


def struck_texts(archive: Any, part: str) -> dict[int, str]:
    """Return the struck out words of the shared texts of a workbook, by the text's number from 0."""
    data = archive.read(part) if part in archive.namelist() else b""
    if not any("strike".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        return {}
    struck, number = dict[int, str](), 0
    for _event, text in iterparse(io.BytesIO(data)):
        if text.tag.endswith("}si"):
            words = struck_runs(text)
            struck |= {number: words} if words else {}
            number += 1
            text.clear()
    return struck


def struck_runs(text: Any) -> str:
    """Return the words of a rich text, an element with runs, that are struck out."""
    runs = [run for run in text if run.tag.endswith("}r")]
    return "".join(_words(run) for run in runs if any(_strikes(each) for each in run.iter())).strip()


def _strikes(element: Any) -> bool:
    return element.tag.endswith("}strike") and _is(element.get("val", "1"))


def _words(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter() if each.tag.endswith("}t"))


def _notes(data: bytes) -> dict[str, str]:
    """Return the notes of a part by their cells: Excel's own, or the conversations of newer ones."""
    listed = (each for each in fromstring(data).iter() if each.get("ref"))
    texts = {each.get("ref"): _text_of(each) for each in listed}
    return {str(place): " ".join(text.split())[:_MOST_NOTE] for place, text in texts.items() if text.strip()}


def _text_of(note: Any) -> str:
    return _words(note) or "".join(each.text or "" for each in note.iter() if each.tag.endswith("}text"))


def _is(said: str | None) -> bool:
    return said in ("1", "true", "on")


def _filtered(parser: Any) -> range:
    """Return the rows of the sheet's filter, if it chooses among them."""
    found = getattr(parser, "auto_filter", None)
    if found is None or not found.ref or not found.filterColumn:
        return range(0)
    _left, top, _right, bottom = range_boundaries(found.ref)
    return range(int(top or 0) + 1, int(bottom or 0) + 1)


def _color(color: Any, otherwise: str) -> str:
    """Return a colour as six digits; nothing for one that only the theme knows."""
    if color is None:
        return otherwise
    if color.type == "rgb" and isinstance(color.rgb, str):
        return color.rgb[-6:].upper()
    known = {"theme": _THEME, "indexed": _INDEXED}.get(color.type, {})
    return "" if color.tint else known.get(color.value, "")


def _ground(fill: Any) -> str:
    if getattr(fill, "patternType", None) != "solid":
        return _WHITE if getattr(fill, "patternType", None) is None else "patterned"
    return _color(fill.fgColor, _WHITE) or "of the theme"
