"""Asking in writing on the desk: planned, sent, answered in one press, slips entered by two, ended with its result."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pypdfium2 as pdfium
import pytest
from django.test import Client
from tests.desk.sending import errors_of, is_refused
from tests.record.presence.room import DAY
from tests.record.voting.slips import LAST, OVER, Asked, slips
from tests.world import World

from nghitrinh.mail import calendars
from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.voting.models import Ballot, SlipEntry, Vote

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def made_in(world: World, **rule: Any) -> Asked:
    made = slips(world, **rule)
    world.users |= {user.username: user for user in made.accounts.values()}
    return made


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def send(client: Client, address: str, **given: Any) -> str:
    answer = client.post(address, given, follow=True)
    assert answer.status_code == 200, errors_of(answer)
    return answer.content.decode()


def test_from_the_plan_to_the_slips(signed: Sign, world: World) -> None:
    made_in(world)
    secretary = signed("secretary")
    assert 'href="/hoi-nghi/lay-y-kien/"' in page(secretary, "/hoi-nghi/")
    planned = {"organization": world.committee.pk, "name": "Lấy ý kiến về quy hoạch", "starts_at": "08/10/2021"}
    shown = send(secretary, "/hoi-nghi/lay-y-kien/", **planned, level="internal")
    meeting = Meeting.objects.get(name="Lấy ý kiến về quy hoạch")
    for words in ("Điểm danh", "Giấy mời", "Có mặt", "Nơi họp", "00:00", "Triệu tập,"):
        assert words not in shown.partition("<main")[2], words
    assert "Gửi phiếu lấy ý kiến" in shown
    cannot = page(secretary, f"/hoi-nghi/{meeting.pk}/gui-phieu/")
    assert "Chưa có câu hỏi để gửi phiếu" in cannot
    item = world.item(meeting, "Quy hoạch vùng")
    asked = {"question": "Đồng ý quy hoạch vùng?", "form": "written", "kind": "ordinary", "version": ""}
    sets = {"candidates-TOTAL_FORMS": "0", "candidates-INITIAL_FORMS": "0"}
    assert "Đã lưu câu hỏi" in send(secretary, f"/noi-dung/{item.pk}/bieu-quyet/", **asked, **sets)
    form = page(secretary, f"/hoi-nghi/{meeting.pk}/gui-phieu/")
    assert 'value="13/10/2021"' in form
    assert "Đồng ý quy hoạch vùng?" in form
    assert "5 người" in form
    edit = Meeting.objects.get(pk=meeting.pk).edit
    shown = send(
        secretary, f"/hoi-nghi/{meeting.pk}/gui-phieu/", edit=edit, answers_by="13/10/2021", chair="", series=""
    )
    assert "Đang lấy ý kiến" in shown
    assert "Đã trả lời 0/5 người" in shown


def test_a_member_answers_from_the_first_page_in_one_press_or_with_words(signed: Sign, world: World) -> None:
    made = made_in(world)
    vote = made.ask()
    first = page(signed("p1"), "/")
    assert "Phiếu lấy ý kiến chờ anh chị" in first
    assert "Trả lời đến hết ngày 13/10/2021" in first
    address = f"/bieu-quyet/{vote.pk}/y-kien/{made.sitting.posts['Phó Bí thư'].pk}/"
    assert f'action="{address}"' in first
    assert "Đã ghi: tán thành." in send(signed("p1"), address, option="agrees")
    assert "Phiếu lấy ý kiến chờ anh chị" not in page(signed("p1"), "/")
    words = f"/bieu-quyet/{vote.pk}/tra-loi/{made.sitting.posts['Trưởng ban'].pk}/"
    refused = signed("p2").post(words, {"option": "other", "text": ""})
    assert is_refused(refused)
    assert "Ý kiến khác thì phải ghi rõ là gì" in refused.content.decode()
    send(signed("p2"), words, option="other", text="Làm thí điểm trước")
    seen = page(signed("p3"), f"/bieu-quyet/{vote.pk}/")
    assert "Đã trả lời 2/5 người" in seen
    assert "Làm thí điểm trước" not in seen  # what others say is hidden until it is over


def test_the_last_day_stands_on_the_first_page_and_in_the_calendars(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_in(world)
    made.ask()
    assert "Hạn trả lời phiếu: Lấy ý kiến về chỉ thị" in page(signed("p1"), "/lich/2021/10/")
    monkeypatch.setenv("NGHITRINH_TODAY", LAST)
    assert "Hạn hôm nay" in page(signed("p1"), "/")
    (row,) = calendars.rows_of(made.accounts["Bí thư"], ahead=True)
    assert (row["title"], row["starts"]) == ("Hạn trả lời phiếu: Lấy ý kiến về chỉ thị", LAST)
    feed = calendars.feed_of(made.accounts["Bí thư"]).decode().replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{LAST.replace('-', '')}" in feed
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    assert calendars.rows_of(made.accounts["Bí thư"], ahead=True) == []


def test_after_the_last_day_the_secretary_sees_who_is_missing(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_in(world)
    vote = made.ask()
    made.answer(vote, "Bí thư")
    said = "Phiếu lấy ý kiến đã hết hạn, chờ kết thúc hoặc gia hạn"
    assert said not in page(signed("secretary"), "/")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    shown = page(signed("secretary"), "/")
    assert said in shown
    assert "Chưa trả lời: Phó Bí thư; Trưởng ban; Giám đốc; Chủ tịch" in shown
    assert said not in page(signed("p1"), "/")


def test_a_slip_that_two_read_otherwise_waits_for_both_and_for_the_secretary(signed: Sign, world: World) -> None:
    made, said = made_in(world), "Phiếu giấy hai người đọc khác nhau, phải đọc lại"
    vote = made.ask()
    made.read(vote, "Giám đốc", by=world.secretary)
    assert said not in page(signed("secretary"), "/")
    made.read(vote, "Giám đốc", "opposes", by=world.member)
    where = f"/bieu-quyet/{vote.pk}/phieu-giay/{made.sitting.posts['Giám đốc'].pk}/"
    for name in ("secretary", "member"):
        shown = page(signed(name), "/")
        assert said in shown
        assert where in shown
    assert said not in page(signed("p1"), "/")
    made.read(vote, "Giám đốc", "opposes", by=world.secretary)
    assert said not in page(signed("secretary"), "/")


def test_a_late_answer_is_refused_in_clear_words(signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_in(world)
    vote = made.ask()
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    assert "Phiếu lấy ý kiến chờ anh chị" not in page(signed("p1"), "/")
    address = f"/bieu-quyet/{vote.pk}/y-kien/{made.sitting.posts['Phó Bí thư'].pk}/"
    assert "Đã hết hạn trả lời phiếu, ngày 13/10/2021" in send(signed("p1"), address, option="agrees")
    assert not Ballot.objects.exists()


def test_two_people_enter_a_slip_blind_and_see_where_they_differ(signed: Sign, world: World) -> None:
    made = made_in(world)
    vote = made.ask()
    address = f"/bieu-quyet/{vote.pk}/phieu-giay/{made.sitting.posts['Giám đốc'].pk}/"
    shown = send(signed("secretary"), address, option="agrees", text="Nên làm sớm", received_on=DAY)
    assert "Người thứ hai nhập lại phiếu này" in shown
    for where in (address, f"/bieu-quyet/{vote.pk}/"):
        assert "Nên làm sớm" not in page(signed("member"), where)
    shown = send(signed("member"), address, option="opposes", text="Nên làm sớm", received_on=DAY)
    assert "hai lần nhập khác nhau" in shown
    for name in ("secretary", "member"):
        shown = page(signed(name), address)
        assert "đọc: Tán thành" in shown
        assert "đọc: Không tán thành" in shown
    assert "đọc:" not in page(signed("p1"), f"/bieu-quyet/{vote.pk}/")  # whoever reads neither learns nothing of it
    shown = send(signed("member"), address, option="agrees", text="nên làm sớm.", received_on=DAY)
    assert "Hai lần nhập khớp nhau" in shown
    assert (Ballot.objects.get().option, SlipEntry.objects.count()) == ("agrees", 2)


def test_it_ends_with_a_result_and_is_concluded_on_it(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, secretary = made_in(world, silence="agrees"), signed("secretary")
    vote = made.ask()
    meeting = made.sitting.meeting
    made.answer(vote, "Bí thư")
    made.answer(vote, "Phó Bí thư", "opposes", text="Chưa đủ vốn")
    close = f"/hoi-nghi/{meeting.pk}/ket-thuc-lay-y-kien/"
    refused = secretary.post(close, {"edit": made.sitting.now().edit})
    assert "Còn 3 người chưa trả lời, mà chưa hết hạn ngày 13/10/2021" in refused.content.decode()
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    assert "Đã hết hạn trả lời, chờ kết thúc" in page(secretary, f"/hoi-nghi/{meeting.pk}/")
    assert "3 người chưa trả lời hết" in page(secretary, close)
    shown = send(secretary, close, edit=made.sitting.now().edit)
    assert Meeting.objects.get(pk=meeting.pk).state == "closed"
    shown = page(secretary, f"/bieu-quyet/{vote.pk}/")
    assert "4/5 tán thành, cần 3" in shown
    assert "3 không trả lời, theo quy chế coi là đồng ý" in shown
    assert "Chưa đủ vốn" in shown
    assert "Không trả lời, coi là đồng ý" in shown
    assert "4/5 tán thành, cần 3" in page(secretary, f"/hoi-nghi/{meeting.pk}/bieu-quyet/")
    assert "Đã lấy ý kiến xong" in page(secretary, f"/hoi-nghi/{meeting.pk}/")


def test_more_time_is_given_with_a_reason(signed: Sign, world: World) -> None:
    made, secretary = made_in(world), signed("secretary")
    made.ask()
    address = f"/hoi-nghi/{made.sitting.meeting.pk}/gia-han-phieu/"
    early = secretary.post(address, {"edit": made.sitting.now().edit, "answers_by": LAST, "reason": "Thêm"})
    assert is_refused(early)
    shown = send(
        secretary, address, edit=made.sitting.now().edit, answers_by="20/10/2021", reason="Nhiều người đi vắng"
    )
    assert "trả lời đến hết ngày 20/10/2021" in shown


def test_a_restricted_question_is_for_those_who_may_see_it(signed: Sign, world: World) -> None:
    made = made_in(world, level="restricted")
    vote = made.ask()
    assert vote.level == "restricted"
    assert signed("reader").get(f"/bieu-quyet/{vote.pk}/").status_code == 404
    assert "Đồng ý ban hành chỉ thị?" in page(signed("p1"), "/")


def test_a_planned_one_takes_another_day_and_no_place(signed: Sign, world: World) -> None:
    made, secretary = made_in(world), signed("secretary")
    address = f"/hoi-nghi/{made.sitting.meeting.pk}/doi-lich/"
    assert "Nơi họp" not in page(secretary, address)
    given = {"name": "Lấy ý kiến khác", "starts_at": "11/10/2021", "answers_by": "", "papers_by": ""}
    send(secretary, address, edit=made.sitting.now().edit, **given)
    assert made.sitting.now().day.isoformat() == "2021-10-11"


def test_one_that_meets_is_not_asked_in_writing(signed: Sign, world: World) -> None:
    made_in(world)
    meeting = world.plan_meeting()
    assert "họp trực tiếp, không gửi phiếu" in page(signed("secretary"), f"/hoi-nghi/{meeting.pk}/gui-phieu/")
    assert set(ACTS) >= {"meeting.ask", "meeting.extend", "slip.enter"}
    assert not Vote.objects.exists()


def test_slips_are_printed_for_each_member_with_boxes(signed: Sign, world: World) -> None:
    made = made_in(world)
    made.ask()
    pdf = signed("secretary").get(f"/hoi-nghi/{made.sitting.meeting.pk}/phieu-lay-y-kien.pdf").content
    assert len(pdfium.PdfDocument(pdf)) == 5
    file = signed("secretary").get(f"/hoi-nghi/{made.sitting.meeting.pk}/phieu-lay-y-kien.docx").content
    words = [each.text for each in docx.Document(io.BytesIO(file)).paragraphs]
    assert sum(each.startswith("Kính gửi:") for each in words) == 5
    assert "Kính gửi: Trưởng ban." in words
    assert "1. Đồng ý ban hành chỉ thị?" in words
    assert "☐ Tán thành      ☐ Không tán thành      ☐ Ý kiến khác" in words


def test_the_report_is_laid_before_the_next_sitting_in_one_press(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, secretary = made_in(world), signed("secretary")
    vote = made.ask()
    made.answer(vote, "Bí thư")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    made.sitting.step("meeting.close")
    votes = f"/hoi-nghi/{made.sitting.meeting.pk}/bieu-quyet/"
    assert "Chưa hẹn hội nghị nào để báo cáo." in page(secretary, votes)
    world.plan_meeting("Hội nghị tháng sau", day=20)
    assert "Đưa vào Hội nghị tháng sau" in page(secretary, votes)
    address = f"/hoi-nghi/{made.sitting.meeting.pk}/bao-cao-ket-qua-0/"
    assert "Đã đưa báo cáo vào chương trình Hội nghị tháng sau." in send(secretary, address)
    paper = Paper.objects.get()
    assert sorted(each.name.rpartition(".")[2] for each in paper.versions.get().files.all()) == ["docx", "pdf"]
    assert "Đã đưa vào chương trình:" in page(secretary, votes)
    assert signed("p1").get(f"/hoi-nghi/{made.sitting.meeting.pk}/ket-qua-lay-y-kien-0.pdf").status_code == 200
    assert signed("officer").get(f"/hoi-nghi/{made.sitting.meeting.pk}/ket-qua-lay-y-kien-0.pdf").status_code == 404
