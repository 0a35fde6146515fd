"""Search at the desk: titles and numbers, decisions and articles, of what one may see."""

import re
from collections.abc import Callable

from django.test import Client
from tests.record.decided import approved, drafted, kept, open_item, point
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.articles import acts as articles
from nghitrinh.record.decisions import acts as decisions

Sign = Callable[[str], Client]


def _found(client: Client, query: str) -> list[tuple[str, str]]:
    page = client.get("/tim/", {"q": query}).content.decode()
    hits = re.findall(r'<li><div><a href="([^"]+)">[^<]*</a>(?:<span class="sub">([^<]*)</span>)?', page)
    return [(address, excerpt) for address, excerpt in hits]


def test_finds_a_decision_by_its_points_and_says_where(signed: Sign, world: World) -> None:
    text = "Cơ bản nhất trí. Ưu tiên cảng cạn ở phía nam."
    decision = approved(world, points=[point(world, text=text, charges=[])])
    expected = [(f"/ket-luan/{decision.pk}/", "Ưu tiên cảng cạn ở phía nam.")]
    for who in ("secretary", "member", "reader"):
        assert _found(signed(who), "cang can") == expected
    for who in ("bob", "officer"):
        assert _found(signed(who), "cang can") == []


def test_what_is_restricted_is_found_by_nobody_else(signed: Sign, world: World) -> None:
    approved(world, open_item(world, level="restricted"), points=[point(world, text="Cảng cạn.", charges=[])])
    assert len(_found(signed("secretary"), "cảng cạn")) == 1
    assert _found(signed("reader"), "cảng cạn") == []


def test_an_older_text_is_not_found(signed: Sign, world: World) -> None:
    decision = drafted(world, points=[point(world, text="Ưu tiên cảng cạn.")])
    again = kept(decision, text="Ưu tiên kho lạnh.")
    decisions.revise(by=world.secretary, decision=decision.pk, edit=decision.edit, title=decision.title, points=[again])
    assert (_found(signed("secretary"), "cảng cạn"), len(_found(signed("secretary"), "kho lạnh"))) == ([], 1)


def test_finds_an_article_through_its_linked_words(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    words = {"title": "Bài", "lead": "", "body": "Mở đầu.\nVùng rộng [gần 5.000 ha]{F1} ở phía nam."}
    article = articles.draft(
        by=world.secretary, meeting=chain.meeting.pk, **words, links={"F1": ["figure", str(chain.decision.pk)]}
    )
    assert _found(signed("secretary"), "gan 5.000 ha o phia nam") == [
        (f"/bai-viet/{article.pk}/", "Vùng rộng gần 5.000 ha ở phía nam.")
    ]


def test_finds_a_meeting_by_its_number(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    assert _found(signed("secretary"), "hội nghị lần thứ 1") == [(f"/hoi-nghi/{chain.meeting.pk}/", "")]
