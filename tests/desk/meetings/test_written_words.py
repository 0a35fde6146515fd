"""Nothing of a question in writing speaks of a room: its pages, lines and refusals, in every state."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html
from tests.crawling import leads_of
from tests.record.presence.room import DAY
from tests.record.voting.slips import OVER, Asked, slips
from tests.rooms import of_a_room
from tests.world import World

from nghitrinh.bundle.schema import Meeting as Row
from nghitrinh.desk.refusals import in_expected_words, in_words
from nghitrinh.publication.pages import words
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.meetings.form_words import WORDS
from nghitrinh.record.meetings.models import Meeting, MeetingState

Sign = Callable[[str], Client]
SHARED = ("/", "/lich/", "/nhat-ky/")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def said_in(page: str) -> list[str]:
    """Return the pieces of text of a page's own part that speak of a room, names for readers by ear among them."""
    (main,) = html.document_fromstring(page).xpath("//main")
    for each in main.xpath(".//nav[contains(@class, 'crumbs')] | .//*[@role='search']"):
        each.getparent().remove(each)
    texts = [*main.itertext(), *main.xpath(".//@aria-label | .//@title | .//@placeholder")]
    return [" ".join(each.split()) for each in texts if of_a_room(each)]


def found_on(client: Client, meeting: Meeting) -> dict[str, list[str]]:
    """Return what speaks of a room on the pages that lead from a meeting's own, and on those that show its lines."""
    begun = f"/hoi-nghi/{meeting.pk}/"
    seen, waiting, found = {begun, *SHARED}, [begun, *SHARED], {}
    while waiting:
        here = waiting.pop()
        answer = client.get(here, follow=True)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        page = answer.content.decode()
        if said := said_in(page):
            found[here] = said
        paths = {lead.address.partition("?")[0] for lead in leads_of(page, here) if not lead.sent}
        for path in sorted(paths - seen):
            if re.search(r"[0-9a-f]{8}-", path) and not path.startswith(("/quy-che/", "/co-quan/", "/nhat-ky/")):
                seen.add(path)
                waiting.append(path)
    assert len(seen) > len(SHARED) + 3
    return found


def made_in(world: World) -> Asked:
    made = slips(world)
    world.users |= {user.username: user for user in made.accounts.values()}
    return made


@pytest.mark.parametrize("state", ["planned", "prepared", "numbered", "open", "over", "closed", "cancelled"])
def test_no_page_of_a_question_in_writing_speaks_of_a_room(
    world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    made = made_in(world)
    if state in ("prepared", "numbered"):
        made.question()
    if state == "numbered":
        made.sitting.step("meeting.convene", series=world.series.pk)
    if state == "cancelled":
        made.sitting.step("meeting.cancel", reason="Chưa đủ hồ sơ")
    if state in ("open", "over", "closed"):
        vote = made.ask(series=world.series.pk, chair=made.sitting.posts["Bí thư"].pk)
        made.answer(vote, "Bí thư")
    if state in ("over", "closed"):
        monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    if state == "closed":
        made.close(vote)
        made.sitting.step("meeting.close")
    for name in ("secretary", "p1"):
        assert found_on(signed(name), made.sitting.now()) == {}


@pytest.mark.parametrize("act", ["meeting.close", "meeting.correct", "meeting.convene"])
def test_no_refusal_of_it_speaks_of_a_room(world: World, act: str) -> None:
    made = made_in(world)
    if act == "meeting.convene":
        made.ask()
    given: dict[str, Any] = {"reason": "Thử"} if act == "meeting.correct" else {}
    with pytest.raises(ActError) as caught:
        made.sitting.step(act, **given)
    error = caught.value
    said = [*map(in_words, error.each()), *map(in_expected_words, error.each())]
    assert said
    assert [each for each in said if of_a_room(each)] == []


def test_every_form_has_every_word_and_only_a_room_the_words_of_one() -> None:
    assert set(WORDS) == {"room", "written"}
    written = WORDS["written"]
    said = [str(value) for name, value in vars(written).items() if name != "verbs"] + [
        *map(str, written.verbs.values())
    ]
    assert [each for each in map(str, said) if of_a_room(each)] == []


@pytest.mark.parametrize("state", MeetingState.values)
def test_the_portal_says_no_state_of_it_as_of_a_room(state: str) -> None:
    row = Row(**dict.fromkeys(Row.__dataclass_fields__, "") | {"form": "written", "state": state})
    assert words.state_of(row)
    assert not of_a_room(words.state_of(row))
