"""A secret in every noun under a restricted item; then all that minutes and the course show is searched, by role.

Text, PDF, DOCX of the minutes and of each version of them, the course afterwards, the room's screen and what those who
follow the meeting are told. Who is cleared finds every secret there that minutes tell: so the search is no empty one.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.desk.course.test_live import follower, text
from tests.desk.minutes.test_minutes import docx_text, pdf_text
from tests.record.decided import point
from tests.record.minutes.desk import Table
from tests.record.presence.room import DAY
from tests.record.voting.hall import Hall, hall
from tests.world import World

from nghitrinh.desk.course.live import tells
from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.minutes.models import Minutes

Sign = Callable[[str], Client]
MARK = "bimatso"
# What stands in the minutes for who is cleared; the rest is under the item, and stands in none of this.
IN_MINUTES = ("tieude", "dong", "hoi", "totrinh", "diem", "giao", "loi")


def planted(what: str) -> str:
    return f"{MARK}{what}"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


@pytest.fixture
def made(world: World) -> Hall:
    """A meeting at which a restricted item was heard, voted on and left; a vote on it is open still."""
    found = hall(world, public_votes="names")
    world.users |= {user.username: user for user in found.accounts.values()}
    now = found.sitting.now()
    item = world.item(now, planted("tieude"), level="restricted")
    paper = world.paper(item, planted("totrinh"))
    ACTS["paper.submit"](by=world.officer, paper=paper.pk, edit=paper.edit, body=planted("than"), reason=planted("ban"))
    ACTS["item.begin"](by=world.chair, item=item.pk)
    spoke = {"item": item.pk, "attendance": found.there["Giám đốc"].pk}
    ACTS["note.add"](by=world.chair, **spoke, text=planted("dong"))
    ACTS["note.add"](by=world.chair, item=item.pk, outcome="deferred", text=planted("hoan"))
    ACTS["speech.call"](by=world.chair, speech=ACTS["speech.ask_for"](by=world.chair, **spoke).pk)
    voted = _voted(found, item)
    ACTS["item.leave"](by=world.chair, item=item.pk)
    _concluded(found, item, voted)
    ACTS["item.begin"](by=world.chair, item=found.item.pk)
    return found


def _voted(made: Hall, item: AgendaItem) -> Any:
    """Close a vote on the item."""
    vote = ACTS["vote.prepare"](by=made.world.chair, item=item.pk, question=planted("hoi"), form="hands")
    made.step("open", vote, by=made.world.chair)
    made.step("count_hands", vote, tallies=[{"agreeing": 5, "opposing": 0}])
    made.step("close", vote)
    return vote


def _concluded(made: Hall, item: AgendaItem, vote: Any) -> None:
    (charge,) = point(made.world)["charges"]
    words = point(
        made.world, vote=vote.pk, text=planted("diem"), figures=[], charges=[charge | {"text": planted("giao")}]
    )
    by = made.world.secretary
    decision = ACTS["decision.draft"](by=by, item=item.pk, title=planted("ketluan"), points=[words])
    for verb, who in (("review", by), ("approve", made.world.chair)):
        decision = type(decision).objects.get(pk=decision.pk)
        ACTS[f"decision.{verb}"](by=who, decision=decision.pk, edit=decision.edit)


def _minutes(made: Hall, item: AgendaItem) -> Minutes:
    table = Table(made, item)
    drafted = table.draft()
    table.step("revise", drafted, parts=[{"item": item.pk, "text": planted("loi")}])
    now = made.sitting.now()
    ACTS["meeting.close"](by=made.world.secretary, meeting=now.pk, edit=now.edit)
    table.step("review", table.signers(drafted))
    return drafted


def _secret_item() -> AgendaItem:
    return AgendaItem.objects.get(title=planted("tieude"))


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    if address.endswith("/pdf/"):
        return pdf_text(answer.content)
    return docx_text(answer.content) if address.endswith("/docx/") else answer.content.decode()


@pytest.mark.parametrize("shown", ["", "tep/pdf/", "tep/docx/"])
def test_minutes_have_no_word_of_it_for_a_reader_and_every_word_for_who_is_cleared(
    signed: Sign, made: Hall, shown: str
) -> None:
    item = _secret_item()
    address = f"/bien-ban/{_minutes(made, item).pk}/{shown}"
    for username in ("secretary", "chair", "member", "m0"):
        read = _read(signed(username), address)
        assert [what for what in IN_MINUTES if planted(what) not in read] == [], username
    assert MARK not in _read(signed("reader"), address)
    for username in ("officer", "bob"):
        assert signed(username).get(address).status_code == 404
    assert Client().get(address).status_code in (302, 404)


def test_the_course_afterwards_has_no_word_of_it_for_a_reader(signed: Sign, made: Hall) -> None:
    _minutes(made, _secret_item())
    address = f"/hoi-nghi/{made.sitting.meeting.pk}/dang-hop/"
    for username in ("secretary", "member"):
        read = _read(signed(username), address)
        assert [what for what in ("tieude", "dong", "hoan", "hoi") if planted(what) not in read] == []
    assert MARK not in _read(signed("reader"), address)
    assert signed("officer").get(address).status_code == 404


def test_neither_a_reader_nor_the_room_is_told_of_a_vote_left_open_on_it(signed: Sign, made: Hall) -> None:
    item = made.world.item(made.sitting.now(), planted("khac"), level="restricted")
    vote = ACTS["vote.prepare"](by=made.world.chair, item=item.pk, question=planted("ngo"), form="named")
    made.step("open", vote, by=made.world.chair)
    reader, chair = follower(made, signed, "reader"), follower(made, signed, "chair")
    room, member = follower(made, signed, "chair", is_room=True), follower(made, signed, "member")
    said = tells([reader, chair, room, member])
    for each in (chair, member):
        assert planted("ngo") in text(said[each])
    for each in (reader, room):
        assert MARK not in text(said[each])
    meeting = made.sitting.meeting.pk
    assert MARK not in _read(signed("chair"), f"/hoi-nghi/{meeting}/man-hinh/")
    assert MARK not in _read(signed("reader"), f"/hoi-nghi/{meeting}/dang-hop/")
