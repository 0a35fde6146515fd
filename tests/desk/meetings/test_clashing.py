"""Two meetings at one hour that want one body or one place: the form asks once, the page warns, nothing forbids it."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import Meeting

Sign = Callable[[str], Client]
WARNED = "Trùng giờ với hội nghị khác"
ASKED = "Giờ này đã có hội nghị khác"


def _plan(world: World, name: str, **given: Any) -> Meeting:
    said = {"organization": world.committee.pk, "starts_at": "2031-10-11T08:00", "place": "Phòng họp 1"} | given
    return Meeting.objects.get(pk=ACTS["meeting.plan"](by=world.secretary, name=name, **said).pk)


def _sent(client: Client, address: str, **typed: str) -> Any:
    form = sent_of(client.get(address).content.decode())
    return client.post(address, form | typed, follow=True)


def test_a_meeting_at_the_hour_of_another_is_planned_only_after_one_was_asked(signed: Sign, world: World) -> None:
    client, first = signed("secretary"), _plan(world, "Hội nghị thứ nhất")
    typed = {"name": "Hội nghị thứ hai", "starts_at": "11/10/2031 08:30", "place": "Phòng khác"}
    page = unescape(_sent(client, "/hoi-nghi/moi/", **typed).content.decode())
    assert ASKED in page
    assert "Hội nghị thứ nhất (Ban Thường vụ Tỉnh ủy), 11/10/2031, 08:00, Phòng họp 1" in page
    assert Meeting.objects.count() == 1
    answer = _sent(client, "/hoi-nghi/moi/", **typed, clash_seen="on")
    assert WARNED in answer.content.decode()
    assert f'href="/hoi-nghi/{first.pk}/"' in answer.content.decode()
    assert Meeting.objects.count() == 2
    assert WARNED in client.get(f"/hoi-nghi/{first.pk}/").content.decode()
    assert WARNED not in signed("member").get(f"/hoi-nghi/{first.pk}/").content.decode()


@pytest.mark.parametrize(
    ("given", "clashes"),
    [
        ({"starts_at": "2031-10-11T08:59"}, True),
        ({"starts_at": "2031-10-11T09:00"}, False),
        ({"starts_at": "2031-10-12T08:00"}, False),
        ({"place": ""}, True),  # one body cannot be in two places
        ({"form": "written", "place": ""}, False),
    ],
)
def test_what_wants_the_same_within_the_hour_is_said(
    signed: Sign,
    world: World,
    given: dict[str, str],
    clashes: bool,  # noqa: FBT001
) -> None:
    first = _plan(world, "Hội nghị thứ nhất")
    _plan(world, "Hội nghị thứ hai", **given)
    assert (WARNED in signed("secretary").get(f"/hoi-nghi/{first.pk}/").content.decode()) is clashes


def test_two_bodies_in_one_place_are_said_and_in_two_places_not(signed: Sign, world: World) -> None:
    ACTS["grant.give"](by=world.admin, user=world.secretary.pk, organization=world.council.pk, role="secretary")
    first = _plan(world, "Hội nghị thứ nhất")
    other = _plan(world, "Kỳ họp", organization=world.council.pk, place="phòng  họp 1")
    assert WARNED in signed("secretary").get(f"/hoi-nghi/{first.pk}/").content.decode()
    moved = {"starts_at": "2031-10-11T08:00", "place": "Hội trường", "edit": other.edit, "meeting": other.pk}
    ACTS["meeting.reschedule"](by=world.secretary, **moved)
    assert WARNED not in signed("secretary").get(f"/hoi-nghi/{first.pk}/").content.decode()


def test_a_meeting_that_is_moved_to_the_hour_of_another_asks_too(signed: Sign, world: World) -> None:
    client = signed("secretary")
    _plan(world, "Hội nghị thứ nhất")
    second = _plan(world, "Hội nghị thứ hai", starts_at="2031-10-12T08:00")
    address = f"/hoi-nghi/{second.pk}/doi-lich/"
    assert ASKED in _sent(client, address, starts_at="11/10/2031 08:00").content.decode()
    assert Meeting.objects.get(pk=second.pk).day.day == 12
    assert ASKED not in _sent(client, address, starts_at="11/10/2031 08:00", clash_seen="on").content.decode()
    assert Meeting.objects.get(pk=second.pk).day.day == 11
    assert ASKED not in _sent(client, address, name="Tên khác").content.decode(), "its page warned"
    assert ASKED in _sent(client, address, place="Phòng 3").content.decode()
