"""What can be printed of a meeting stands on one page, and who may not see a thing does not print it."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdfium2 import PdfDocument
from tests.record.presence.room import DAY, Sitting, sitting
from tests.world import World

from nghitrinh.desk import security
from nghitrinh.documents.starting import starting_letter, starting_minutes
from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.voting.models import Vote

Sign = Callable[[str], Client]
SECRET = "Nhân sự Giám đốc Sở"


@pytest.fixture
def room(world: World, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    """Return a planned meeting of two items, one of them restricted."""
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    made = sitting(world, "Bí thư", "Ủy viên", convene=False)
    made.step("item.add", title="Quy hoạch vùng", level="public", presenter=world.department.pk)
    made.step("item.add", title=SECRET, level="restricted")
    return made


def page(client: Client, room: Sitting) -> str:
    answer = client.get(f"/hoi-nghi/{room.meeting.pk}/ban-in/")
    assert answer.status_code == 200
    return answer.content.decode()


def file(client: Client, room: Sitting, name: str) -> bytes:
    answer = client.get(f"/hoi-nghi/{room.meeting.pk}/ban-in/{name}")
    assert answer.status_code == 200, name
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.content


def words(pdf: bytes) -> str:
    return " ".join(" ".join(each.get_textpage().get_text_range().split()) for each in PdfDocument(pdf))


def test_the_page_offers_what_there_is_and_says_why_something_is_not(signed: Sign, room: Sitting) -> None:
    secretary = signed("secretary")
    before = page(secretary, room)
    assert "Triệu tập xong mới có giấy mời." in before
    assert "ban-in/giay-moi.pdf" not in before
    assert secretary.get(f"/hoi-nghi/{room.meeting.pk}/ban-in/giay-moi.pdf").status_code == 404
    room.step("meeting.convene")
    after = page(secretary, room)
    for name in ("giay-moi.pdf", "giay-moi.zip", "chuong-trinh.pdf", "danh-sach-ky-ten.docx"):
        assert f"ban-in/{name}" in after
        file(secretary, room, name)


def test_the_letters_are_one_pdf_and_a_docx_for_each_that_is_invited(signed: Sign, room: Sitting) -> None:
    room.step("meeting.convene")
    secretary = signed("secretary")
    assert len(PdfDocument(file(secretary, room, "giay-moi.pdf"))) == 3
    with zipfile.ZipFile(io.BytesIO(file(secretary, room, "giay-moi.zip"))) as archive:
        assert archive.namelist() == ["01 Bí thư.docx", "02 Ủy viên.docx", "03 Ban cán sự đảng UBND tỉnh.docx"]
        letter = docx.Document(io.BytesIO(archive.read("02 Ủy viên.docx")))
    assert "Ban Thường vụ Tỉnh ủy trân trọng kính mời: đồng chí Ủy viên" in [each.text for each in letter.paragraphs]
    assert file(secretary, room, "giay-moi.zip") == file(secretary, room, "giay-moi.zip")


def test_only_who_is_cleared_prints_restricted_items_and_is_noted_as_having_read_them(
    signed: Sign, room: Sitting
) -> None:
    secretary, reader = signed("secretary"), signed("reader")
    assert SECRET not in words(file(secretary, room, "chuong-trinh.pdf"))
    assert SECRET in words(file(secretary, room, "chuong-trinh-day-du.pdf"))
    assert (security.latest()[0].event, security.latest()[0].user) == ("restricted_read", "secretary")
    assert "chuong-trinh-day-du" not in page(reader, room)
    assert reader.get(f"/hoi-nghi/{room.meeting.pk}/ban-in/chuong-trinh-day-du.pdf").status_code == 404
    assert SECRET not in words(file(reader, room, "chuong-trinh.pdf"))


def on_paper(room: Sitting, title: str, **given: Any) -> Vote:
    """Prepare a vote on paper on an item."""
    item = AgendaItem.objects.get(meeting=room.meeting, title=title)
    vote: Vote = ACTS["vote.prepare"](by=room.world.secretary, item=item.pk, form="paper", **given)
    return vote


def test_a_vote_on_paper_has_a_slip_for_each_seat_and_several_on_a_sheet(signed: Sign, room: Sitting) -> None:
    vote = on_paper(room, "Quy hoạch vùng", question="Thông qua quy hoạch vùng?")
    secretary = signed("secretary")
    assert f"/bieu-quyet/{vote.pk}/phieu.pdf" in page(secretary, room)
    pdf = PdfDocument(secretary.get(f"/bieu-quyet/{vote.pk}/phieu.pdf").content)
    assert len(pdf) == 1  # two seats: one sheet
    text = words(secretary.get(f"/bieu-quyet/{vote.pk}/phieu.pdf").content)
    assert text.count("PHIẾU BIỂU QUYẾT") == text.count("Thông qua quy hoạch vùng?") == 2
    made = docx.Document(io.BytesIO(secretary.get(f"/bieu-quyet/{vote.pk}/phieu.docx").content))
    assert len(made.tables) == 2
    assert made.tables[0].rows[0].cells[2].text == "Tán thành"


def test_slips_name_each_candidate_and_only_who_is_cleared_has_them(signed: Sign, room: Sitting) -> None:
    names = [{"post": "Giám đốc sở", "name": name} for name in ("Lê Văn Cường", "Trần Thị Bình", "Ngô Văn Bảo")]
    vote = on_paper(room, SECRET, question="Giới thiệu nhân sự", kind="personnel", candidates=names)
    address = f"/bieu-quyet/{vote.pk}/phieu.pdf"
    text = words(signed("secretary").get(address).content)
    assert all(text.count(f"{each['name']}, Giám đốc sở") == 2 for each in names)
    assert signed("reader").get(address).status_code == 404
    assert str(vote.pk) not in page(signed("reader"), room)
    ACTS["vote.cancel"](by=room.world.secretary, vote=vote.pk, edit=vote.edit, reason="Chưa đủ hồ sơ")
    assert signed("secretary").get(address).status_code == 404


def test_letters_are_made_with_the_offices_own_template_once_it_is_handed_in(signed: Sign, room: Sitting) -> None:
    room.step("meeting.convene")
    secretary = signed("secretary")
    own = docx.Document(io.BytesIO(starting_letter(of_the_party=True)))
    own.add_paragraph("Mẫu của Văn phòng: {{ kinh_moi }}")
    stream = io.BytesIO()
    own.save(stream)
    given = {"file": SimpleUploadedFile("mau.docx", stream.getvalue())}
    address = f"/so-van-ban/{room.world.committee.pk}/mau-word/giay-moi/"
    assert secretary.post(address, given, follow=True).status_code == 200
    with zipfile.ZipFile(io.BytesIO(file(secretary, room, "giay-moi.zip"))) as archive:
        letters = [docx.Document(io.BytesIO(archive.read(name))) for name in archive.namelist()]
    last = [letter.paragraphs[-1].text for letter in letters]
    assert len(last) == 3
    assert "Mẫu của Văn phòng: Ban Thường vụ Tỉnh ủy trân trọng kính mời: đồng chí Bí thư" in last
    bad = {"file": SimpleUploadedFile("mau.docx", starting_minutes(of_the_party=True))}
    assert "Không có chỗ điền tên" in secretary.post(address, bad).content.decode()
