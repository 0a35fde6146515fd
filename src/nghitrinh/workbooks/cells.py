"""The cells of a sheet by openpyxl's own parser: their kinds, their values, the formats in which they are shown."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from types import MappingProxyType
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, VALUE_TAG, WorkSheetParser

from nghitrinh.workbooks.remarks import struck_runs

_UNREADABLE = "unreadable"
_FIRST_CUSTOM_FORMAT = 164


class CellKind(StrEnum):
    """What a cell holds. A day is a date or a moment; unreadable is what is no value of the kind that it claims."""

    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    TIME = "time"
    BOOLEAN = "boolean"
    FORMULA = "formula"
    ERROR = "error"
    UNREADABLE = "unreadable"


_KINDS = {
    "n": CellKind.NUMBER,
    "s": CellKind.TEXT,
    "d": CellKind.DAY,
    "b": CellKind.BOOLEAN,
    "f": CellKind.FORMULA,
    "e": CellKind.ERROR,
    _UNREADABLE: CellKind.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell with a value: its column from 1, what it holds, its value, the format in which that is shown.

    A number is an int or a finite float; a day a date or datetime, a time a time or timedelta; a text is NFC, with
    plain line ends. A formula, an error and what is unreadable are texts, as they stand in the file.
    """

    column: int
    kind: CellKind
    value: Any
    format: str = "General"


class CellParser(WorkSheetParser):
    """The library's own, which gives up a whole sheet at one odd value, and is silent about a value never computed.

    `struck` are the struck out words of the workbook's shared texts: the library drops how a text is written.
    """

    struck: Mapping[int, str] = MappingProxyType({})

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Return a cell; one that claims a value which it has not is of the kind "unreadable"."""
        before, value = self.col_counter, element.find(VALUE_TAG)
        try:
            _require_index(element, value)
            cell: dict[str, Any] = super().parse_cell(element)
            _require_finite(cell["value"])
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            if value is None:
                raise
            self.col_counter = before
            element.remove(value)
            cell = super().parse_cell(element)
            cell["value"], cell["data_type"] = value.text or "?", _UNREADABLE
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"], cell["data_type"] = "=", "f"
        cell["computed"] = self.data_only and cell["data_type"] != "f" and element.find(FORMULA_TAG) is not None
        cell["struck"] = self._struck(element, cell["data_type"])
        return cell

    def _struck(self, element: Any, kind: str) -> str:
        if element.get("t") == "s" and kind == "s":
            return self.struck.get(int(element.findtext(VALUE_TAG) or "0"), "")
        text = element.find(INLINE_STRING)
        return struck_runs(text) if text is not None else ""


def _require_index(element: Any, value: Any) -> None:
    """Refuse a text before the first: counted from the end, it would be another cell's."""
    if value is not None and element.get("t") == "s" and int(value.text or "0") < 0:
        raise IndexError


def _require_finite(value: Any) -> None:
    if isinstance(value, int | float) and not isfinite(value):
        raise ValueError


def raw_cell(cell: dict[str, Any], book: Any) -> RawCell | None:
    """Return a parsed cell of a book as it is read; None for an empty one."""
    value, kind = cell["value"], _KINDS.get(cell["data_type"], CellKind.UNREADABLE)
    if value is None:
        return None
    if kind is CellKind.FORMULA:
        return RawCell(cell["column"], kind, str(getattr(value, "text", value) or "="))
    if kind is CellKind.DAY and not isinstance(value, date):
        return RawCell(cell["column"], CellKind.TIME, value)
    if kind is CellKind.TEXT:
        text = unicodedata.normalize("NFC", unescape(str(value))).replace("\r\n", "\n").replace("\r", "\n")
        return RawCell(cell["column"], kind, text)
    return RawCell(cell["column"], kind, value, _format(book, cell["style_id"]))


def _format(book: Any, style: int) -> str:
    styles, custom = book._cell_styles, book._number_formats
    number = styles[style].numFmtId if style < len(styles) else 0
    index = number - _FIRST_CUSTOM_FORMAT
    return BUILTIN_FORMATS.get(number) or (custom[index] if 0 <= index < len(custom) else "General")
