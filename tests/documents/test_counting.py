"""The minutes of a count on paper: numbers, names and tellers, the same words in DOCX and PDF."""

import io
from typing import Any

import docx
import pytest
from pypdfium2 import PdfDocument
from tests.record.presence.room import DAY
from tests.record.voting.hall import Hall, hall
from tests.world import make_world

from nghitrinh.documents.counting import COLUMNS, TITLE, CountingMinutes, minutes_of
from nghitrinh.documents.counting_files import minutes_docx, minutes_pdf
from nghitrinh.record.acts import ACTS
from nghitrinh.record.voting.models import Vote


@pytest.fixture
def made(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Hall:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    return hall(make_world(), accounts=False)


def counted(made: Hall) -> Vote:
    """Return a closed vote on two persons: five ballots, one of them spoilt."""
    names = [{"post": "Giám đốc sở", "name": "Lê Văn Cường"}, {"post": "Phó Giám đốc sở", "name": "Trần Thị Bình"}]
    vote = made.opened("paper", question="Giới thiệu nhân sự?", kind="personnel", candidates=names)
    rows = [
        {"candidate": each.pk, "agreeing": 4 - at * 2, "opposing": at * 2}
        for at, each in enumerate(vote.candidates.order_by("position"))
    ]
    sheet = {"issued": 5, "returned": 5, "valid": 4, "spoilt": 1, "tallies": rows}
    made.step("count_ballots", vote, **sheet, remarks="Một phiếu gạch cả hai tên")
    made.step("confirm_count", vote, by=made.world.member, **sheet)
    made.step("close", vote)
    return Vote.objects.get(pk=vote.pk)


def test_they_hold_what_was_counted_for_each_name(made: Hall) -> None:
    minutes = minutes_of(counted(made))
    assert minutes.rows == (
        ("Lê Văn Cường, Giám đốc sở", "4 (80 % của 5)", "0", "0", "Được thông qua"),
        ("Trần Thị Bình, Phó Giám đốc sở", "2 (40 % của 5)", "2", "0", "Không được thông qua"),
    )
    for words in (
        "Được bỏ phiếu: 5 người có mặt, trên 5 thành viên.",
        "Số phiếu phát ra: 5. Số phiếu thu về: 5.",
        "Số phiếu hợp lệ: 4. Số phiếu không hợp lệ: 1.",
        "Khiếu nại, việc xảy ra khi kiểm phiếu: Một phiếu gạch cả hai tên.",
    ):
        assert words in minutes.figures
    assert minutes.tellers == ("Chức vụ secretary", "Chức vụ member")


def _in_docx(minutes: CountingMinutes) -> str:
    found = docx.Document(io.BytesIO(minutes_docx(minutes)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return " ".join("\n".join([*(each.text for each in found.paragraphs), *cells]).split())


def _in_pdf(minutes: CountingMinutes) -> str:
    pages = PdfDocument(minutes_pdf(minutes))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_both_files_say_the_same_and_are_the_same_again(made: Hall) -> None:
    minutes = minutes_of(counted(made))
    words = [TITLE, minutes.about, *minutes.figures, *minutes.tellers, *(each for row in minutes.rows for each in row)]
    for text in (_in_docx(minutes), _in_pdf(minutes)):
        assert [each for each in [*words, *COLUMNS] if "".join(each.split()) not in "".join(text.split())] == []
    assert minutes_docx(minutes) == minutes_docx(minutes)
    assert minutes_pdf(minutes) == minutes_pdf(minutes)


def test_a_correction_of_the_count_is_said(made: Hall) -> None:
    vote = counted(made)
    rows = [{"candidate": each.pk, "agreeing": 4, "opposing": 0} for each in vote.candidates.order_by("position")]
    sheet = {"issued": 5, "returned": 5, "valid": 4, "spoilt": 1, "tallies": rows}
    why = {"reason": "Ghi nhầm dòng", "authority": "Phiếu"}
    ACTS["vote.correct"](by=made.world.chair, vote=vote.pk, edit=vote.edit, **why, **sheet)
    minutes = minutes_of(Vote.objects.get(pk=vote.pk))
    assert "Số đếm đã đính chính ngày 8/10/2021: Ghi nhầm dòng." in minutes.figures
    assert minutes.rows[1][1] == "4 (80 % của 5)"
