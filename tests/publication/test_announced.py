"""A convened meeting and its public agenda are announced before it is held, and what changes then is told."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event
from tests.publication.pages.sample import bare
from tests.refused import refusing
from tests.world import World, make_world

from nghitrinh.bundle import open_bundle
from nghitrinh.bundle.schema import Correction, Item, Meeting, Tombstone
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.meetings import models

SECRET, INSIDE, TITLED = "Kỷ luật đồng chí A", "Việc nội bộ của văn phòng", "Công tác cán bộ"


@pytest.fixture
def world(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-03")
    return make_world()


def edit_of(meeting: models.Meeting) -> int:
    return int(models.Meeting.objects.get(pk=meeting.pk).edit)


def convened(world: World) -> models.Meeting:
    """Convene a meeting with a public item, one of which only the approved title is public, and two that are secret."""
    planned = world.plan_meeting()
    world.item(planned, "Quy hoạch vùng công nghiệp")
    world.item(planned, INSIDE, "internal")
    world.item(planned, SECRET, "restricted")
    titled = world.item(planned, f"{SECRET} (2)", "restricted")
    given = {"item": titled.pk, "edit": titled.edit, "public_title": TITLED}
    ACTS["item.approve_public_title"](by=world.chair, **given)
    by = world.secretary
    return ACTS["meeting.convene"](by=by, meeting=planned.pk, edit=edit_of(planned), series=world.series.pk)


def act(world: World, verb: str, meeting: models.Meeting, **given: Any) -> Any:
    return ACTS[verb](by=world.secretary, meeting=meeting.pk, edit=edit_of(meeting), **given)


def published(world: World) -> dict[str, bytes]:
    publish(by=world.secretary)
    pages = portal_root() / "current" / "pages"
    texts = (".html", ".ics", ".xml", ".atom")
    return {str(path.relative_to(pages)): path.read_bytes() for path in pages.rglob("*") if path.suffix in texts}


def rows(kind: type[Any]) -> list[Any]:
    bundle = open_bundle(portal_root())
    try:
        return list(bundle.rows(kind))
    finally:
        bundle.close()


def event(pages: dict[str, bytes]) -> Event:
    (found,) = Calendar.from_ical(pages["calendar.ics"]).walk("VEVENT")
    return found


def corrections() -> dict[str, tuple[str, str, str]]:
    return {row.field: (row.old, row.new, row.reason) for row in rows(Correction)}


def test_a_planned_meeting_is_announced_by_nobody(world: World) -> None:
    with refusing(WrongState, "not_now"):
        act(world, "meeting.release", world.plan_meeting())


def test_day_place_and_public_titles_are_announced_and_nothing_else(world: World) -> None:
    meeting = convened(world)
    act(world, "meeting.release", meeting)
    pages = published(world)
    assert {(row.title, row.closed) for row in rows(Item)} == {("Quy hoạch vùng công nghiệp", False), (TITLED, True)}
    # An item that is not named leaves no gap by which it could be counted.
    assert {row.title: row.position for row in rows(Item)} == {"Quy hoạch vùng công nghiệp": 1, TITLED: 2}
    assert [row.state for row in rows(Meeting)] == ["convened"]
    everything = b"".join(pages.values())
    assert not [word for word in (SECRET, INSIDE) if word.encode() in everything]
    page = pages[f"hoi-nghi/{meeting.pk}/index.html"].decode()
    assert "Sắp họp" in page
    assert "Chưa công bố kết luận" not in page
    home = pages["index.html"].decode()
    assert home.index("Sắp họp") < home.index(f"/hoi-nghi/{meeting.pk}/")
    assert (event(pages)["SEQUENCE"], event(pages)["STATUS"]) == (0, "CONFIRMED")


def test_another_day_another_title_and_an_item_taken_off_are_told_with_the_old_words(world: World) -> None:
    meeting = convened(world)
    act(world, "meeting.release", meeting)
    published(world)
    later = datetime(2021, 9, 17, 8, 30, tzinfo=ZONE)
    act(world, "meeting.reschedule", meeting, starts_at=later, place="Hội trường B", reason="Bão số 5")
    shown, hidden, _, titled = meeting.items.order_by("position")
    given = {"item": shown.pk, "edit": shown.edit, "title": "Quy hoạch vùng động lực", "reason": "Gọi cho đúng"}
    ACTS["item.revise"](by=world.secretary, **given)
    ACTS["item.revise"](by=world.secretary, item=hidden.pk, edit=hidden.edit, title=f"{INSIDE} (b)")
    ACTS["item.withdraw"](by=world.secretary, item=titled.pk, edit=titled.edit, reason="Chưa đủ hồ sơ")
    pages = published(world)
    assert corrections() == {
        "thời gian họp": ("10/9/2021, 14:00", "17/9/2021, 08:30", "Bão số 5"),
        "nơi họp": ("", "Hội trường B", "Bão số 5"),
        "nội dung 1": ("Quy hoạch vùng công nghiệp", "Quy hoạch vùng động lực", "Gọi cho đúng"),
        "rút khỏi chương trình": (TITLED, "", "Chưa đủ hồ sơ"),
    }
    page = bare(pages[f"hoi-nghi/{meeting.pk}/index.html"].decode())
    assert re.search(r"<del>(?:<span[^>]*>[^<]*</span>)?10/9/2021", page)  # a date is struck whole
    assert "Lý do: </p>" not in page
    assert INSIDE.encode() not in b"".join(pages.values())
    assert event(pages)["SEQUENCE"] == 3
    assert event(pages)["DTSTART"].dt == later
    assert rows(Meeting)[0].public_revision == 4


def test_who_chairs_instead_is_told_and_who_comes_beside_is_not(world: World) -> None:
    meeting = convened(world)
    act(world, "attendance.record", meeting, role="chair", post="Bí thư")
    act(world, "meeting.release", meeting)
    published(world)
    act(world, "attendance.record", meeting, role="excused", post="Bí thư", reason="Đi công tác")
    act(world, "attendance.record", meeting, role="chair", post="Phó Bí thư")
    published(world)
    assert corrections() == {"chủ trì": ("Bí thư", "", "Đi công tác")}


def test_a_cancelled_meeting_stays_at_its_address_with_the_reason(world: World) -> None:
    meeting = convened(world)
    act(world, "meeting.release", meeting)
    published(world)
    act(world, "meeting.cancel", meeting, reason="Bão số 5")
    pages = published(world)
    assert corrections() == {"tình trạng": ("đã triệu tập", "đã hủy", "Bão số 5")}
    assert "Đã hủy" in pages[f"hoi-nghi/{meeting.pk}/index.html"].decode()
    assert f"/hoi-nghi/{meeting.pk}/" not in pages["index.html"].decode()
    assert (event(pages)["SEQUENCE"], event(pages)["STATUS"]) == (1, "CANCELLED")


def test_what_was_put_on_the_agenda_later_is_released_with_the_meeting_again(world: World) -> None:
    meeting = convened(world)
    act(world, "meeting.release", meeting)
    published(world)
    world.item(meeting, "Chỉ tiêu đất đai")
    publish(by=world.secretary)
    assert "Chỉ tiêu đất đai" not in {row.title for row in rows(Item)}
    act(world, "meeting.release", meeting)
    publish(by=world.secretary)
    assert "Chỉ tiêu đất đai" in {row.title for row in rows(Item)}


def test_once_it_was_held_it_is_the_meeting_s_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = convened(world)
    act(world, "meeting.release", meeting)
    published(world)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-10")
    act(world, "meeting.open", meeting)
    act(world, "meeting.close", meeting)
    act(world, "meeting.release", meeting)
    page = published(world)[f"hoi-nghi/{meeting.pk}/index.html"].decode()
    assert "Sắp họp" not in page
    assert "Chưa công bố kết luận" in page
    assert corrections() == {}


def test_an_announced_meeting_is_withdrawn_with_its_agenda(world: World) -> None:
    meeting = convened(world)
    act(world, "meeting.release", meeting)
    published(world)
    ACTS["release.withdraw"](by=world.secretary, kind="meeting", id=meeting.pk, reason="Nhầm")
    pages = published(world)
    assert (rows(Meeting), rows(Item)) == ([], [])
    assert {row.subject_kind for row in rows(Tombstone)} == {"meeting", "item"}
    assert b"BEGIN:VEVENT" not in pages["calendar.ics"]
