"""What a sheet says beyond its values is a bad cell, or is asked before anything is written."""

from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.intake.test_task_list import saved, sentences, sheet_of
from tests.world import World

from nghitrinh.intake.sheet_remarks import UnseenRemarks
from nghitrinh.intake.task_list.bringing import BadList, bring_in
from nghitrinh.intake.task_list.rows import understand
from nghitrinh.intake.task_list.workbook import read_table
from nghitrinh.record.tasks.models import Task


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")


def _remarked(change: Any) -> bytes:
    """Return a list of two tasks whose sheet, and workbook, were changed."""
    workbook, sheet = sheet_of(
        ("Ký hiệu", "Việc", "Chịu trách nhiệm", "Hạn"),
        ("KL 1", "Rà soát", "BCSĐ", "31/12/2021"),
        ("KL 2", "Lập đề án", "BCSĐ", None),
    )
    change(sheet, workbook)
    return saved(workbook)


def _hidden_draft(_sheet: Any, workbook: Workbook) -> None:
    other: Any = workbook.create_sheet("Nháp")
    other.append(["Việc khác"])
    other.sheet_state = "veryHidden"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            lambda sheet, _: sheet.merge_cells("D2:D3"),
            "Danh sách!D2: found 'D2:D3', expected cells that are",
        ),
        (
            lambda sheet, _: setattr(sheet["B3"], "font", Font(strike=True)),
            "Danh sách!B3: found 'Lập đề án', expected words that",
        ),
    ],
)
def test_what_is_merged_or_struck_out_is_a_bad_cell(world: World, change: Any, named: str) -> None:
    listing = understand(read_table(_remarked(change), "viec.xlsx"), world.committee)
    (said,) = sentences(listing.bad)
    assert said.startswith(named)
    with pytest.raises(BadList):
        bring_in(listing, world.committee, by=world.users["secretary"])
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (lambda sheet, _: setattr(sheet.row_dimensions[3], "hidden", True), "hidden_row", "Dòng 3 (trang “"),
        (
            lambda sheet, _: setattr(sheet.column_dimensions["D"], "hidden", True),
            "hidden_column",
            "Cột D (trang “",
        ),
        (lambda sheet, _: setattr(sheet["B2"], "font", Font(color="FFFFFFFF")), "unseen", ") có chữ cùng màu"),
        (lambda sheet, _: setattr(sheet["D3"], "comment", Comment("Chờ ý kiến", "A")), "note", "D3 “Chờ ý kiến”"),
        (_hidden_draft, "hidden_sheet", "“Nháp”"),
    ],
)
def test_what_a_sheet_says_besides_is_asked_before_anything_is_written(
    world: World, change: Any, key: str, words: str
) -> None:
    listing = understand(read_table(_remarked(change), "viec.xlsx"), world.committee)
    assert (listing.bad, [each.key for each in listing.questions]) == ([], [key])
    assert words in str(listing.questions[0])
    with pytest.raises(UnseenRemarks):
        bring_in(listing, world.committee, by=world.users["secretary"])
    assert not Task.objects.exists()
    assert len(bring_in(listing, world.committee, by=world.users["secretary"], seen=[key])) == 2


def test_what_is_hidden_beside_the_table_is_no_question(world: World) -> None:
    def change(sheet: Any, _workbook: Workbook) -> None:
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["K"].hidden = True

    assert understand(read_table(_remarked(change), "viec.xlsx"), world.committee).questions == []
