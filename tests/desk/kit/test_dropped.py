"""A draft is dropped with a reason, which its page says; what it stood for waits again."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.desk.sending import is_refused, sent_of
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.desk.kit.links import page_of
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.errors import WrongState

Sign = Callable[[str], Client]
DROPS = sorted(verb for verb in ACTS if verb.endswith(".drop"))


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
    assert "Dự thảo đã bỏ" in text
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
