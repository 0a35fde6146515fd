"""Whom a meeting asks is said before and after, with names; who cannot be asked here is named with what to do."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from tests.record.presence.room import DAY, Sitting, adopt_rule, appoint, sitting
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import Meeting

Sign = Callable[[str], Client]


def it_is(monkeypatch: pytest.MonkeyPatch, hour: str) -> None:
    """Let it be an hour of the meeting's day."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(f"{DAY}T{hour}").replace(tzinfo=ZONE))


@pytest.fixture
def room(world: World, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    it_is(monkeypatch, "18:00")
    return sitting(world, "Bí thư", "Ủy viên")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _restricted(room: Sitting) -> None:
    given = {"title": "Nhân sự", "level": "restricted", "presenter": room.world.department.pk}
    room.step("item.add", **given)


def test_who_presents_a_restricted_item_is_named_as_not_asked_with_what_to_do(signed: Sign, room: Sitting) -> None:
    address = f"/hoi-nghi/{room.meeting.pk}/giay-moi/"
    assert "không được mời qua đây" not in shown(signed("secretary"), address)
    _restricted(room)
    page = shown(signed("secretary"), address)
    assert "không được mời qua đây" in page
    assert room.world.department.name in page
    assert "không được mời qua đây" not in shown(signed("reader"), address)
    item = room.meeting.items.get(title="Nhân sự")
    room.step("invitation.invite", organization=room.world.department.pk, item=item.pk)
    assert "không được mời qua đây" not in shown(signed("secretary"), address)


def test_convening_says_before_whom_it_will_ask(signed: Sign, world: World) -> None:
    appoint(world, "Ủy viên Thường trực")
    meeting = world.plan_meeting()
    by = {"by": world.secretary}
    for level, title in (("internal", "Báo cáo"), ("restricted", "Nhân sự")):
        now = Meeting.objects.get(pk=meeting.pk)
        ACTS["item.add"](**by, meeting=now.pk, edit=now.edit, title=title, level=level, presenter=world.department.pk)
    page = shown(signed("secretary"), f"/hoi-nghi/{meeting.pk}/trieu-tap/")
    assert "Sẽ được mời ngay" in page
    assert "Ủy viên Thường trực" in page
    assert page.count(world.department.name) == 2  # asked for one item, named as not asked for the other


def test_inviting_says_whom_and_stays_on_the_invitations(signed: Sign, room: Sitting) -> None:
    secretary, address = signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/giay-moi/"
    assert "thanh-vien" not in shown(secretary, address)  # everybody is asked: nothing is offered that is refused
    appoint(room.world, "Ủy viên mới")
    assert "Còn chưa mời 1: Ủy viên mới." in shown(secretary, address)
    answer = secretary.post(f"{address}thanh-vien/", {"edit": room.now().edit}, follow=True)
    assert answer.request["PATH_INFO"] == address
    assert "Đã mời 1: Ủy viên mới." in answer.content.decode()
    given = {"edit": room.now().edit, "organization": room.world.department.pk}
    answer = secretary.post(f"{address}moi/", given, follow=True)
    assert f"Đã mời {room.world.department.name}." in answer.content.decode()


def test_an_invitation_says_its_hour_and_stands_on_the_part_of_the_body(signed: Sign, room: Sitting) -> None:
    asked = room.step("invitation.invite", organization=room.world.department.pk)
    officer = signed("officer")
    hour = f"{room.now().starts_at.astimezone(ZONE):%H:%M}"
    assert hour in shown(officer, "/").partition('id="next"')[2][:500]
    part = shown(officer, f"/hoi-nghi/{room.meeting.pk}/")
    assert "Giấy mời của anh chị" in part
    assert f"/giay-moi/{asked.pk}/" in part


def test_nobody_is_missing_before_the_meeting_is_opened(signed: Sign, world: World, room: Sitting) -> None:
    adopt_rule(world)
    secretary, address = signed("secretary"), f"/hoi-nghi/{room.meeting.pk}/co-mat/"
    page = shown(secretary, address)
    assert "Chưa khai mạc" in page
    assert "không đủ số người họp" not in page
    room.came("Bí thư")
    assert "không đủ số người họp" not in shown(secretary, address)
    room.step("meeting.open")
    assert "không đủ số người họp" in shown(secretary, address)


def test_opening_hours_before_is_asked_and_a_few_minutes_before_is_not(
    signed: Sign, room: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins = room.now().starts_at.astimezone(ZONE)
    chair, address = signed("chair"), f"/hoi-nghi/{room.meeting.pk}/khai-mac/"
    it_is(monkeypatch, f"{begins.hour - 3:02}:00")
    assert "Khai mạc trước giờ hẹn?" in shown(chair, address)
    chair.post(address, {"edit": room.now().edit})
    assert room.now().state == "convened"  # pressed where it was not asked yet: the question comes first
    it_is(monkeypatch, f"{begins.hour - 1:02}:50")
    chair.post(address, {"edit": room.now().edit})
    assert room.now().state == "open"


def test_closing_says_that_it_is_early(signed: Sign, room: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    begins = room.now().starts_at.astimezone(ZONE)
    chair, address = signed("chair"), f"/hoi-nghi/{room.meeting.pk}/ket-thuc/"
    it_is(monkeypatch, f"{begins.hour:02}:00")
    room.step("meeting.open")
    it_is(monkeypatch, f"{begins.hour:02}:04")
    assert "Mới khai mạc được 4 phút" in shown(chair, address)
    it_is(monkeypatch, f"{begins.hour + 2:02}:00")
    assert "Mới khai mạc được" not in shown(chair, address)
