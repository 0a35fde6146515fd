"""Two who work on one thing: who saved and when, what changed since, and every field under its own heading."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.sending import is_refused, sent_of
from tests.record.decided import drafted, point
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.articles import acts as articles
from nghitrinh.record.articles.models import Article
from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.decisions.models import Decision

Sign = Callable[[str], Client]


@pytest.mark.parametrize(("today", "when"), [("", r"\d+:\d\d"), ("2031-01-01", r"\d+/\d+/\d{4}, \d+:\d\d")])
def test_a_conflict_keeps_the_points_apart_and_says_who_saved(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch, today: str, when: str
) -> None:
    decision = drafted(world, points=[point(world), point(world, text="Ý sau.", figures=[], charges=[])])
    address = f"/ket-luan/{decision.pk}/sua/"
    client = signed("secretary")
    typed = sent_of(client.get(address).content.decode())
    first, second = decision.versions.get().points.order_by("position")
    given = [
        kept_point(decision, str(first.key), "Lời của người kia."),
        {"key": second.key, "outcome": "noted", "text": "Ý sau của người kia.", "figures": [], "charges": []},
    ]
    decisions.revise(by=world.secretary, decision=decision.pk, edit=decision.edit, title=decision.title, points=given)
    if today:
        monkeypatch.setenv("NGHITRINH_TODAY", today)
    answer = client.post(address, typed | {"points-0-text": "Lời của tôi.", "points-1-text": "Ý sau của tôi."})
    page = answer.content.decode()
    assert is_refused(answer)
    assert re.search(rf"Chức vụ secretary \(secretary\) đã lưu lúc {when}\.", page)
    assert "ở bản" not in page
    headings = re.findall(r"<legend>(Ý[^<]*)</legend>", page)
    assert headings[:2] == ["Ý 1", "Ý 1, số liệu 1"]
    assert "Ý 2" in headings
    of_second = page.split("<legend>Ý 2</legend>")[1].split("</fieldset>")[0]
    assert ("Ý sau của người kia." in of_second, "Lời của người kia." in of_second) == (True, False)


def test_a_point_that_somebody_added_stands_beside_an_empty_one(signed: Sign, world: World) -> None:
    decision = drafted(world, points=[point(world)])
    client, address = signed("secretary"), f"/ket-luan/{decision.pk}/sua/"
    typed = sent_of(client.get(address).content.decode())
    key = str(decision.versions.get().points.get().key)
    figure = {"quantity": "Số xã", "low": 12, "high": 12}
    added = {"outcome": "noted", "text": "Ý thêm.", "figures": [figure], "charges": []}
    given = [kept_point(decision, key, "Lời của người kia."), added]
    decisions.revise(by=world.secretary, decision=decision.pk, edit=decision.edit, title=decision.title, points=given)
    answer = client.post(address, typed | {"points-0-text": "Lời của tôi."})
    page = answer.content.decode()
    assert is_refused(answer)
    of_added = page.split("<legend>Ý 2</legend>")[1].split("</fieldset>")[0]
    assert ("Ý thêm." in of_added, 'id="id_points-1-text"' in of_added) == (True, True)
    assert "Số xã" in page.split("<legend>Ý 2, số liệu 1</legend>")[1].split("</fieldset>")[0]
    both = sent_of(page) | {"points-1-text": "Ý thêm.", "points-1-outcome": "noted"}
    assert client.post(address, both).status_code == 302
    texts = decision.versions.order_by("-number")[0].points.values_list("text", flat=True)
    assert list(texts) == ["Lời của tôi.", "Ý thêm."]


def kept_point(decision: Decision, key: str, text: str) -> dict[str, object]:
    """Return a point with other words and its figures and charges left out."""
    return {"key": key, "outcome": "agreed_in_principle", "text": text, "figures": [], "charges": []}


def test_a_stale_button_says_what_changed_since(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    words = {"title": "Bài", "lead": "", "body": "Thân bài."}
    article = articles.draft(by=world.secretary, meeting=chain.meeting.pk, **words)
    articles.revise(by=world.secretary, article=article.pk, edit=article.edit, **words | {"body": "Thân bài khác."})
    client = signed("secretary")
    answer = client.post(f"/bai-viet/{article.pk}/trinh/", {"edit": article.edit})
    page = answer.content.decode()
    assert is_refused(answer)
    changed = page.split('aria-labelledby="tu"')[1].split("</section>")[0]
    assert "<b>Sửa bài viết</b>" in changed
    assert "Thân bài khác." in changed
    assert "Soạn bài viết" not in changed, "that was before the page was opened"
    assert "Chức vụ secretary (secretary) đã lưu lúc" in page
    assert Article.objects.get().state == "draft"


def test_an_act_about_another_thing_counts_too(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    article = articles.draft(by=world.secretary, meeting=chain.meeting.pk, title="Bài", lead="", body="Thân bài.")
    chain.correct(reason="Ghi nhầm")
    page = signed("secretary").post(f"/bai-viet/{article.pk}/trinh/", {"edit": article.edit}).content.decode()
    assert "Chức vụ chair (chair) đã lưu lúc" in page
    assert "<b>Đính chính kết luận</b>" in page
