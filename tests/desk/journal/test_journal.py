"""The journal as a page: in words, whichever meeting it is, and nothing cut without a sign."""

from collections.abc import Callable

from django.test import Client
from tests.record.instruments.chain import make_chain
from tests.record.tasks.given import task_of
from tests.world import World

from nghitrinh.record.articles import acts as articles
from nghitrinh.record.articles.models import Article

Sign = Callable[[str], Client]


def test_a_meeting_is_named_with_its_number(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    client = signed("secretary")
    for address in ("/nhat-ky/", f"/nhat-ky/meeting/{chain.meeting.pk}/"):
        page = client.get(address).content.decode()
        assert f'<a href="/hoi-nghi/{chain.meeting.pk}/">Hội nghị Ban Thường vụ lần thứ 1</a>' in page


def test_what_made_an_article_stale_is_said_in_words(signed: Sign, world: World) -> None:
    chain = make_chain(world)
    words = {"title": "Bài", "lead": "", "body": "Thân bài."}
    article = articles.draft(by=world.secretary, meeting=chain.meeting.pk, **words)
    chain.correct(reason="Ghi nhầm")
    now = Article.objects.get(pk=article.pk)
    articles.revise(by=world.secretary, article=now.pk, edit=now.edit, **words)
    page = signed("secretary").get(f"/nhat-ky/article/{article.pk}/").content.decode()
    assert ("Lý do phải soát lại: <del>" in page, "stale" in page) == (True, False)


def test_a_long_title_is_cut_between_words_with_a_sign(world: World) -> None:
    text = "Chỉ đạo các ngành và địa phương rà soát, hoàn thiện quy hoạch các khu, cụm công nghiệp đến năm 2030"
    label = task_of(world, text=text).label()
    assert label.endswith("…")
    assert text.startswith(label.removesuffix("…") + " ")
    assert len(label) <= 80


def test_lines_are_narrowed_by_noun_verb_and_organization(signed: Sign, world: World) -> None:
    item = world.item()
    client = signed("secretary")
    whole = client.get("/nhat-ky/").context["shown"].all
    assert {line.act for line in whole} >= {"item.add", "meeting.plan"}
    items = client.get("/nhat-ky/", {"loai": "item"})
    assert [line.act for line in items.context["shown"].all] == ["item.add"]
    assert [chip.value for chip in items.context["shown"].chips][:2] == ["", "item.add"]
    assert "?loai=item&amp;viec=item.revise" in items.content.decode()
    for verb, count in (("item.add", 1), ("item.revise", 0)):
        assert len(client.get("/nhat-ky/", {"loai": "item", "viec": verb}).context["shown"].all) == count
    ours = client.get("/nhat-ky/", {"co-quan": str(item.owner_id), "loai": "item"}).context["shown"]
    assert (len(ours.all), len(client.get("/nhat-ky/", {"co-quan": str(world.ministry.pk)}).context["shown"].all)) == (
        1,
        0,
    )
    assert [chip.words for chip in ours.bodies] == [world.committee.name]
