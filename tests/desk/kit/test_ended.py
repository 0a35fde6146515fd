"""What was withdrawn, called off, dropped or sent back says on its page when and why, to everybody who may see it."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.desk.places import page_taken_in, paper_under
from tests.desk.sending import is_refused, sent_of
from tests.record.decided import drafted, open_item, reviewed
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.desk.kit.ended import reasoned
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.wording import day
from nghitrinh.publication import gate
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.nouns import NOUNS
from nghitrinh.record.tasks.models import Task

Sign = Callable[[str], Client]
REASONED = sorted({verb for row in NOUNS.values() for verb in reasoned(row.model)})
DROPS = [verb for verb in REASONED if verb.endswith(".drop") and verb != "rule.drop"]
WHY = "Ghi nhầm <nội dung>"


def _article(world: World, *, is_submitted: bool = False) -> Any:
    words = {"title": "Bài", "lead": "Mở đầu.", "body": "Thân bài."}
    made = ACTS["article.draft"](by=world.secretary, meeting=make_chain(world).meeting.pk, **words)
    return ACTS["article.submit"](by=world.secretary, article=made.pk, edit=made.edit) if is_submitted else made


def _checked(world: World) -> Instrument:
    made = make_chain(world).instrument()
    checked: Instrument = ACTS["instrument.check"](by=world.secretary, instrument=made.pk, edit=made.edit)
    return checked


def _round(world: World) -> Any:
    by, paper = world.secretary, paper_under(world, world.item(), "Lời.")
    held = ACTS["membership.appoint"](by=by, organization=world.committee.pk, post="Ủy viên")
    version = paper.versions.get().pk
    return ACTS["round.open"](by=by, version=version, question="Xin ý kiến", members=[held.pk], due_on=clock.today())


def _task(world: World) -> Task:
    make_chain(world).issued()
    return Task.objects.get()


def _rule(world: World) -> Any:
    given = {
        "title": "Quy chế",
        "starts_on": "2020-11-12",
        "provisions": [{"key": "quorum", "value": "> 1/2 in_office"}],
    }
    return ACTS["rule.draft"](by=world.secretary, organization=world.committee.pk, **given)


def _engagement(world: World) -> Any:
    post = {"organization": world.committee.pk, "post": "Phó Bí thư"}
    held = ACTS["membership.appoint"](by=world.secretary, **post)
    given = {"title": "Thăm cơ sở", "kind": "visit", "starts_at": "2021-10-05T09:00", "members": [held.pk]}
    return ACTS["engagement.plan"](by=world.secretary, organization=world.committee.pk, **given)


def _vote(world: World) -> Any:
    return ACTS["vote.prepare"](by=world.secretary, item=open_item(world).pk, question="Thông qua?", form="named")


def _minutes(world: World) -> Any:
    return ACTS["minutes.draft"](by=world.secretary, meeting=open_item(world).meeting_id)


def _reviewed_minutes(world: World) -> Any:
    minutes = _minutes(world)
    meeting = type(minutes.meeting).objects.get(pk=minutes.meeting_id)
    ACTS["meeting.close"](by=world.secretary, meeting=meeting.pk, edit=meeting.edit)
    return ACTS["minutes.review"](by=world.secretary, minutes=minutes.pk, edit=minutes.edit)


def _released(world: World) -> Any:
    made = _article(world, is_submitted=True)
    gate.release(by=world.secretary, article=made.pk, edit=made.edit)
    return type(made).objects.get(pk=made.pk)


MADE: dict[str, Callable[[World], Any]] = {
    "article.drop": _article,
    "article.send_back": lambda world: _article(world, is_submitted=True),
    "article.withdraw": _released,
    "decision.drop": drafted,
    "decision.send_back": reviewed,
    "engagement.cancel": _engagement,
    "instrument.drop": lambda world: make_chain(world).instrument(),
    "instrument.send_back": _checked,
    "instrument.withdraw": lambda world: make_chain(world).issued(),
    "intake.discard": page_taken_in,
    "item.withdraw": lambda world: world.item(),
    "meeting.cancel": lambda world: world.plan_meeting(),
    "minutes.drop": _minutes,
    "minutes.send_back": _reviewed_minutes,
    "paper.return": lambda world: paper_under(world, world.item(), "Lời."),
    "paper.withdraw": lambda world: paper_under(world, world.item(), "Lời."),
    "round.cancel": _round,
    "rule.drop": _rule,
    "task.cancel": _task,
    "vote.cancel": _vote,
}


@pytest.mark.parametrize("verb", REASONED)
def test_the_page_says_when_and_why_it_ended(signed: Sign, world: World, verb: str) -> None:
    noun = MADE[verb](world)
    given = {verb.partition(".")[0]: noun.pk, "edit": noun.edit, "reason": WHY}
    more = {"authority": "Chủ tịch"} if "authority" in ACTS[verb].required else {}
    ACTS[verb](by=world.secretary, **given, **more)
    for who in ("secretary",) if verb == "intake.discard" else ("secretary", "chair", "member"):
        page = unescape(signed(who).get(page_of(noun)).content.decode())
        assert WHY in page
        assert f"ngày {day(clock.today())}" in page


def draft_of(verb: str, chain: Chain) -> Owned:
    """Return a draft that a verb drops."""
    world, by = chain.world, chain.world.secretary
    if verb == "instrument.drop":
        return chain.instrument()
    if verb == "article.drop":
        words = {"title": "Bài", "lead": "Mở đầu.", "body": "Thân bài."}
        article: Owned = ACTS["article.draft"](by=by, meeting=chain.meeting.pk, **words)
        return article
    points = [{"outcome": "agreed", "text": "Thống nhất."}]
    item = world.item(chain.meeting, "Quy chế làm việc")
    decision: Owned = ACTS["decision.draft"](by=by, item=item.pk, title="Kết luận", points=points)
    return decision


@pytest.mark.parametrize("verb", DROPS)
def test_the_page_of_a_dropped_draft_says_why_and_offers_nothing(signed: Sign, world: World, verb: str) -> None:
    draft = draft_of(verb, make_chain(world))
    client, page = signed("secretary"), page_of(draft)
    assert f"{page}bo/" in client.get(page).content.decode()
    typed = sent_of(client.get(f"{page}bo/").content.decode())
    assert is_refused(client.post(f"{page}bo/", typed | {"reason": ""}))
    assert client.post(f"{page}bo/", typed | {"reason": "Soạn nhầm <nội dung>"}).status_code == 302
    answer = client.get(page)
    text = unescape(answer.content.decode())
    assert "ngày " in text
    assert "Soạn nhầm <nội dung>" in text
    assert answer.context["can"] == set()


def test_an_item_whose_draft_was_dropped_waits_for_a_decision_again(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    draft = draft_of("decision.drop", chain)
    assert isinstance(draft, Decision)
    item, client = draft.item, signed("secretary")
    new = f"/noi-dung/{item.pk}/ket-luan/"
    assert new not in client.get(f"/noi-dung/{item.pk}/").content.decode()
    ACTS["decision.drop"](by=world.secretary, decision=draft.pk, edit=draft.edit, reason="Nhầm nội dung")
    with pytest.raises(WrongState):
        ACTS["decision.review"](by=world.secretary, decision=draft.pk, edit=draft.edit + 1)
    assert new in client.get(f"/noi-dung/{item.pk}/").content.decode()
    assert new in client.get(f"/hoi-nghi/{chain.meeting.pk}/ket-qua/").content.decode()
    points = [{"outcome": "agreed", "text": "Thống nhất."}]
    ACTS["decision.draft"](by=world.secretary, item=item.pk, title="Kết luận", points=points)
    assert Decision.objects.filter(item=item).count() == 2
