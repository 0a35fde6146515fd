"""Organizations and people on the command line: whole, or not at all and every bad cell by name."""

from pathlib import Path

import pytest
from tests.intake.test_people_list import workbook
from tests.world import World, make_world

from nghitrinh import cli
from nghitrinh.record.bodies.models import Organization


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def kept(folder: Path, data: bytes) -> str:
    (folder / "nguoi.xlsx").write_bytes(data)
    return str(folder / "nguoi.xlsx")


def test_a_workbook_comes_in_once(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(
        tmp_path, workbook(organizations=[("Sở Nội vụ", "SNV", "Sở, ban, ngành")], users=[("ha.pt", "Giám đốc")])
    )
    assert cli.main(["people", path, "--by", "quantri"]) == 0
    first, link = capsys.readouterr().out.splitlines()
    assert first == "2 came in, 0 were there already"
    assert link.startswith("ha.pt: /dat-mat-khau/")
    assert cli.main(["people", path, "--by", "quantri"]) == 0
    assert capsys.readouterr().out == "0 came in, 2 were there already\n"


def test_bad_cells_are_named(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(tmp_path, workbook(organizations=[("Sở Nội vụ", "SNV", "Loại lạ")]))
    assert cli.main(["people", path, "--by", "quantri"]) == 1
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith("Cơ quan!C2: found 'Loại lạ', expected")
    assert last == "nghitrinh: nguoi.xlsx: 1 bad cells; no row came in"
    assert not Organization.objects.filter(name="Sở Nội vụ").exists()


def test_who_acts_is_asked_by_name(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(tmp_path, workbook(persons=[("Đỗ Minh",)]))
    assert cli.main(["people", path]) == 1
    assert "--by" in capsys.readouterr().err
