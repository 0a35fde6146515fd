"""What those who follow a meeting are told: what each may see now, and of a restricted item nobody else a word."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.record.presence.room import DAY
from tests.record.voting.hall import Hall, hall
from tests.world import PASSWORD, World

from nghitrinh.desk.course.live import OVER, Follower, looks, tells
from nghitrinh.desk.serving.following import HOLD, Following, Said
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to
from nghitrinh.record.voting.models import Vote
from nghitrinh.record.voting.queries import votes_visible_to

Sign = Callable[[str], Client]
SECRET = ("Nhân sự kín", "Lời kín", "Phát biểu kín")


@pytest.fixture(autouse=True)
def hours(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Put the clock to a time of the day of the meeting, which a test moves on."""
    now = [datetime.fromisoformat(f"{DAY}T09:00").replace(tzinfo=ZONE)]
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


@pytest.fixture
def made(world: World) -> Hall:
    return hall(world)


def follower(made: Hall, signed: Sign, username: str, *, is_room: bool = False) -> Follower:
    """Let a user of the world sign in and follow the meeting."""
    client = signed(username)
    assert client.get("/").status_code == 200
    user = User.objects.get(username=username)
    session = str(client.session.session_key)
    return Follower(user.pk, session, made.sitting.meeting.pk, "vi", is_room)


def text(said: Said | None) -> str:
    assert said is not None
    return str(json.loads(said.text.decode().removeprefix("data: "))["parts"])


def begin_restricted(made: Hall) -> None:
    """Let a restricted item be heard, with a line, and somebody who speaks under a name that stands nowhere else."""
    item = made.world.item(made.sitting.now(), SECRET[0], level="restricted")
    guest = made.sitting.step("attendance.record", role="invited", post=SECRET[2])
    ACTS["item.begin"](by=made.world.chair, item=item.pk)
    ACTS["note.add"](by=made.world.chair, item=item.pk, text=SECRET[1])
    speech = ACTS["speech.ask_for"](by=made.world.chair, item=item.pk, attendance=guest.pk)
    ACTS["speech.call"](by=made.world.chair, speech=speech.pk)
    vote = ACTS["vote.prepare"](by=made.world.chair, item=item.pk, question=SECRET[0] + "?", form="named")
    ACTS["vote.open"](by=made.world.chair, vote=vote.pk, edit=vote.edit)


def test_of_a_restricted_item_reader_and_room_are_told_that_it_is_hidden(made: Hall, signed: Sign) -> None:
    reader, chair = follower(made, signed, "reader"), follower(made, signed, "chair")
    room, bob = follower(made, signed, "chair", is_room=True), follower(made, signed, "bob")
    begin_restricted(made)
    said = tells([reader, chair, room, bob])
    assert SECRET[0] in text(said[chair])
    assert SECRET[2] in text(said[chair])
    for each in (reader, room):
        assert "Nội dung kín" in text(said[each])
        assert not any(word in said[each].text.decode() for word in SECRET)  # type: ignore[union-attr]
    assert said[bob] is None


def test_all_of_the_same_roles_are_told_one_text(made: Hall, signed: Sign) -> None:
    other = bodies.create_user(by=made.world.admin, username="reader2", post="Người đọc", password=PASSWORD)
    bodies.give_grant(by=made.world.admin, user=other.pk, organization=made.world.committee.pk, role="reader")
    made.world.users["reader2"] = other
    mine, theirs = follower(made, signed, "reader"), follower(made, signed, "reader2")
    said = tells([mine, theirs, follower(made, signed, "member")])
    assert said[mine] is said[theirs]


def test_what_one_sees_of_a_meeting_follows_from_ones_roles_alone(world: World) -> None:
    """Only so may one drawing be for all of the same roles: with the same grants every query is the same."""
    for role in ("secretary", "chair", "member", "reader"):
        other = bodies.create_user(by=world.admin, username=f"khac-{role}", post="Khác", password=PASSWORD)
        bodies.give_grant(by=world.admin, user=other.pk, organization=world.committee.pk, role=role)
        for visible_to in (meetings_visible_to, items_visible_to, votes_visible_to):
            mine, theirs = (str(visible_to(user).query) for user in (world.users[role], other))  # type: ignore[operator]
            assert mine == theirs
            assert str(world.users[role].pk).replace("-", "") not in mine.replace("-", "")


@pytest.mark.parametrize("ends", ["role", "session", "account"])
def test_whose_role_session_or_account_ends_is_told_nothing_more(made: Hall, signed: Sign, ends: str) -> None:
    reader, world = follower(made, signed, "reader"), made.world
    assert tells([reader])[reader] is not None
    if ends == "role":
        grant = world.reader.grants.get()
        ACTS["grant.revoke"](by=world.admin, grant=grant.pk, reason="Chuyển công tác")
    elif ends == "session":
        Session.objects.filter(session_key=reader.session).delete()
    else:
        now = User.objects.get(pk=world.reader.pk)
        ACTS["user.disable"](by=world.admin, user=now.pk, edit=now.edit, reason="Nghỉ việc")
    assert tells([reader])[reader] is None


def test_one_looks_again_when_something_told_has_changed_and_else_not(
    made: Hall, signed: Sign, hours: list[datetime]
) -> None:
    reader = follower(made, signed, "reader")
    before = tells([reader])[reader]
    seen = looks()
    hours[0] += timedelta(minutes=5)
    world = made.world
    ACTS["register.open"](by=world.secretary, organization=world.committee.pk, symbol="TB/TU")
    assert looks() == seen
    ACTS["item.begin"](by=world.chair, item=made.item.pk)
    assert looks() != seen
    after = tells([reader])[reader]
    assert "Đang bàn: nội dung 1" in text(after)
    assert before is not None
    assert after is not None
    assert before.mark != after.mark
    hours[0] += timedelta(minutes=5)
    again = tells([reader])[reader]
    assert again is not None
    assert again.mark == after.mark  # a clock that goes on is no change


def test_a_meeting_that_is_over_says_so(made: Hall, signed: Sign) -> None:
    reader = follower(made, signed, "reader")
    made.sitting.step("meeting.close")
    assert tells([reader])[reader] is OVER


def vote_follower(made: Hall, signed: Sign, username: str, vote: Vote) -> Follower:
    """Let a user of the world have the page of a vote open."""
    there = follower(made, signed, username)
    return replace(there, vote=vote.pk)


def own(said: Said | None) -> Any:
    assert said is not None
    return json.loads(said.text.decode().removeprefix("data: "))["own"]


def test_the_page_of_a_vote_is_told_that_it_is_opened_how_many_voted_and_that_it_is_over(
    made: Hall, signed: Sign
) -> None:
    vote = made.prepare()
    reader = vote_follower(made, signed, "reader", vote)
    before = tells([reader])[reader]
    assert "Chưa mở biểu quyết." in text(before)
    seen = looks()
    made.step("open", vote)
    assert looks() != seen
    opened = tells([reader])[reader]
    assert "Đã biểu quyết 0 trên 5 người có mặt." in text(opened)
    assert own(opened) != own(before)  # the buttons of one's own stand there from now on
    seen = looks()
    made.cast(vote, "Trưởng ban", "opposes")
    assert looks() != seen
    voted = tells([reader])[reader]
    assert "Đã biểu quyết 1 trên 5 người có mặt." in text(voted)
    assert "Không tán thành" not in text(voted)
    assert own(voted) == own(opened), "somebody else's vote changes no button: nobody asks for their page again"
    made.leave("Giám đốc")
    assert own(tells([reader])[reader]) != own(voted)
    made.step("close", vote)
    assert tells([reader])[reader] is OVER


def test_a_clock_that_goes_on_changes_nothing_of_a_vote(made: Hall, signed: Sign, hours: list[datetime]) -> None:
    vote = made.opened()
    reader = vote_follower(made, signed, "reader", vote)
    before = tells([reader])[reader]
    hours[0] += timedelta(minutes=5)
    after = tells([reader])[reader]
    assert before is not None
    assert after is not None
    assert before.mark == after.mark


def test_of_a_restricted_vote_who_may_not_know_of_it_is_told_nothing(made: Hall, signed: Sign) -> None:
    begin_restricted(made)
    vote = Vote.objects.get()
    reader, chair, bob = (vote_follower(made, signed, name, vote) for name in ("reader", "chair", "bob"))
    said = tells([reader, chair, bob])
    assert (said[reader], said[bob]) == (None, None)
    assert "Đã biểu quyết 0 trên" in text(said[chair])
    address = f"/bieu-quyet/{vote.pk}/theo-doi/"
    extra: dict[str, Any] = {HOLD: lambda _following: True}
    assert signed("reader").get(address, **extra).status_code == 404
    assert signed("chair").get(address, **extra)["Content-Type"] == "text/event-stream"
    now = Vote.objects.get()
    ACTS["vote.cancel"](by=made.world.chair, vote=now.pk, edit=now.edit, reason="Hỏi lại")
    assert signed("chair").get(address, **extra).status_code == 204


def test_the_address_hands_the_connection_over_where_somebody_holds_it(made: Hall, signed: Sign) -> None:
    client, held = signed("reader"), list[Following]()
    address = f"/hoi-nghi/{made.sitting.meeting.pk}/theo-doi/"
    assert client.get(address).status_code == 204
    extra: dict[str, Any] = {HOLD: lambda following: held.append(following) or True}
    answer = client.get(address, **extra)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/event-stream")
    assert answer["X-Accel-Buffering"] == "no"
    assert b"".join(answer.streaming_content) == b"retry: 2000\n\n"
    about: Any = held[0].about
    assert (about.user, about.meeting, about.is_room) == (made.world.reader.pk, made.sitting.meeting.pk, False)
    assert client.get(address, **{HOLD: lambda _following: False}).status_code == 204  # type: ignore[arg-type]
    assert signed("bob").get(address, **extra).status_code == 404
