"""Search at the desk: titles and numbers, decisions and articles, of what one may see."""

import re
from collections.abc import Callable

from django.test import Client
from tests.record.decided import approved, drafted, kept, open_item, point
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.articles import acts as articles
from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.kernel import guard
from nghitrinh.record.meetings.models import Meeting

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


def _page(client: Client, **asked: str) -> str:
    return client.get("/tim/", asked).content.decode()


def test_noun_state_body_and_period_narrow_together_and_stay_in_the_address(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    client = signed("secretary")
    both = re.findall(r'<li><div><a href="/([a-z-]+)/', _page(client, q="vùng"))
    assert set(both) >= {"noi-dung", "ket-luan"}
    only = _page(client, q="vùng", loai="decision")
    assert set(re.findall(r'<li><div><a href="/([a-z-]+)/', only)) == {"ket-luan"}
    assert "?q=v%C3%B9ng&amp;loai=decision&amp;trang-thai=draft" in only
    for name, value in (("q", "vùng"), ("tu", ""), ("den", ""), ("loai", "decision")):
        assert re.search(rf'<input[^>]* name="{name}" value="{value}"', only.partition("<main")[2]), name
    state = chain.decision.state
    assert len(_found(client, "vùng")) > len(re.findall("<li><div><a", _page(client, q="vùng", loai="decision"))) > 0
    asked = {"q": "vùng", "loai": "decision", "trang-thai": state, "co-quan": str(world.committee.pk)}
    day = chain.decision.item.meeting.day.isoformat()
    for more, expected in (({"tu": day, "den": day}, 1), ({"tu": "2030-01-01"}, 0), ({"den": "2020-01-01"}, 0)):
        assert len(re.findall("<li><div><a", _page(client, **asked, **more))) == expected, more
    assert len(re.findall("<li><div><a", _page(client, **asked | {"trang-thai": "draft"}))) == 0
    assert len(re.findall("<li><div><a", _page(client, **asked | {"co-quan": str(world.ministry.pk)}))) == 0


def test_nothing_is_listed_before_something_is_asked(signed: Sign, world: World) -> None:
    make_chain(world)
    page = _page(signed("secretary"))
    assert ("<li><div>" in page, "Không tìm thấy" in page, "0 dòng" in page) == (False, False, True)


def test_what_was_found_is_taken_along_as_a_file(signed: Sign, world: World) -> None:
    approved(world, points=[point(world, text="Một câu. Ưu tiên cảng cạn.", charges=[])])
    answer = signed("secretary").get("/tim/", {"q": "cang can", "dang": "csv"})
    header, row = b"".join(answer).decode("utf-8-sig").splitlines()
    assert header == "Loại,Tên,Đoạn có chữ,Cơ quan,Tình trạng,Mức phổ biến"
    assert row.startswith("Kết luận,")
    assert "Ưu tiên cảng cạn." in row
    sheet = signed("reader").get("/tim/", {"q": "cang can", "dang": "xlsx"})
    assert sheet.headers["Content-Type"].endswith("sheet")


def test_what_was_found_has_pages(signed: Sign, world: World) -> None:
    meeting = world.plan_meeting()
    for number in range(52):
        world.item(Meeting.objects.get(pk=meeting.pk), title=f"Cảng cạn {number}")
    client = signed("secretary")
    first, second = _page(client, q="cang can"), _page(client, q="cang can", trang="2")
    assert ("52 dòng" in first, len(re.findall("<li><div><a", first))) == (True, 50)
    assert (len(re.findall("<li><div><a", second)), "q=cang+can&amp;trang=1" in second) == (2, True)


def test_the_excerpt_and_the_title_of_a_stale_index_show_nothing_that_one_may_not_see(
    signed: Sign, world: World
) -> None:
    decision = approved(world, points=[point(world, text="Ưu tiên cảng cạn.", charges=[])])
    with guard.opened("test"):
        type(decision).objects.filter(pk=decision.pk).update(level="restricted")
    assert _found(signed("reader"), "cảng cạn") == []
    assert "0 dòng" in _page(signed("reader"), q="cảng cạn")
