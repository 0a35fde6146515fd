"""The papers of a meeting: letters of invitation, agenda, list to sign."""

import io
from typing import Any

import docx
import pytest
from pypdfium2 import PdfDocument
from tests.record.presence.room import DAY, Sitting, appoint, sitting
from tests.world import World, make_world

from nghitrinh.documents.agenda import agenda_sheet
from nghitrinh.documents.attendees import attendance_sheet
from nghitrinh.documents.invitations import Letters
from nghitrinh.documents.sheet_files import sheet_docx, sheets_pdf
from nghitrinh.documents.sheets import Sheet
from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.presence.queries import invitations_of

SECRET, PUBLIC = "Nhân sự Giám đốc Sở", "Công tác cán bộ"
GUEST = "Ngô Văn Bảo"


@pytest.fixture
def room(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Sitting:
    """Return a convened meeting of three items: the second is restricted, and a guest is asked to it alone."""
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    world: World = make_world()
    for name, post in (("Trần Văn Sơn", "Phó Bí thư"), ("Lê Thị An", "Trưởng ban")):
        person = ACTS["person.register"](by=world.secretary, name=name, organization=world.committee.pk)
        appoint(world, post, person=person.pk)
    made = sitting(world, "Bí thư", "Ủy viên", convene=False)
    for title, level, presenter in (
        ("Vùng công nghiệp động lực", "public", world.department.pk),
        (SECRET, "restricted", None),
        ("Chỉ tiêu đất lúa", "internal", world.department.pk),
    ):
        made.step("item.add", title=title, level=level, presenter=presenter, minutes=45)
    made.step("meeting.convene")
    made.step("invitation.invite", post="Giám đốc Sở Nội vụ", name=GUEST, item=_item(made, SECRET).pk)
    made.step("invitation.invite", post="Giám đốc Sở Công Thương", name="Đỗ Thị Cúc")
    return made


def _item(room: Sitting, title: str) -> AgendaItem:
    return AgendaItem.objects.get(meeting=room.meeting, title=title)


def _lay(room: Sitting, title: str, of: str, *, level: str = "internal") -> Paper:
    world = room.world
    paper: Paper = ACTS["paper.register"](
        by=world.secretary,
        organization=world.committee.pk,
        submitted_by=world.department.pk,
        title=title,
        kind="submission",
        level=level,
        item=_item(room, of).pk,
    )
    ACTS["paper.submit"](by=world.secretary, paper=paper.pk, edit=paper.edit, body="Đề nghị.")
    return paper


def letters(room: Sitting) -> dict[str, Sheet]:
    made = Letters(room.now())
    return {each.who: made.sheet(each) for each in made.of(invitations_of(room.world.secretary, room.now()))}


def agenda(room: Sitting, *, whole: bool = False) -> Sheet:
    items = items_visible_to(room.world.secretary).filter(meeting=room.meeting)
    return agenda_sheet(room.now(), items, whole=whole)


def people(room: Sitting) -> Sheet:
    return attendance_sheet(room.now(), invitations_of(room.world.secretary, room.now()))


def said(sheet: Sheet) -> list[str]:
    return [f"{each.label} {each.text}".strip() for each in sheet.lines]


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    assert sheet.table is not None
    return list(sheet.table.rows)


def test_each_letter_names_the_items_and_the_hour_of_whom_it_asks(room: Sitting) -> None:
    made = letters(room)
    assert list(made) == [
        *("đồng chí Bí thư", "đồng chí Trần Văn Sơn, Phó Bí thư", "đồng chí Lê Thị An, Trưởng ban", "đồng chí Ủy viên"),
        *("đồng chí Đỗ Thị Cúc, Giám đốc Sở Công Thương", "Ban cán sự đảng UBND tỉnh"),
        f"đồng chí {GUEST}, Giám đốc Sở Nội vụ",
    ]
    assert said(made["Ban cán sự đảng UBND tỉnh"])[1:6] == [
        "Tới dự: Hội nghị.",
        "Nội dung mời dự:",
        "- 8 giờ: Vùng công nghiệp động lực (Ban cán sự đảng UBND tỉnh trình);",
        "- 9 giờ 30: Chỉ tiêu đất lúa (Ban cán sự đảng UBND tỉnh trình).",
        "Thời gian: 8 giờ, thứ Sáu, ngày 08 tháng 10 năm 2021.",
    ]
    guest = said(made[f"đồng chí {GUEST}, Giám đốc Sở Nội vụ"])
    assert f"Nội dung mời dự: 8 giờ 45: {SECRET}." in guest
    when = "dự kiến 8 giờ 45, thứ Sáu, ngày 08 tháng 10 năm 2021 (hội nghị bắt đầu lúc 8 giờ)."
    assert f"Thời gian: {when}" in guest


def test_a_restricted_item_is_named_to_whom_it_is_asked_of_and_to_nobody_else(room: Sitting) -> None:
    naming = [who for who, sheet in letters(room).items() if any(SECRET in line for line in said(sheet))]
    assert naming == [f"đồng chí {GUEST}, Giám đốc Sở Nội vụ"]
    item = _item(room, SECRET)
    ACTS["item.revise"](by=room.world.secretary, item=item.pk, edit=item.edit, title=SECRET, public_title=PUBLIC)
    item.refresh_from_db()
    assert not any(PUBLIC in line for sheet in letters(room).values() for line in said(sheet))  # not approved yet
    ACTS["item.approve_public_title"](by=room.world.chair, item=item.pk, edit=item.edit, public_title=PUBLIC)
    made = letters(room)
    assert f"- 8 giờ 45: {PUBLIC};" in said(made["đồng chí Bí thư"])
    assert not any(PUBLIC in line for line in said(made["Ban cán sự đảng UBND tỉnh"]))


def test_a_letter_names_the_papers_that_its_reader_may_read(room: Sitting) -> None:
    _lay(room, "Tờ trình vùng", "Vùng công nghiệp động lực")
    _lay(room, "Hồ sơ mật", "Chỉ tiêu đất lúa", level="restricted")
    made = letters(room)
    assert "Tài liệu: Tờ trình vùng." in said(made["đồng chí Bí thư"])
    assert "Tài liệu: Tờ trình vùng." in said(made["Ban cán sự đảng UBND tỉnh"])
    assert not any("Tờ trình" in line for line in said(made["đồng chí Đỗ Thị Cúc, Giám đốc Sở Công Thương"]))
    assert not any("Hồ sơ mật" in line for sheet in made.values() for line in said(sheet))


def test_an_hour_is_said_as_long_as_every_item_before_says_its_length(room: Sitting) -> None:
    first = _item(room, "Vùng công nghiệp động lực")
    ACTS["item.revise"](by=room.world.secretary, item=first.pk, edit=first.edit, title=first.title, minutes=None)
    assert [row[:3] for row in rows(agenda(room))] == [
        ("1", "8 giờ", "Vùng công nghiệp động lực"),
        ("2", "", "Chỉ tiêu đất lúa"),
    ]
    assert any("Thời gian: 8 giờ," in line for line in said(letters(room)[f"đồng chí {GUEST}, Giám đốc Sở Nội vụ"]))


def test_what_was_taken_off_the_agenda_is_asked_to_no_more(room: Sitting) -> None:
    item = _item(room, SECRET)
    ACTS["item.withdraw"](by=room.world.secretary, item=item.pk, edit=item.edit, reason="Chưa đủ hồ sơ")
    assert f"đồng chí {GUEST}, Giám đốc Sở Nội vụ" not in letters(room)
    assert [row[1] for row in rows(agenda(room))] == ["8 giờ", "8 giờ 45"]


def test_the_agenda_handed_round_leaves_out_what_is_restricted_and_the_whole_one_has_it(room: Sitting) -> None:
    assert [row[2] for row in rows(agenda(room))] == ["Vùng công nghiệp động lực", "Chỉ tiêu đất lúa"]
    assert [row[1:3] for row in rows(agenda(room, whole=True))] == [
        ("8 giờ", "Vùng công nghiệp động lực"),
        ("8 giờ 45", SECRET),
        ("9 giờ 30", "Chỉ tiêu đất lúa"),
    ]
    reader = items_visible_to(room.world.reader).filter(meeting=room.meeting)
    assert SECRET not in str(agenda_sheet(room.now(), reader, whole=True))


def test_the_list_to_sign_has_members_as_the_body_is_listed_then_guests_and_no_guest_of_a_restricted_item(
    room: Sitting,
) -> None:
    room.answer("Ủy viên", "excused", reason="Đi công tác")
    assert rows(people(room)) == [
        ("THÀNH VIÊN",),
        ("1", "", "Bí thư", "", ""),
        ("2", "Trần Văn Sơn", "Phó Bí thư", "", ""),
        ("3", "Lê Thị An", "Trưởng ban", "", ""),
        ("4", "", "Ủy viên", "", "Xin vắng"),
        ("KHÁCH MỜI",),
        ("1", "", "Ban cán sự đảng UBND tỉnh", "", ""),
        ("2", "Đỗ Thị Cúc", "Giám đốc Sở Công Thương", "", ""),
    ]
    assert GUEST not in str(people(room))
    assert people(room).closing == "Danh sách có 6 người; có mặt ……… người."


def test_both_formats_say_the_same_words_in_the_same_bytes(room: Sitting) -> None:
    for sheet in (*letters(room).values(), agenda(room), people(room)):
        pdf, made = sheets_pdf([sheet]), docx.Document(io.BytesIO(sheet_docx(sheet)))
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(pdf))
        paragraphs = [each.text for each in made.paragraphs]
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        for words in (sheet.head, *sheet.about, *said(sheet)):
            assert words in text
            assert words in [" ".join(each.split()) for each in paragraphs]
        for words in (cell for row in (rows(sheet) if sheet.table else []) for cell in row):
            assert words in text
            assert words in cells
        assert (pdf, sheet_docx(sheet)) == (sheets_pdf([sheet]), sheet_docx(sheet))


def test_a_set_begins_each_letter_on_a_page_that_counts_as_its_first(room: Sitting) -> None:
    pages = PdfDocument(sheets_pdf(list(letters(room).values())))
    assert len(pages) == 7
    assert all(page.get_textpage().get_text_range().splitlines()[0] == "TỈNH ỦY HẢI DƯƠNG" for page in pages)


def test_a_letter_is_headed_and_closed_by_the_form_of_the_body(room: Sitting) -> None:
    party = letters(room)["đồng chí Bí thư"]
    assert (party.frame.number_line, party.frame.authority) == ("Số …-GM/TU", ("T/M Ban Thường vụ",))
    heading = {"superior": "", "name": "Ủy ban nhân dân tỉnh", "place": "Hải Dương", "code": "UBND"}
    said_of = heading | {"form": "state", "in_name_of": "Ủy ban nhân dân", "head": "Chủ tịch"}
    ACTS["letterhead.set"](by=room.world.secretary, organization=room.world.committee.pk, **said_of)
    state = letters(room)
    assert set(state) >= {"ông (bà) Trần Văn Sơn, Phó Bí thư", "Bí thư"}
    letter = state["Bí thư"]
    assert (letter.frame.number_line, letter.frame.recipients) == ("Số: …/GM-UBND", ("Như trên", "Lưu: VT"))
    assert letter.lines[-1].text.endswith("./.")
