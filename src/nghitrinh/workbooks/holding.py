"""What a workbook may be, asked before a parser sees it: an archive of a few bytes can unpack to more than any memory.

Every part is counted as it is unpacked, a piece at a time: its tags, which a parser holds in memory, and document type
and entities, which no program for workbooks writes and a parser may multiply without end.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from openpyxl.utils.exceptions import InvalidFileException

from nghitrinh.workbooks.errors import WorkbookError

MOST_PARTS = 1_000
# Of a part that is parsed whole, such as the styles; sheets and their texts are parsed row by row.
MOST_TAGS_AT_ONCE = 400_000
_ROW_BY_ROW = ("xl/worksheets/", "xl/sharedStrings")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_PIECE = 1 << 20
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_OVERLAP = 2 * max(map(len, _DECLARED))  # twice, for what is written in UTF-16
# What openpyxl raises for files that are damaged, or only pretend to be workbooks.
_DAMAGED = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OverflowError, SyntaxError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What a workbook may have at most: bytes as a file and unpacked, cells in all sheets, tags in one part.

    `macros` says whether one with macros is opened: they are never run, but whoever keeps the file hands them on.
    """

    packed: int
    unpacked: int
    cells: int
    tags: int
    macros: bool = False


def hold(data: bytes, limits: Limits) -> None:
    """Refuse a file that is no workbook, or larger than the limits. Raises WorkbookError."""
    if not data:
        raise WorkbookError("an empty file", "a workbook (.xlsx)", code="empty")
    if len(data) > limits.packed:
        raise WorkbookError(f"{len(data)} bytes", f"at most {limits.packed}", code="too_large")
    if data.startswith(_OLD) and _ENCRYPTED in data:
        raise _with_password()
    if data.startswith(_OLD):
        raise WorkbookError("a workbook of old Excel (.xls)", "one saved as .xlsx", code="old_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _hold_archive(archive, limits)
            for part in archive.infolist():
                _hold_part(archive, part, limits)
            _require_usual_form(archive)
    except WorkbookError:
        raise
    except _DAMAGED:
        raise WorkbookError("a file of another kind", "a workbook (.xlsx)", code="not_a_workbook") from None


def _hold_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise _with_password()
    if "[Content_Types].xml" not in names or not any(each.startswith("xl/") for each in names):
        raise WorkbookError("an archive of another kind", "a workbook (.xlsx)", code="not_a_workbook")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > limits.unpacked:
        found = f"{unpacked} bytes unpacked, in {len(parts)} parts"
        expected = f"at most {limits.unpacked}, in {MOST_PARTS}"
        raise WorkbookError(found, expected, code="too_large_unpacked")
    if not limits.macros and any(
        each.endswith("vbaProject.bin") or each.startswith("xl/macrosheets/") for each in names
    ):
        raise WorkbookError("a workbook with macros", "one without", code="macros")


def _hold_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    most = limits.tags if part.filename.startswith(_ROW_BY_ROW) else min(limits.tags, MOST_TAGS_AT_ONCE)
    tags, before = 0, b""
    with archive.open(part) as stream:  # which gives no byte more than the archive declares
        while piece := stream.read(_PIECE):
            tags += piece.count(b"<")
            if tags > most:
                raise too_many_cells(f"more than {most} tags in {part.filename}", f"at most {most}")
            bare = (before + piece).replace(b"\0", b"")
            if any(each in bare for each in _DECLARED):
                raise WorkbookError("a document type", "a workbook as Excel writes it", code="not_as_excel_writes")
            before = piece[-_OVERLAP:]


def _require_usual_form(archive: zipfile.ZipFile) -> None:
    """Refuse the strict form of the standard, in which the parser finds no sheet and would call the file empty."""
    if "xl/workbook.xml" in archive.namelist() and _STRICT in archive.read("xl/workbook.xml"):
        raise WorkbookError('"Strict Open XML"', 'one saved as "Excel Workbook (.xlsx)"', code="strict")


def _with_password() -> WorkbookError:
    return WorkbookError("a workbook with a password", "one without", code="password")


def too_many_cells(found: str, expected: str) -> WorkbookError:
    """Return the refusal of a sheet with more cells, or farther ones, than the limits or any sheet can have."""
    return WorkbookError(found, expected, code="too_many_cells")


@contextmanager
def damage_refused() -> Iterator[None]:
    """Say of a workbook that a parser gives up that it is damaged. Raises WorkbookError."""
    try:
        yield
    except WorkbookError:
        raise
    except _DAMAGED as error:
        found = f"a damaged workbook ({type(error).__name__})"
        raise WorkbookError(found, "a workbook that Excel opens and saves", code="damaged") from None
