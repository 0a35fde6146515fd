"""An article at the desk: nobody vouches for a text that the record contradicts, and one state says where it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.record.instruments.chain import Chain, approved, make_chain, points
from tests.world import World

from nghitrinh.desk.articles.first_draft import marked
from nghitrinh.publication import gate
from nghitrinh.record.articles import acts
from nghitrinh.record.articles.facts import ArticleFact, facts_of
from nghitrinh.record.articles.models import Article
from nghitrinh.record.kernel.errors import Contradiction

Sign = Callable[[str], Client]
TRUE, FALSE = "Rộng [từ 4.000 đến 5.000 ha]{figure}.", "Rộng [5.500 ha]{figure}."


@pytest.fixture
def chain(world: World, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """Return a chain on a day before the deadline of its charge."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    return make_chain(world)


def _draft(chain: Chain, body: str) -> Article:
    links = {fact.kind: list(fact.link) for fact in facts_of(chain.meeting)}
    words: dict[str, Any] = {"title": "Hội nghị bàn quy hoạch", "lead": "Mở đầu.", "body": body, "links": links}
    return acts.draft(by=chain.world.secretary, meeting=chain.meeting.pk, **words)


def _released(chain: Chain, body: str) -> Article:
    drafted = _draft(chain, body)
    handed = acts.submit(by=chain.world.secretary, article=drafted.pk, edit=drafted.edit)
    return gate.release(by=chain.world.secretary, article=handed.pk, edit=handed.edit)


def _now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def _page(client: Client, article: Article) -> str:
    return client.get(f"/bai-viet/{article.pk}/").content.decode()


def test_no_reason_makes_a_contradicted_article_true(signed: Sign, chain: Chain) -> None:
    article = _released(chain, TRUE)
    chain.correct(low="4200")
    client, address = signed("secretary"), f"/bai-viet/{article.pk}/van-dung/"
    assert address not in _page(client, article)
    page = client.post(address, {"edit": _now(article).edit, "reason": "Vẫn đúng"}, follow=True)
    assert "Bài còn nói khác hồ sơ" in page.content.decode()
    assert _now(article).stale_reason
    with pytest.raises(Contradiction):
        gate.confirm(by=chain.world.secretary, article=article.pk, edit=_now(article).edit, reason="Vẫn đúng")


def test_a_true_article_is_confirmed(signed: Sign, chain: Chain) -> None:
    article = _released(chain, "Thân bài.")
    chain.correct(low="4200")
    client, address = signed("secretary"), f"/bai-viet/{article.pk}/van-dung/"
    assert address in _page(client, article)
    client.post(address, {"edit": _now(article).edit, "reason": "Bài không nêu số"})
    assert _now(article).stale_reason == ""


def test_a_contradicted_draft_is_not_handed_over(signed: Sign, chain: Chain) -> None:
    client, article = signed("secretary"), _draft(chain, FALSE)
    page = _page(client, article)
    assert f'action="/bai-viet/{article.pk}/trinh/"' not in page
    assert 'aria-disabled="true" aria-describedby="mt"' in page
    client.post(f"/bai-viet/{article.pk}/trinh/", {"edit": article.edit})
    assert _now(article).state == "draft"
    true = _draft(chain, TRUE)
    client.post(f"/bai-viet/{true.pk}/trinh/", {"edit": true.edit})
    assert _now(true).state == "submitted"


def test_a_correction_has_a_way_out_of_numbers_that_nobody_has_seen(signed: Sign, chain: Chain) -> None:
    article, client = _released(chain, TRUE), signed("secretary")
    words = {"title": "Hội nghị bàn quy hoạch", "lead": "Mở đầu.", "reason": "Thêm số", "authority": "Văn phòng"}

    def corrected(body: str) -> Article:
        sent = {**words, "edit": _now(article).edit, "body": body}
        answer = client.post(f"/bai-viet/{article.pk}/dinh-chinh/", sent)
        assert answer.status_code == 302, answer.content.decode()
        return _now(article)

    now = corrected(f"Chi 97 đồng. {TRUE}")
    assert len(gate.check(now).unlinked) == 1
    seen = f"/bai-viet/{article.pk}/da-xem/"
    assert f'action="{seen}"' in _page(client, article)
    client.post(seen, {"edit": now.edit})
    now = _now(article)
    assert gate.check(now).passed
    version = now.versions.get(number=now.current)
    assert (version.reason, version.authority) == ("Thêm số", "Văn phòng")
    assert f'action="{seen}"' not in _page(client, article)
    assert gate.check(corrected(f"Chi 97 đồng, đúng vậy. {TRUE}")).passed, "a number that was seen stays seen"


def test_one_state_says_where_it_stands(signed: Sign, chain: Chain) -> None:
    client, article = signed("secretary"), _released(chain, TRUE)
    page = _page(client, article)
    assert ("Chờ phát hành" in page, "Đã đăng" in page, "công chúng đang đọc" in page) == (True, False, False)
    assert '<a class="xs" href="/phat-hanh/">' in page
    assert '<a class="xs" href="/phat-hanh/">' not in _page(signed("chair"), article)
    assert f"/bai-viet/{article.pk}/dang/" not in page, "this text is released"
    client.post("/phat-hanh/ra-cong/")
    page = _page(client, article)
    assert ("Chờ phát hành" in page, "công chúng đang đọc bản 1" in page) == (False, True)


def test_no_photo_is_no_photo_with_words(signed: Sign, chain: Chain) -> None:
    page = _page(signed("secretary"), _draft(chain, TRUE))
    assert ("Ảnh có mô tả" in page, "Bài không có ảnh" in page) == (False, True)


def test_a_notice_is_released_once(signed: Sign, chain: Chain) -> None:
    client, notice = signed("secretary"), chain.issued()
    address, button = f"/van-ban/{notice.pk}/", f'href="/cong-bo/instrument/{notice.pk}/"'
    assert button in client.get(address).content.decode()
    client.post(f"/cong-bo/instrument/{notice.pk}/", {"edit": notice.edit})
    page = client.get(address).content.decode()
    assert ("Chờ phát hành" in page, button in page) == (True, False)
    client.post("/phat-hanh/ra-cong/")
    page = client.get(address).content.decode()
    assert ("Đã công bố" in page, "Chờ phát hành" in page) == (True, False)


def test_an_article_begins_with_what_was_concluded_and_contradicts_nothing(signed: Sign, chain: Chain) -> None:
    client, address = signed("secretary"), f"/hoi-nghi/{chain.meeting.pk}/bai-viet/"
    form = client.get(address).context["form"]
    begun = {name: form[name].value() or "" for name in form.fields}
    assert begun["lead"].startswith("Ngày [")
    assert f"## {chain.decision.title}" in begun["body"]
    assert client.post(address, {name: value for name, value in begun.items() if value}).status_code == 302
    article = Article.objects.get()
    verdict = gate.check(article)
    assert (verdict.findings, verdict.unlinked) == ((), ())
    assert {kind for kind, _ in article.versions.get().links.values()} >= {"date", "organization"}


def test_what_decisions_name_is_linked_once_and_longer_names_first() -> None:
    facts = {
        "F1": ArticleFact(kind="organization", key="1", label="", value="UBND tỉnh", names=("UBND tỉnh",)),
        "F2": ArticleFact(kind="organization", key="2", label="", value="Ban cán sự đảng UBND tỉnh"),
        "F3": ArticleFact(kind="figure", key="3", label="", value="khoảng 4.000–5.000\N{NO-BREAK SPACE}ha"),
        "F4": ArticleFact(kind="outcome", key="4", label="", value="Thống nhất"),
    }
    text = "Thống nhất khoảng 4.000–5.000 ha; Ban cán sự đảng UBND tỉnh chỉ đạo UBND tỉnh; UBND tỉnh báo cáo."
    assert marked(text, facts).split("; ") == [
        "Thống nhất [khoảng 4.000–5.000 ha]{F3}",
        "[Ban cán sự đảng UBND tỉnh]{F2} chỉ đạo [UBND tỉnh]{F1}",
        "UBND tỉnh báo cáo.",
    ]


def test_the_first_draft_tells_figures_and_deadlines_and_the_gate_passes_it(signed: Sign, chain: Chain) -> None:
    """What a point leaves out of its sentence is told beside it; what it says itself is linked and not said again."""
    given = points(chain.world)[0]
    said = given | {"text": "Quy hoạch 4.000 đến 5.000 héc-ta.", "charges": []}
    due = given["charges"][0] | {"due_on": None, "due_text": "trong quý IV năm 2021"}
    approved(
        chain.world, chain.world.item(chain.meeting, "Khác"), "Kết luận khác", points=[said, given | {"charges": [due]}]
    )
    client = signed("secretary")
    form = client.get(f"/hoi-nghi/{chain.meeting.pk}/bai-viet/").context["form"]
    body, facts = form["body"].value(), facts_of(chain.meeting)
    for fact in facts:
        if fact.kind in ("figure", "deadline"):
            assert body.count(f"]{{{fact.code}}}") == 1, (fact.label, body)
    assert "Quy hoạch [4.000 đến 5.000 héc-ta]" in body
    assert "Diện tích vùng: [khoảng 4.000–5.000" in body
    assert ", hạn [1/10/2021]" in body
    assert ", hạn [trong quý IV năm 2021]" in body
    typed = sent_of(client.get(f"/hoi-nghi/{chain.meeting.pk}/bai-viet/").content.decode())
    assert client.post(f"/hoi-nghi/{chain.meeting.pk}/bai-viet/", typed).status_code == 302
    assert gate.check(Article.objects.get()).findings == ()
