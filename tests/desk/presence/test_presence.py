"""A member answers from the first page in one press, the secretary sees who has not, and the room says who is there."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.record.presence.room import DAY, Sitting, adopt_rule, appoint, sitting, tie
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import Attendance, Meeting
from nghitrinh.record.presence.codes import code_at
from nghitrinh.record.presence.models import Answer, Heard

Sign = Callable[[str], Client]


@pytest.fixture
def room(world: World, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    """Return a convened meeting of three members, on its day in the evening; the first is the account `member`."""
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    evening = datetime.fromisoformat(f"{DAY}T18:00").replace(tzinfo=ZONE)
    monkeypatch.setattr(clock, "now", lambda: evening)
    return sitting(world, "Bí thư", "Ủy viên", "Trưởng ban")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_member_answers_from_the_first_page_in_one_press(signed: Sign, room: Sitting) -> None:
    member, asked = signed("member"), room.invitation("Bí thư")
    first = page(member, "/")
    assert "Giấy mời chờ anh chị trả lời" not in first  # it stands with its meeting, and there alone
    assert first.count(f"/giay-moi/{asked.pk}/du/") == 1
    assert f'action="/giay-moi/{asked.pk}/du/"' in first
    answer = member.post(f"/giay-moi/{asked.pk}/du/", {"edit": asked.edit}, follow=True)
    assert "Đã trả lời: sẽ dự" in answer.content.decode()
    assert (room.invitation("Bí thư").answer, room.invitation("Bí thư").heard) == (Answer.COMES, Heard.SELF)
    shown = page(member, "/")
    assert "Đã trả lời: sẽ dự." in shown
    assert f"/giay-moi/{asked.pk}/du/" not in shown


def test_what_waits_for_one_member_is_not_shown_to_another_with_the_same_role(
    signed: Sign, world: World, room: Sitting
) -> None:
    other = bodies.create_user(by=world.admin, username="khac", post="Ủy viên", password="một câu đủ dài")
    bodies.give_grant(by=world.admin, user=other.pk, organization=world.committee.pk, role="member")
    world.users["khac"] = other
    assert "Tôi sẽ dự" in page(signed("member"), "/")
    assert "Tôi sẽ dự" not in page(signed("khac"), "/")
    tie(world, other, room.posts["Ủy viên"])
    shown = page(signed("khac"), "/")
    assert str(room.invitation("Ủy viên").pk) in shown
    assert str(room.invitation("Bí thư").pk) not in shown


def test_an_excuse_wants_a_reason_and_keeps_what_was_typed(signed: Sign, room: Sitting) -> None:
    asked, member = room.invitation("Bí thư"), signed("member")
    address = f"/giay-moi/{asked.pk}/"
    assert "Cử người dự thay" not in page(member, address)  # no rule lets a member send somebody
    answer = member.post(address, {"edit": asked.edit, "answer": "excused", "reason": ""})
    assert "Xin vắng thì ghi lý do" in answer.content.decode()
    member.post(address, {"edit": asked.edit, "answer": "excused", "reason": "Đi công tác"})
    assert room.invitation("Bí thư").reason == "Đi công tác"


def test_the_secretary_sees_who_has_not_answered_and_notes_what_was_heard(signed: Sign, room: Sitting) -> None:
    secretary, asked = signed("secretary"), room.invitation("Ủy viên")
    first = page(secretary, "/")
    # One line a meeting, counted once, whatever the number of those who have not answered.
    assert "Hôm nay có 1 việc chờ anh chị" in first
    assert "; 3 giấy mời chưa trả lời" in first
    assert f'href="/hoi-nghi/{room.meeting.pk}/giay-moi/"' in first
    given = {"edit": asked.edit, "answer": "comes", "heard": "phone", "reason": ""}
    secretary.post(f"/giay-moi/{asked.pk}/", given)
    shown = page(secretary, f"/hoi-nghi/{room.meeting.pk}/giay-moi/")
    assert "Qua điện thoại" in shown
    room.step("meeting.reschedule", starts_at=f"{DAY}T20:00", place="")
    assert "Trả lời cho lịch cũ" in page(secretary, f"/hoi-nghi/{room.meeting.pk}/giay-moi/")


def test_the_secretary_reads_who_has_no_account_to_answer_by(signed: Sign, world: World, room: Sitting) -> None:
    """Two of three posts have none; nor has the council an officer, while the department has."""
    for each in (world.department, world.council):
        room.step("invitation.invite", organization=each.pk)
    secretary, address = signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/giay-moi/"
    assert page(secretary, address).count("Không có tài khoản") == 3
    assert page(secretary, "/").count("; 3 không có tài khoản: hỏi rồi ghi trả lời") == 1
    room.answer("Ủy viên", "comes")
    assert page(secretary, address).count("Không có tài khoản") == 2


def test_a_reader_reads_the_answers_and_gives_none(signed: Sign, room: Sitting) -> None:
    reader, asked = signed("reader"), room.invitation("Bí thư")
    assert "Bí thư" in page(reader, f"/hoi-nghi/{room.meeting.pk}/giay-moi/")
    for address in (f"/giay-moi/{asked.pk}/", f"/hoi-nghi/{room.meeting.pk}/man-hinh/"):
        assert reader.get(address).status_code == 404
    assert reader.post(f"/giay-moi/{asked.pk}/du/", {"edit": asked.edit}).status_code == 404
    assert signed("chair").post(f"/giay-moi/{asked.pk}/du/", {"edit": asked.edit}).status_code == 404


def test_a_body_answers_from_its_first_page_and_says_who_comes(signed: Sign, world: World, room: Sitting) -> None:
    asked = room.step("invitation.invite", organization=world.department.pk)
    officer = signed("officer")
    assert str(asked.pk) in page(officer, "/")
    said = {"edit": asked.edit, "answer": "comes", "sent_post": "Phó Bí thư", "sent_name": "Trần Văn Nam"}
    officer.post(f"/giay-moi/{asked.pk}/", said)
    assert "Trần Văn Nam" in page(signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/giay-moi/")


def test_the_room_says_nothing_of_enough_without_a_rule_and_says_when_it_is_lost(
    signed: Sign, world: World, room: Sitting
) -> None:
    address, secretary = f"/hoi-nghi/{room.meeting.pk}/co-mat/", signed("secretary")
    assert "Chưa khai mạc, chưa ghi ai có mặt." in page(secretary, address)
    room.step("meeting.open")
    first, _ = room.came("Bí thư"), room.came("Ủy viên")
    shown = page(secretary, address)
    assert "Có mặt 2 trên 3 thành viên." in shown
    assert "Cơ quan chưa khai quy chế làm việc" in shown
    adopt_rule(world)
    shown = page(secretary, address)
    assert "Có mặt 2 trên 3 thành viên: đủ số người họp." in shown
    assert 'data-need="cần 2"' in shown
    room.left(first, "09:00")
    shown = page(secretary, address)
    assert "không đủ số người họp" in shown
    assert "còn 1 người, không còn đủ số người họp." in shown


def test_arrivals_and_departures_are_one_press_and_corrected_with_a_reason(signed: Sign, room: Sitting) -> None:
    room.step("meeting.open")
    secretary, base = signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/co-mat/"
    secretary.post(f"{base}den/", {"membership": room.posts["Bí thư"].pk})
    came = Attendance.objects.get()
    secretary.post(f"{base}den/", {"attendance": came.pk})
    assert "Đã ghi có mặt rồi" in page(secretary, base)
    (stay,) = came.stays.all()
    address = f"/diem-danh/{came.pk}/gio/?khoang={stay.pk}"
    assert "8/10/2021 18:00" in page(secretary, address)
    given = {"edit": came.edit, "arrived_at": "8/10/2021 8:20", "left_at": "", "reason": "Ghi nhầm"}
    secretary.post(address, given)
    stay.refresh_from_db()
    assert stay.arrived_at is not None
    assert f"{stay.arrived_at.astimezone(ZONE):%H:%M}" == "08:20"
    secretary.post(f"/diem-danh/{came.pk}/ve/", {"edit": Attendance.objects.get().edit})
    stay.refresh_from_db()
    assert stay.left_at == clock.now()
    assert secretary.get(f"/diem-danh/{came.pk}/gio/?khoang={room.meeting.pk}").status_code == 404


def test_a_member_checks_in_with_the_code_on_the_screen(signed: Sign, room: Sitting) -> None:
    room.step("meeting.open")
    shown = signed("chair").get(f"/hoi-nghi/{room.meeting.pk}/man-hinh/")
    code = code_at(Meeting.objects.get(pk=room.meeting.pk), clock.now())
    assert f"{code[:3]} {code[3:]}" in shown.content.decode()
    assert "<svg" in shown.content.decode()
    assert shown["Refresh"] == "20"
    member, address = signed("member"), f"/hoi-nghi/{room.meeting.pk}/toi-co-mat/"
    assert address in page(member, f"/hoi-nghi/{room.meeting.pk}/co-mat/")
    assert "không phải mã" in member.post(address, {"code": "1"}).content.decode()
    assert code in page(member, f"{address}?ma={code}")
    member.post(address, {"code": code})
    assert Attendance.objects.get().post == "Bí thư"
    assert signed("secretary").get(address).status_code == 404  # holds no post there


def test_all_present_takes_the_answers_along(signed: Sign, world: World, room: Sitting) -> None:
    adopt_rule(world, substitute="votes")
    room.answer("Ủy viên", "excused", reason="Ốm")
    room.answer("Trưởng ban", "sends", sent_post="Phó Trưởng ban", sent_name="Trần Văn Nam")
    secretary, address = signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/diem-danh/"
    secretary.post(address, sent_of(page(secretary, address)) | {"all_present": "1"})
    came = {(each.post, each.role, each.absence) for each in Attendance.objects.all()}
    assert ("Bí thư", "chair", "") in came  # the head of the body
    assert ("Ủy viên", "excused", "Ốm") in came
    assert ("Trưởng ban", "excused", "") in came
    assert ("Phó Trưởng ban", "substitute", "") in came


def test_a_guest_who_said_they_come_is_on_the_list_and_those_of_one_post_have_their_names(
    signed: Sign, world: World, room: Sitting
) -> None:
    for name in ("Lê An", "Trần Bình"):
        person = bodies.register_person(by=world.admin, name=name)
        bodies.appoint(by=world.secretary, organization=world.committee.pk, post="Đại biểu", person=person.pk)
    asked = room.step("invitation.invite", organization=world.department.pk)
    said = {"invitation": asked.pk, "edit": asked.edit, "answer": "comes", "heard": "phone"}
    ACTS["invitation.note_answer"](by=world.secretary, **said)
    secretary, address = signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/diem-danh/"
    shown = page(secretary, address)
    choices = re.findall(
        r"<option[^>]*>([^<]*Đại biểu[^<]*)</option>",
        shown.split('name="guests-0-stands_for"')[1].split("</select>")[0],
    )
    assert len(choices) == len(set(choices)) == len(re.findall("Lê An|Trần Bình", " ".join(choices)))
    secretary.post(address, sent_of(shown) | {"all_present": "1"})
    came = Attendance.objects.get(organization=world.department.pk)
    assert (came.post, came.role) == (f"Đại diện {world.department.name}", "invited")
    assert len(re.findall(f"<label[^>]*>Đại diện {world.department.name}", page(secretary, address))) == 1


def test_members_left_out_are_invited_by_one_press_and_others_one_by_one(
    signed: Sign, world: World, room: Sitting
) -> None:
    appoint(world, "Ủy viên mới")
    secretary, base = signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/giay-moi/"
    now = Meeting.objects.get(pk=room.meeting.pk)
    secretary.post(f"{base}thanh-vien/", {"edit": now.edit})
    assert room.invitation("Ủy viên mới").answer == Answer.OPEN
    now = Meeting.objects.get(pk=room.meeting.pk)
    secretary.post(f"{base}moi/", {"edit": now.edit, "post": "Giám đốc Sở Công Thương", "name": "Trần Văn Nam"})
    assert room.invitation("Giám đốc Sở Công Thương").name == "Trần Văn Nam"
    assert "ghi-nham/invitation" in page(secretary, base)
