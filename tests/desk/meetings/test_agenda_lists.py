"""Several items at once: pasted with a look before they are recorded, taken over, and put off to the next meeting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import errors_of, send, sent_of
from tests.record.decided import approved, open_item, point
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.queries import owing_decision, put_off_undecided
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import AgendaItem, Meeting

Sign = Callable[[str], Client]
LIST = """1. Thu ngân sách tháng 9 - BCSĐ
2) Quy hoạch vùng – giai đoạn 2\tBộ Tài nguyên và Môi trường

- Công tác cán bộ
Dự án A - B\tSở Không Có
"""


def _preview(client: Client, address: str, lines: str) -> Any:
    return client.post(address, sent_of(client.get(address).content.decode()) | {"lines": lines, "add": "lines"})


def _agenda(of: Meeting) -> list[tuple[str, str]]:
    return [(each.title, each.presenter.name if each.presenter else "") for each in of.items.order_by("position")]


def test_a_pasted_list_is_seen_before_it_is_recorded_all_or_none(signed: Sign, world: World) -> None:
    client, meeting = signed("secretary"), world.plan_meeting()
    address, lines = f"/hoi-nghi/{meeting.pk}/nhieu-noi-dung/", Journal.objects.count()
    seen = _preview(client, address, LIST)
    assert (seen.status_code, Journal.objects.count()) == (200, lines)
    typed = sent_of(seen.content.decode())
    assert [typed[f"items-{index}-title"].strip() for index in range(4)] == [
        "Thu ngân sách tháng 9",
        "Quy hoạch vùng – giai đoạn 2",
        "Công tác cán bộ",
        "Dự án A - B - Sở Không Có",
    ]
    assert (typed["items-0-presenter"], typed["items-1-presenter"]) == (
        str(world.department.pk),
        str(world.ministry.pk),
    )
    assert not typed["lines"].strip()
    wrong = client.post(address, typed | {"items-3-title": "x" * 501})
    assert "items-3-title" in errors_of(wrong.context["form"])
    assert not meeting.items.exists()
    del typed["items-2-take"]
    assert client.post(address, typed | {"items-0-minutes": "20"}).status_code == 302
    assert _agenda(meeting) == [
        ("Thu ngân sách tháng 9", world.department.name),
        ("Quy hoạch vùng – giai đoạn 2", world.ministry.name),
        ("Dự án A - B - Sở Không Có", ""),
    ]


def test_a_presenter_that_no_body_is_called_is_named_with_its_line_and_what_is_near(signed: Sign, world: World) -> None:
    client, meeting = signed("secretary"), world.plan_meeting()
    address = f"/hoi-nghi/{meeting.pk}/nhieu-noi-dung/"
    lines = "Thu ngân sách - BCSĐ\n\nQuy hoạch - Bộ Tài nguyên Môi trường\nNhân sự\tai đó\nVùng – giai đoạn 2"
    seen = _preview(client, address, lines)
    notes = [part.note for part in seen.context["form"].sets["items"]]
    assert (notes[0], notes[3]) == ("", "")
    assert "Dòng 3: “Bộ Tài nguyên Môi trường”" in notes[1]
    assert "có lẽ là Bộ Tài nguyên và Môi trường" in notes[1]
    assert "Dòng 4: “ai đó”" in notes[2]
    for words in (notes[1], notes[2]):
        assert words in seen.content.decode()
    typed = sent_of(seen.content.decode())
    again = client.post(address, typed | {"lines": "Thêm", "add": "lines"})
    assert notes[1] in again.content.decode()
    chosen = typed | {"items-1-presenter": str(world.ministry.pk), "add": "lines"}
    assert notes[1] not in client.post(address, chosen).content.decode()
    assert client.post(address, typed | {"items-1-presenter": str(world.ministry.pk)}).status_code == 302
    assert _agenda(meeting)[1:3] == [
        ("Quy hoạch - Bộ Tài nguyên Môi trường", world.ministry.name),
        ("Nhân sự - ai đó", ""),
    ]


@pytest.mark.parametrize("level", ["public", "internal", "restricted"])
def test_items_begin_at_the_level_of_their_meeting(signed: Sign, world: World, level: str) -> None:
    client, earlier = signed("secretary"), world.plan_meeting(day=5)
    for title, own in (("Chương trình", "public"), ("Nhân sự", "restricted")):
        world.item(earlier, title, own)
    meeting = world.plan_meeting("Hội nghị sau", level=level, day=20)
    address = f"/hoi-nghi/{meeting.pk}/"
    assert sent_of(client.get(f"{address}them-noi-dung/").content.decode())["level"] == level
    pasted = sent_of(_preview(client, f"{address}nhieu-noi-dung/", "Một\nHai").content.decode())
    assert [pasted[f"items-{index}-level"] for index in (0, 1)] == [level, level]
    taken = sent_of(client.get(f"{address}nhieu-noi-dung/?tu={earlier.pk}").content.decode())
    assert [taken[f"items-{index}-level"] for index in (0, 1)] == [level, "restricted"]


@pytest.mark.parametrize(("lines", "field"), [("Một nội dung", "lines"), ("", "__all__")])
def test_what_nobody_has_looked_at_is_not_recorded(signed: Sign, world: World, lines: str, field: str) -> None:
    client, meeting = signed("secretary"), world.plan_meeting()
    answer = send(client, f"/hoi-nghi/{meeting.pk}/nhieu-noi-dung/", lines=lines)
    assert errors_of(answer.context["form"]).keys() == {field}
    assert not meeting.items.exists()


def test_lines_for_which_there_is_no_room_stay_in_the_field(signed: Sign, world: World) -> None:
    address = f"/hoi-nghi/{world.plan_meeting().pk}/nhieu-noi-dung/"
    seen = _preview(signed("secretary"), address, "\n".join(f"Nội dung thứ {number}" for number in range(62)))
    assert sent_of(seen.content.decode())["lines"].strip() == "Nội dung thứ 60\nNội dung thứ 61"


def test_an_earlier_agenda_is_taken_over_as_new_items(signed: Sign, world: World) -> None:
    client = signed("secretary")
    earlier = world.plan_meeting(day=5)
    for title, level in (("Thông qua chương trình", "public"), ("Nhân sự", "restricted")):
        world.item(earlier, title, level)
    meeting = world.plan_meeting("Hội nghị sau", day=20)
    address = f"/hoi-nghi/{meeting.pk}/nhieu-noi-dung/"
    assert f"?tu={earlier.pk}" in client.get(address).content.decode()
    page = client.get(f"{address}?tu={earlier.pk}").content.decode()
    assert client.post(f"{address}?tu={earlier.pk}", sent_of(page)).status_code == 302
    found = meeting.items.order_by("position").values_list("title", "level", "continues")
    assert list(found) == [("Thông qua chương trình", "public", None), ("Nhân sự", "restricted", None)]


def _put_off(world: World) -> AgendaItem:
    """Conclude that an item is put off, and close its meeting."""
    item = open_item(world)
    approved(world, item, points=[point(world, outcome="deferred", text="Để lại kỳ sau.", charges=[], figures=[])])
    held = Meeting.objects.get(pk=item.meeting_id)
    ACTS["meeting.close"](by=world.secretary, meeting=held.pk, edit=held.edit)
    return AgendaItem.objects.get(pk=item.pk)


def test_an_item_that_was_put_off_is_proposed_to_the_next_meeting_and_led_to_both_ways(
    signed: Sign, world: World
) -> None:
    client, item = signed("secretary"), _put_off(world)
    meeting = world.plan_meeting("Hội nghị sau", day=25)
    at = f"/hoi-nghi/{meeting.pk}/"
    page = client.get(at).content.decode()
    assert "Để lại từ kỳ trước" in page
    assert f"/noi-dung/{item.pk}/" in page
    assert "Để lại từ kỳ trước" not in signed("member").get(at).content.decode()
    carry = f"{at}tu-ky-truoc/{item.pk}/"
    assert signed("chair").post(carry, {"edit": meeting.edit}).status_code == 404
    assert client.post(carry, {"edit": meeting.edit}).status_code == 302
    later = AgendaItem.objects.get(continues=item)
    assert (later.meeting, later.title, later.level) == (meeting, item.title, item.level)
    assert "Để lại từ kỳ trước" not in client.get(at).content.decode()
    for one, other in ((item, later), (later, item)):
        shown = client.get(f"/noi-dung/{one.pk}/").content.decode()
        assert "Qua các kỳ họp" in shown
        assert f'href="/noi-dung/{other.pk}/"' in shown
    meeting.refresh_from_db()
    assert client.post(carry, {"edit": meeting.edit}).status_code in (302, 409)
    assert AgendaItem.objects.filter(continues=item).count() == 1


def test_what_was_put_off_goes_on_when_the_agenda_is_taken_over_too(signed: Sign, world: World) -> None:
    client, item = signed("secretary"), _put_off(world)
    meeting = world.plan_meeting("Hội nghị sau", day=25)
    address = f"/hoi-nghi/{meeting.pk}/nhieu-noi-dung/?tu={item.meeting_id}"
    assert client.post(address, sent_of(client.get(address).content.decode())).status_code == 302
    assert meeting.items.get().continues == item


def _put_off_in_the_room(world: World) -> AgendaItem:
    """Let the chair put an item off in the room, where nobody writes a decision on it, and close its meeting."""
    item = open_item(world)
    paper = world.paper(item)
    ACTS["paper.submit"](by=world.officer, paper=paper.pk, edit=paper.edit, body="Nội dung tờ trình")
    ACTS["item.begin"](by=world.chair, item=item.pk)
    ACTS["note.add"](by=world.chair, item=item.pk, outcome="opinion_given")
    ACTS["note.add"](by=world.chair, item=item.pk, outcome="deferred")
    return item


def test_what_the_chair_put_off_owes_no_decision_and_is_said_as_put_off(signed: Sign, world: World) -> None:
    client, item = signed("secretary"), _put_off_in_the_room(world)
    held = Meeting.objects.get(pk=item.meeting_id)
    closing = client.get(f"/hoi-nghi/{held.pk}/ket-thuc/").content.decode()
    assert "1 nội dung để lại kỳ sau" in closing
    assert "nội dung chưa có kết luận" not in closing
    ACTS["meeting.close"](by=world.secretary, meeting=held.pk, edit=held.edit)
    assert "Hội nghị đã kết thúc, nội dung chưa có kết luận" not in client.get("/").content.decode()
    assert "để lại kỳ sau" in client.get(f"/hoi-nghi/{held.pk}/ket-qua/").content.decode()
    assert "Không cần kết luận ở hội nghị này" in client.get(f"/noi-dung/{item.pk}/").content.decode()


def test_the_chairs_last_word_holds(world: World) -> None:
    item = _put_off_in_the_room(world)
    items = AgendaItem.objects.filter(pk=item.pk)
    assert put_off_undecided(items).exists()
    assert not owing_decision(items).exists()
    ACTS["note.add"](by=world.chair, item=item.pk, outcome="agreed")
    assert not put_off_undecided(items).exists()
    assert owing_decision(items).exists()


def test_what_the_chair_put_off_goes_on_by_one_press_with_its_papers(signed: Sign, world: World) -> None:
    client, item = signed("secretary"), _put_off_in_the_room(world)
    held = Meeting.objects.get(pk=item.meeting_id)
    ACTS["meeting.close"](by=world.secretary, meeting=held.pk, edit=held.edit)
    meeting = world.plan_meeting("Hội nghị sau", day=25)
    at = f"/hoi-nghi/{meeting.pk}/"
    assert "Để lại từ kỳ trước" in client.get(at).content.decode()
    assert client.post(f"{at}tu-ky-truoc/{item.pk}/", {"edit": meeting.edit}).status_code == 302
    later = AgendaItem.objects.get(continues=item)
    papers = [list(each.consultations.values_list("paper", flat=True)) for each in (item, later)]
    assert papers[0] == papers[1] != []
    shown = client.get(f"/noi-dung/{item.pk}/").content.decode()
    assert "Đã đưa vào:" in shown
    assert f'href="/noi-dung/{later.pk}/"' in shown
    assert "Tờ trình quy hoạch" in client.get(f"/noi-dung/{later.pk}/").content.decode()


def test_a_paper_that_comes_along_is_as_strict_as_its_new_item(world: World) -> None:
    item = _put_off_in_the_room(world)
    held = Meeting.objects.get(pk=item.meeting_id)
    ACTS["meeting.close"](by=world.secretary, meeting=held.pk, edit=held.edit)
    meeting = world.plan_meeting("Hội nghị sau", day=25, level="restricted")
    given = {"title": item.title, "continues": item.pk}
    later = ACTS["item.add"](by=world.secretary, meeting=meeting.pk, edit=meeting.edit, **given)
    assert later.consultations.get().paper.level == "restricted"
