"""The command line: what it prints, in which language, and how it ends."""

import json
from pathlib import Path

import pytest
from tests.evidence.sheets import use, workbook

from nghitrinh.evidence import from_json
from nghitrinh.evidence.command import main

FALSE = use(2020, ["Đất trồng lúa", "LUA", 10], ["Đất chuyên trồng lúa", "LUC", 8], ["Lúa còn lại", "LUK", 5])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(workbook({"CH01": FALSE}))
    return path


def test_a_check_says_what_does_not_hold_and_where(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().out
    assert "LUA của toàn bộ, năm 2020: các loại đất con cộng lại nhiều hơn nó." in said or "Một bên 13" in said
    assert "CH01!C5" in said
    assert main(["check", str(file), "--language", "en"]) == 1
    assert "One side is 13, the other 10" in capsys.readouterr().out


def test_a_program_reads_the_finding(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file), "--json"]) == 1
    finding = from_json(capsys.readouterr().out)
    assert [fault.left for fault in finding.faults] == [13]


def test_a_program_reads_the_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(workbook({"CH01": FALSE[2:]}))
    assert main(["check", str(path), "--json"]) == 1
    keys = {each["key"] for each in json.loads(capsys.readouterr().out)["questions"]}
    assert {"year:CH01"} <= keys
    assert main(["check", str(path)]) == 1
    assert "--answer year:CH01=…" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["check", "none.xlsx"], ["check", "none.xlsx", "--answer", "x"]])
def test_a_refusal_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_template_is_written(tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    assert main(["template", str(target), "--unit", "Xã Hòa An", "--year", "2025"]) == 0
    assert target.read_bytes().startswith(b"PK")


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Finding"
