"""Withdrawing a document says before what vanishes with it, and marks what goes on telling of it."""

import re

from django.test import Client
from django.urls import reverse
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles.models import Article
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import leaving_with
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.tasks.models import Task


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
    ACTS["instrument.withdraw"](
        by=world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
    assert not any(map(is_live, leaving))
    assert len(leaving) == 3  # the notice, its decision, the task


def test_an_article_of_the_meeting_is_marked(world: World) -> None:
    chain = make_chain(world)
    notice = chain.released()
    words = {"title": "Bài", "lead": "Mở đầu.", "body": "Thân bài."}
    article = ACTS["article.draft"](by=world.secretary, meeting=chain.meeting.pk, **words)
    now = Instrument.objects.get(pk=notice.pk)
    ACTS["instrument.withdraw"](
        by=world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
    marked = Article.objects.get(pk=article.pk).stale_reason
    assert f"thu hồi {notice.symbol_number}: Ban hành nhầm" in marked


def _read(world: World, who: str, name: str, *args: object) -> str:
    client = Client()
    client.force_login(world.users[who])
    return client.get(reverse(name, args=args)).content.decode()


def test_a_decision_left_without_a_document_says_so_to_whoever_has_to_do_with_it(world: World) -> None:
    chain = make_chain(world)
    notice, task = chain.issued(), Task.objects.get()
    assert "không còn văn bản nào có hiệu lực nói kết luận" in _read(
        world, "secretary", "instruments.withdraw", notice.pk
    ), "the form says it before"
    before = [_read(world, "secretary", "today"), _read(world, "officer", "today")]
    ACTS["instrument.withdraw"](
        by=world.secretary, instrument=notice.pk, edit=notice.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
    decision = _read(world, "secretary", "decisions.decision", chain.decision.pk)
    assert "Văn bản đã thu hồi" in decision
    assert f"{notice.symbol_number} đã thu hồi" in decision
    assert "Đã ban hành" not in decision
    assert reverse("instruments.draft", args=[chain.meeting.pk]) in decision
    for who in ("secretary", "officer"):
        assert f"{notice.symbol_number} không còn hiệu lực" in _read(world, who, "tasks.task", task.pk)
    asked = ("Kết luận không còn văn bản nào có hiệu lực", "Việc mà văn bản giao đã thu hồi")
    for who, words, earlier in zip(("secretary", "officer"), asked, before, strict=True):
        assert words in _read(world, who, "today")
        assert words not in earlier


def test_a_new_notice_of_it_is_proposed_and_ends_it(world: World) -> None:
    chain = make_chain(world)
    notice = chain.issued()
    ACTS["instrument.withdraw"](
        by=world.secretary, instrument=notice.pk, edit=notice.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
    form = _read(world, "secretary", "instruments.draft", chain.meeting.pk)
    assert re.search(rf'value="{chain.decision.pk}"[^>]*checked', form)
    again = chain.issued()
    task = _read(world, "secretary", "tasks.task", Task.objects.get().pk)
    assert "không còn hiệu lực" not in task
    assert "không còn văn bản nào" not in _read(world, "secretary", "today")
    assert again.symbol_number in _read(world, "secretary", "decisions.decision", chain.decision.pk)
