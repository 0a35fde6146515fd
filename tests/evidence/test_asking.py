"""What a workbook does not say is asked once, and remembered for files of its form."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.evidence.sheets import Rows, check, use, workbook

from nghitrinh.evidence import EvidenceError, OpenQuestions
from nghitrinh.evidence.command import check_file
from nghitrinh.evidence.land.answers import NAME, known_answers, remember
from nghitrinh.evidence.land.checking import check_workbook


def asked(sheets: dict[str, Rows], **answers: str) -> dict[str, tuple[str, ...]]:
    with pytest.raises(OpenQuestions) as caught:
        check(sheets, **answers)
    return {each.key: each.choices for each in caught.value.questions}


ROWS: Rows = [
    ["Đất trồng lúa", "LUA", 10],
    ["Đất chuyên trồng lúa nước", "LUC", 9],
    ["Đất trồng cây lâu năm", "CLN", 4],
]
SILENT: Rows = [["Bảng diện tích"], ["Loại đất", "Mã", "Diện tích"], *ROWS]


def test_year_measure_and_list_of_classes_are_asked_together() -> None:
    schemes = ("2014", "2021-tinh", "2021-quoc-gia", "2024")
    assert asked({"CH01": SILENT}) == {
        "scheme": schemes[:2] + schemes[3:],
        "year:CH01": (),
        "measure": ("ha", "km2", "m2"),
    }
    answers = {"scheme": "2021-tinh", "year:CH01": "2020", "measure": "km2"}
    finding = check({"CH01": SILENT}, **answers)
    assert finding.holds
    assert dict(finding.tables[0].rows)["LUA"] == "1000"


def test_the_guess_is_never_taken_by_itself() -> None:
    rows = [["Kế hoạch 2021 và 2025, theo Thông tư 28/2014/TT-BTNMT. Đơn vị tính: ha"], *SILENT[1:]]
    with pytest.raises(OpenQuestions) as caught:
        check({"CH01": rows})
    (question,) = [each for each in caught.value.questions if each.key == "year:CH01"]
    assert question.guess == "2025"


def test_two_columns_with_one_head_are_asked_about() -> None:
    table = use(
        2020, ["Đất trồng lúa", "LUA", 10, 11], ["Đất ở", "OCT", 9, 8], heads=("Diện tích (ha)", "Diện tích (ha)")
    )
    keys = asked({"CH01": table})
    assert set(keys) == {"column:CH01!C", "column:CH01!D"}
    assert check({"CH01": table}, **{"column:CH01!C": "total", "column:CH01!D": "skip"}).holds


def test_points_that_could_be_either_are_asked_about() -> None:
    table = use(2020, ["Đất trồng lúa", "LUA", "1.234"], ["Đất ở", "OCT", "12.5"], ["Đất giao thông", "DGT", "7,25"])
    assert asked({"CH01": table}) == {"decimal": ("comma", "point")}
    assert dict(check({"CH01": table}, decimal="comma").tables[0].rows)["LUA"] == "1234"
    assert dict(check({"CH01": table}, decimal="point").tables[0].rows)["LUA"] == "1.234"


def test_an_answer_that_is_no_choice_is_refused() -> None:
    with pytest.raises(EvidenceError, match="measure=acres"):
        check({"CH01": SILENT}, scheme="2014", measure="acres")
    with pytest.raises(EvidenceError, match="the year soon"):
        check({"CH01": SILENT}, scheme="2014", measure="ha", **{"year:CH01": "soon"})


def test_an_answer_is_remembered_for_the_next_file_of_the_form(tmp_path: Path) -> None:
    first, second = tmp_path / "q1.xlsx", tmp_path / "q2.xlsx"
    first.write_bytes(workbook({"CH01": SILENT}))
    second.write_bytes(workbook({"CH01": [*SILENT[:2], *([name, code, area + 7] for name, code, area in ROWS)]}))
    with pytest.raises(OpenQuestions):
        check_file(first, {"measure": "ha"})
    assert check_file(first, {"scheme": "2021-tinh", "year:CH01": "2020"}).holds
    assert check_file(second, {}).options["measure"] == "ha"
    other = tmp_path / "other.xlsx"
    other.write_bytes(workbook({"CH01": [["Bảng khác"], *SILENT[1:]]}))
    with pytest.raises(OpenQuestions):
        check_file(other, {})


def test_what_is_remembered_is_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / NAME
    remember(file, "a", {'year:Năm "2020"': "2020"})
    remember(file, "b", {"measure": "ha"})
    remember(file, "a", {"measure": "km2"})
    assert known_answers(file, "a") == {'year:Năm "2020"': "2020", "measure": "km2"}
    assert known_answers(file, "b") == {"measure": "ha"}
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("text", ["[a]\nmeasure = 3\n", "measure = 'ha'\n", "[a\n"])
def test_a_file_of_answers_that_was_damaged_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(EvidenceError, match=NAME) as refused:
        known_answers(tmp_path / NAME, "a")
    assert refused.value.code == "bad_answers"


def test_what_nobody_sees_in_the_sheet_is_asked_about_and_notes_are_told() -> None:
    """Figures of hidden or struck out cells go into the sums only when somebody says that they belong there."""
    book = load_workbook(io.BytesIO(workbook({"CH01": SILENT, "Ẩn": [["nháp", 1]]})))
    sheet, draft = book["CH01"], book["Ẩn"]
    sheet.row_dimensions[4].hidden, sheet.column_dimensions["C"].hidden, draft.sheet_state = True, True, "hidden"
    sheet["C5"].font, sheet["A5"].comment = Font(strike=True), Comment("xem lại", "A")
    written = io.BytesIO()
    book.save(written)
    answers = {"scheme": "2021-tinh", "year:CH01": "2020", "measure": "ha"}
    with pytest.raises(OpenQuestions) as caught:
        check_workbook(written.getvalue(), "a.xlsx", answers)
    keys = {each.key: each.values["places"] for each in caught.value.questions}
    assert keys == {"hidden_row:CH01": "4", "hidden_column:CH01": "C", "struck_out:CH01": "C5"}
    finding = check_workbook(written.getvalue(), "a.xlsx", answers | dict.fromkeys(keys, "yes"))
    assert {"notes_not_read", "hidden_sheets_not_read"} <= set(finding.notes)
