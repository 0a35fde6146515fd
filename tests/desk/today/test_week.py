"""The week on the desk: by day, person and room, what clashes, and nothing of what one may not see."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument
from tests.desk.looking import cut_on, sign_in, violations
from tests.record.presence.room import DAY, Sitting, sitting
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import Meeting

Sign = Callable[[str], Client]
PICTURES = os.environ.get("NGHITRINH_PICTURES", "")
SECRET = "Hội nghị nhân sự"


@pytest.fixture
def room(world: World, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    """Return a convened meeting of two members on a Friday at 8."""
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    return sitting(world, "Bí thư", "Ủy viên")


def planned(world: World, name: str, hour: int, *, body: Any = None, place: str = "", level: str = "public") -> Meeting:
    at = datetime(2021, 10, 8, hour, 30, tzinfo=ZONE)
    owner = body or world.committee
    given = {"organization": owner.pk, "name": name, "starts_at": at, "place": place, "level": level}
    by = world.secretary if body is None else world.users["carol"]
    meeting: Meeting = ACTS["meeting.plan"](by=by, **given)
    return meeting


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/lich/tuan/2021/40/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_week_has_its_days_its_people_and_its_rooms(signed: Sign, world: World, room: Sitting) -> None:
    planned(world, "Giao ban", 14, place="Phòng 2")
    secretary = signed("secretary")
    days = page(secretary)
    assert "Tuần 40: 4/10/2021 – 10/10/2021" in days
    assert days.count("Không có lịch.") == 4
    assert "Trùng giờ" not in days
    people = page(signed("member"), "?theo=nguoi")
    assert people.index(">Bí thư<") < people.index(">Ủy viên<")  # one's own first
    rooms = page(secretary, "?theo=phong")
    assert rooms.index(">Phòng 2<") < rooms.index(">Chưa ghi nơi họp<")
    assert secretary.get("/lich/tuan/2021/60/").status_code == 404
    assert "Tuần 40" in secretary.get("/lich/tuan/").content.decode()


def test_what_wants_the_same_people_or_the_same_room_within_the_hour_is_said(
    signed: Sign, world: World, room: Sitting
) -> None:
    planned(world, "Giao ban", 8)
    assert "Trùng giờ" in page(signed("secretary"))
    assert "Trùng giờ" in page(signed("reader"))


def test_nothing_of_a_restricted_meeting_is_there_for_a_reader_or_on_paper(
    signed: Sign, world: World, room: Sitting
) -> None:
    planned(world, SECRET, 8, level="restricted")
    secretary, reader = signed("secretary"), signed("reader")
    assert SECRET in page(secretary)
    assert "Trùng giờ" in page(secretary)
    for query in ("", "?theo=nguoi", "?theo=phong"):
        shown = page(reader, query)
        assert SECRET not in shown
        assert "Trùng giờ" not in shown
    for kind in ("pdf", "docx"):
        assert secretary.get(f"/lich/tuan/2021-40.{kind}").status_code == 200
    pdf = PdfDocument(secretary.get("/lich/tuan/2021-40.pdf").content)
    assert len(pdf) == 1
    text = pdf[0].get_textpage().get_text_range()
    assert "Hội nghị" in text
    assert SECRET not in text


def engaged(room: Sitting, title: str, hour: int, *, level: str = "internal") -> None:
    """Put a visit of the first post's holder into the week."""
    given = {"organization": room.world.committee.pk, "title": title, "kind": "visit", "place": "Xã Tân Lập"}
    at, members = f"{DAY}T{hour:02}:30", [room.posts["Bí thư"].pk]
    ACTS["engagement.plan"](by=room.world.secretary, starts_at=at, members=members, level=level, **given)


def test_a_visit_stands_in_the_week_and_clashes_with_a_meeting_of_who_goes(
    signed: Sign, world: World, room: Sitting
) -> None:
    engaged(room, "Thăm cơ sở", 8)
    reader = signed("reader")
    assert "Thăm cơ sở" in page(reader)
    assert "08:30 Thăm cơ sở" in reader.get("/lich/2021/10/").content.decode()
    assert "Trùng giờ" in page(reader)
    assert ">Xã Tân Lập<" in page(reader, "?theo=phong")
    pdf = PdfDocument(reader.get("/lich/tuan/2021-40.pdf").content)
    assert "Thăm cơ sở" in pdf[0].get_textpage().get_text_range()


def test_of_a_restricted_visit_a_reader_does_not_even_see_that_somebody_is_busy(
    signed: Sign, world: World, room: Sitting
) -> None:
    engaged(room, SECRET, 8, level="restricted")
    assert "Trùng giờ" in page(signed("member"))
    assert SECRET not in signed("reader").get("/lich/2021/10/").content.decode()
    for query in ("", "?theo=nguoi", "?theo=phong"):
        shown = page(signed("reader"), query)
        assert SECRET not in shown
        assert "Trùng giờ" not in shown
        assert "Xã Tân Lập" not in shown
    pdf = PdfDocument(signed("secretary").get("/lich/tuan/2021-40.pdf").content)
    assert SECRET not in pdf[0].get_textpage().get_text_range()


def test_an_officer_sees_the_meetings_that_ask_their_body_and_prints_nothing(
    signed: Sign, world: World, room: Sitting
) -> None:
    officer = signed("officer")
    assert "Hội nghị lần thứ" not in page(officer)
    assert officer.get("/lich/tuan/2021-40.pdf").status_code == 404


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_it_can_be_read_on_a_desk_and_on_a_phone(
    browser: Browser, live_server: Any, home: World, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    sitting(home, "Bí thư", "Ủy viên")
    planned(home, "Giao ban", 8, place="Phòng họp số 2")
    tab = sign_in(browser.new_context(viewport={"width": width, "height": 900}), live_server.url, "secretary")
    tab.goto(f"{live_server.url}/lich/tuan/2021/40/")
    assert [*violations(tab), *cut_on(tab)] == []
    if PICTURES:
        tab.screenshot(path=Path(PICTURES) / f"week-{width}.png", full_page=True)
