"""What holds a workbook from outside holds for whoever reads one: each hostile file, refused alike by both readers."""

from collections.abc import Callable

import pytest
from tests.evidence.sheets import use, workbook
from tests.workbooks import hostile
from tests.workbooks.hostile import BAD_VALUES, OLD, SHEET_PART, STYLES_PART

from nghitrinh.evidence import EvidenceError
from nghitrinh.evidence.land import cells
from nghitrinh.intake.task_list import workbook as lists
from nghitrinh.intake.task_list.tables import NotAList, Odd
from nghitrinh.workbooks import CODES, Limits
from nghitrinh.workbooks.holding import MOST_PARTS, MOST_TAGS_AT_ONCE

ROWS = use(2020, ["Đất trồng lúa", "LUA", 10.5, 1], ["Đất ở", "OCT", 3, 2])
GOOD = workbook({"Danh sách": [("a", "b", "c", "d"), ("e", "f", "g", 7), *ROWS]})
Make = Callable[[Limits], bytes]


def _evidence(data: bytes) -> str:
    """Return the code with which the tables of land use refuse a file; nothing for one that they read."""
    try:
        cells.open_sheets(data, "a.xlsx")
    except EvidenceError as error:
        return error.code
    return ""


def _list(data: bytes) -> str:
    """Return the code of the workbooks' library with which a list of tasks is refused; nothing for one that is read."""
    codes = {ours: code for code, (ours, _words) in lists._NOT_OPENED.items()}
    try:
        lists.read_here(data, "a.xlsx")
    except NotAList as error:
        return codes[error.code]
    return ""


READERS = {"evidence": (_evidence, cells.LIMITS), "list": (_list, lists.LIMITS)}
# Each hostile file by what it is, and the code of the library that says so.
HOSTILE: dict[str, tuple[Make, str]] = {
    "nothing": (lambda _: b"", "empty"),
    "text": (lambda _: "Việc;Hạn\n".encode(), "not_a_workbook"),
    "cut off": (lambda _: GOOD[:-200], "not_a_workbook"),
    "a broken archive": (lambda _: b"PK\x03\x04broken", "not_a_workbook"),
    "old Excel": (lambda _: OLD + b"\0" * 512, "old_workbook"),
    "a password": (lambda _: OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a part with a password": (lambda _: hostile.encrypted_entry(GOOD), "password"),
    "too many bytes": (lambda limits: b"a" * (limits.packed + 1), "too_large"),
    "a bomb": (
        lambda limits: hostile.with_part(GOOD, "xl/media/a.bin", b"\0" * limits.unpacked),
        "too_large_unpacked",
    ),
    "many parts": (
        lambda _: hostile.repacked(GOOD, lambda _name, old: old, **{f"xl/{n}": b"" for n in range(MOST_PARTS)}),
        "too_large_unpacked",
    ),
    "many tags": (lambda limits: hostile.of_tags(GOOD, SHEET_PART, limits.tags), "too_many_cells"),
    "many styles": (lambda _: hostile.of_tags(GOOD, STYLES_PART, MOST_TAGS_AT_ONCE), "too_many_cells"),
    "a far row": (
        lambda _: hostile.changed(GOOD, SHEET_PART, b'<row r="5"', b'<row r="99999999999"'),
        "too_many_cells",
    ),
    "a far column": (
        lambda _: hostile.with_cell(GOOD, "D2", b'<c r="ZZZ2"><v>1</v></c>'),
        "too_many_cells",
    ),
    "an entity": (lambda _: hostile.with_entity(GOOD), "not_as_excel_writes"),
    "an entity in UTF-16": (lambda _: hostile.with_entity(GOOD, "utf-16"), "not_as_excel_writes"),
    "an entity between two pieces": (lambda _: hostile.with_entity_far_inside(GOOD), "not_as_excel_writes"),
    "a cell twice": (
        lambda _: hostile.with_cell(GOOD, "D2", b'<c r="D2"><v>1</v></c><c r="D2"><v>2</v></c>'),
        "not_as_excel_writes",
    ),
    "a cell of another row": (
        lambda _: hostile.with_cell(GOOD, "D2", b'<c r="D9"><v>1</v></c>'),
        "not_as_excel_writes",
    ),
    "a row twice": (
        lambda _: hostile.changed(GOOD, SHEET_PART, b"</sheetData>", b'<row r="2"/></sheetData>'),
        "not_as_excel_writes",
    ),
    "the strict form": (lambda _: hostile.in_strict_form(GOOD), "strict"),
    "no end": (lambda _: hostile.changed(GOOD, SHEET_PART, b"</worksheet>", b""), "damaged"),
    "no sheets": (
        lambda _: hostile.changed(GOOD, "[Content_Types].xml", b"sheet.main+xml", b"sheet.other+xml"),
        "damaged",
    ),
    "a place that is none": (lambda _: hostile.with_cell(GOOD, "D2", b'<c r="2D"/>'), "damaged"),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_its_name(name: str, reader: str) -> None:
    read, limits = READERS[reader]
    make, code = HOSTILE[name]
    assert read(GOOD) == ""
    assert read(make(limits)) == code


def test_every_code_has_its_hostile_file() -> None:
    assert {code for _make, code in HOSTILE.values()} | {"macros"} == set(CODES)


def test_a_workbook_with_macros_is_opened_where_nobody_is_handed_the_file() -> None:
    for part in ("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"):
        data = hostile.with_part(GOOD, part, b"x")
        assert (_evidence(data), _list(data)) == ("", "macros")


@pytest.mark.parametrize("cell", BAD_VALUES, ids=lambda cell: cell[:30].decode())
def test_a_value_that_cannot_be_made_out_is_one_bad_cell_for_both(cell: bytes) -> None:
    data = hostile.with_cell(GOOD, "D2", cell)
    (sheet,) = cells.open_sheets(data, "a.xlsx")
    held = sheet.cells.pop((2, 4))
    line = lists.read_here(data, "a.xlsx").lines[1]
    found = BAD_VALUES[cell]
    assert (held.holds, held.text[:40]) == (cells.Holds.ERROR, found)
    assert isinstance(line[3], Odd)
    assert (line[:3], line[3].found) == (["e", "f", "g"], found)
    (whole,) = cells.open_sheets(GOOD, "a.xlsx")
    assert {place: each for place, each in whole.cells.items() if place != (2, 4)} == sheet.cells
