"""Withdrawing a document says before what vanishes with it, and marks what goes on telling of it."""

from django.test import Client
from django.urls import reverse
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles.models import Article
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import leaving_with
from nghitrinh.record.publications.queries import is_live


def test_the_page_names_what_vanishes_and_that_the_reason_is_public(world: World) -> None:
    chain = make_chain(world)
    notice = chain.released()
    client = Client()
    client.force_login(world.secretary)
    page = client.get(reverse("instruments.withdraw", args=[notice.pk])).content.decode()
    for gone in (notice.symbol_number, chain.decision.title, "Chỉ đạo hoàn thiện quy hoạch"):
        assert gone in page
    assert "kèm lý do ghi ở đây" in page


def test_what_the_page_names_is_what_goes(world: World) -> None:
    chain = make_chain(world)
    notice = chain.released()
    leaving = leaving_with(notice)
    assert all(map(is_live, leaving))
    now = Instrument.objects.get(pk=notice.pk)
    ACTS["instrument.withdraw"](by=world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm")
    assert not any(map(is_live, leaving))
    assert len(leaving) == 3  # the notice, its decision, the task


def test_an_article_of_the_meeting_is_marked(world: World) -> None:
    chain = make_chain(world)
    notice = chain.released()
    words = {"title": "Bài", "lead": "Mở đầu.", "body": "Thân bài."}
    article = ACTS["article.draft"](by=world.secretary, meeting=chain.meeting.pk, **words)
    now = Instrument.objects.get(pk=notice.pk)
    ACTS["instrument.withdraw"](by=world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm")
    marked = Article.objects.get(pk=article.pk).stale_reason
    assert f"thu hồi {notice.symbol_number}: Ban hành nhầm" in marked
