"""`nghitrinh intake`: what it takes in and prints; what it refuses in one line, with exit code 1 and nothing left."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.intake.conftest import EXAMPLE
from tests.world import World

from nghitrinh import cli
from nghitrinh.reading.files import MAX_TEXT_BYTES
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal

PAGE = str(EXAMPLE / "page.txt")
UNNAMED = "Ngày 10/9/2021, HĐND huyện Gia Lộc tổ chức kỳ họp thứ 9."


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a way to run the command: its exit code, what it prints, what it says is wrong."""

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(["intake", *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return command


def test_a_page_comes_in_and_its_proposal_is_told(world: World, run: Any) -> None:
    code, out, err = run(PAGE, "--by", "secretary", "--address", "https://example.vn/31")
    intake = Intake.objects.get()
    assert (code, err) == (0, "")
    assert out.startswith(f"Hội nghị Ban Thường vụ Tỉnh ủy lần thứ 31: /nhap/{intake.pk}/")
    assert "contradiction  36 | 31: " in out
    assert "to settle      contradictions.0: Mâu thuẫn 1 chưa ai quyết: 36 hay 31." in out
    assert (intake.owner, intake.address, intake.state) == (world.committee, "https://example.vn/31", "open")
    assert journal.verify() == []


def test_the_proposal_as_json(world: World, run: Any) -> None:
    code, out, _ = run(PAGE, "--by", "secretary", "--json")
    said = json.loads(out)
    assert code == 0
    assert said["intake"] == str(Intake.objects.get().pk)
    assert said["proposal"]["held_on"] == "2021-09-10"
    assert said["proposal"]["organization"] == str(world.committee.pk)
    assert [clash["field"] for clash in said["contradictions"]] == ["number", "published_at"]
    assert {block["path"] for block in said["blocks"]} >= {"contradictions.0", "contradictions.1"}


def test_the_same_bytes_are_recognised_until_they_are_put_away(world: World, run: Any, tmp_path: Path) -> None:
    run(PAGE, "--by", "secretary")
    intake = Intake.objects.get()
    copy = tmp_path / "ten-khac.txt"
    copy.write_bytes(Path(PAGE).read_bytes())
    code, out, err = run(str(copy), "--by", "secretary")
    assert (code, out) == (1, "")
    assert f"{copy}: these bytes came in already, as /nhap/{intake.pk}/" in err
    ACTS["intake.discard"](by=world.secretary, intake=intake.pk, edit=intake.edit, reason="Đọc lại")
    assert run(str(copy), "--by", "secretary")[0] == 0
    assert Intake.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Giá lúa hôm nay tăng 3%.".encode(), "found no meeting in the page, expected the account of one"),
        (b"", "white space"),
        (b" \n\t\n", "white space"),
        ("Hội nghị lần thứ 36".encode("utf-16"), "UTF-8"),
        ("Hội nghị".encode() + b"\xff\xfe", "UTF-8"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04" + b"\x00" * 40, "expected"),
        ("Hội nghị\x00 lần thứ 36".encode(), "a zero byte"),
        (b"a " * (MAX_TEXT_BYTES // 2 + 1), "bytes"),
        (b"<html>" + b"<div>" * 20_000, "nested deeper"),
    ],
)
def test_what_is_no_page_of_a_meeting_is_refused(
    world: World, run: Any, tmp_path: Path, content: bytes, said: str
) -> None:
    file, lines = tmp_path / "trang.txt", Journal.objects.count()
    file.write_bytes(content)
    code, out, err = run(str(file), "--by", "secretary")
    assert (code, out) == (1, "")
    assert said in err
    assert str(file) in err
    assert len(err.splitlines()) == 1
    assert (Intake.objects.count(), Journal.objects.count()) == (0, lines)


@pytest.mark.parametrize("name", ["khong-co.txt", "."])
def test_a_file_that_cannot_be_read_is_named(world: World, run: Any, tmp_path: Path, name: str) -> None:
    code, _, err = run(str(tmp_path / name), "--by", "secretary")
    assert code == 1
    assert "expected a readable file" in err


def test_who_takes_it_in_must_be_a_known_secretary(world: World, run: Any) -> None:
    for who, said in (
        ("ai-do", "--by: There is no user 'ai-do'; found 'ai-do', expected the name of a user"),
        ("chair", "chair is not the secretary of the organization that met"),
        ("officer", "officer is not the secretary of the organization that met"),
        ("quantri", "quantri is not the secretary of the organization that met"),
    ):
        code, out, err = run(PAGE, "--by", who)
        assert (code, out) == (1, "")
        assert said in err
    assert run(PAGE)[0] == 2
    assert not Intake.objects.exists()


def test_a_secretary_who_was_disabled_takes_nothing_in(world: World, run: Any) -> None:
    bodies.disable_user(by=world.admin, user=world.secretary.pk, edit=1, reason="Nghỉ việc")
    assert run(PAGE, "--by", "secretary")[0] == 1
    assert not Intake.objects.exists()


def test_the_body_is_the_one_that_the_page_names_or_that_is_asked_for(world: World, run: Any, tmp_path: Path) -> None:
    bodies.give_grant(by=world.admin, user=world.secretary.pk, organization=world.council.pk, role="secretary")
    assert run(PAGE, "--by", "secretary")[0] == 0
    assert Intake.objects.get().owner == world.committee
    unnamed = tmp_path / "khong-ten.txt"
    unnamed.write_text(UNNAMED, "utf-8")
    code, _, err = run(str(unnamed), "--by", "secretary")
    assert code == 1
    assert f"{world.council.pk} ({world.council.name})" in err
    assert run(str(unnamed), "--by", "secretary", "--organization", str(world.council.pk))[0] == 0
    for asked in ("36", str(world.department.pk)):
        assert run(str(unnamed), "--by", "secretary", "--organization", asked)[0] == 1
    assert Intake.objects.count() == 2
