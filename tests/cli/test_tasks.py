"""A list of tasks on the command line: whole, or not at all and every bad cell by name."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.world import World, make_world

from nghitrinh import cli
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.tasks.models import Task


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def saved(folder: Path, *lines: Any) -> str:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "Danh sách"
    for line in (("Ký hiệu", "Việc", "Chịu trách nhiệm", "Hạn"), *lines):
        sheet.append(line)
    workbook.save(folder / "viec.xlsx")
    return str(folder / "viec.xlsx")


def test_a_list_comes_in_once(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, ("KL 1", "Rà soát", "BCSĐ"), ("KL 2", "Lập đề án", "HĐND"))
    assert cli.main(["tasks", path, "--by", "secretary"]) == 0
    assert capsys.readouterr().out == "2 tasks of Ban Thường vụ Tỉnh ủy came in\n"
    assert cli.main(["tasks", path, "--by", "secretary", "--organization", str(world.committee.pk)]) == 1
    assert "viec.xlsx: This list came in on" in capsys.readouterr().err
    assert Task.objects.count() == 2


def test_bad_cells_are_named_line_by_line(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, ("KL 1", "Rà soát", "Sở Lạ", "31/02/2021"), ("KL 2", "Lập đề án", "HĐND"))
    assert cli.main(["tasks", path, "--by", "secretary"]) == 1
    first, second, last = capsys.readouterr().err.splitlines()
    assert first == "Danh sách!C2: found 'Sở Lạ', expected an organization of the record"
    assert second == "Danh sách!D2: found '31/02/2021', expected a date such as 31/12/2021"
    assert last == "nghitrinh: viec.xlsx: 2 bad cells; nothing was written"
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("by", "more", "said"),
    [
        ("nobody", [], "--by: There is no user 'nobody'; found 'nobody', expected the name of a user"),
        ("chair", [], "--organization: found nothing, expected a secretary as --by"),
        ("secretary", ["--organization", "36"], "--organization: found 36, expected "),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], by: str, more: list[str], said: str
) -> None:
    assert cli.main(["tasks", saved(tmp_path, ("KL 1", "Rà soát", "BCSĐ")), "--by", by, *more]) == 1
    assert capsys.readouterr().err.startswith(f"nghitrinh: {said}")


def test_a_secretary_of_two_says_for_which(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bodies.give_grant(by=world.admin, user=world.secretary.pk, organization=world.council.pk, role="secretary")
    path = saved(tmp_path, ("KL 1", "Rà soát", "BCSĐ"))
    assert cli.main(["tasks", path, "--by", "secretary"]) == 1
    assert str(world.council.pk) in capsys.readouterr().err
    assert cli.main(["tasks", path, "--by", "secretary", "--organization", str(world.council.pk)]) == 0
    assert Task.objects.get().owner == world.council


def test_what_is_no_list_and_no_file_say_so(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("Việc;Hạn", "utf-8")
    assert cli.main(["tasks", str(tmp_path / "a.csv"), "--by", "secretary"]) == 1
    assert capsys.readouterr().err == "nghitrinh: a.csv: This file is no Excel spreadsheet (.xlsx).\n"
    assert cli.main(["tasks", str(tmp_path / "b.xlsx"), "--by", "secretary"]) == 1
    assert capsys.readouterr().err.endswith("b.xlsx: found No such file or directory, expected an XLSX workbook\n")


def test_what_the_file_says_besides_is_named_until_it_is_known(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, ("KL 1", "Rà soát", "BCSĐ"), ("KL 2", "Lập đề án", "HĐND"))
    workbook = load_workbook(path)
    workbook["Danh sách"].row_dimensions[3].hidden = True
    workbook.save(path)
    assert cli.main(["tasks", path, "--by", "secretary"]) == 1
    asked, last = capsys.readouterr().err.splitlines()
    assert asked == "--seen hidden_row: Rows 3 (sheet “Danh sách”) are hidden in the file, but are read all the same."
    assert last.startswith("nghitrinh: viec.xlsx: The file says 1 things more than its cells")
    assert not Task.objects.exists()
    assert cli.main(["tasks", path, "--by", "secretary", "--seen", "hidden_row"]) == 0
    assert Task.objects.count() == 2
