"""Articles: immutable texts, links to facts, release under a verdict, staleness and withdrawal."""

from typing import Any

import pytest
from tests.record.instruments.chain import Chain, approved
from tests.refused import refusing

from nghitrinh.record.articles import acts
from nghitrinh.record.articles.facts import ROLES, facts_digest, facts_of
from nghitrinh.record.articles.models import Article, ArticleRevision
from nghitrinh.record.articles.queries import articles_visible_to
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.decisions.models import Charge
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.tasks.acts.assigning import assign
from nghitrinh.record.tasks.acts.work import extend
from nghitrinh.vietnamese import format_date

WORDS: dict[str, Any] = {"title": "Hội nghị bàn quy hoạch", "lead": "Mở đầu.", "body": "Thân bài."}


def _draft(chain: Chain, **given: Any) -> Article:
    return acts.draft(by=chain.world.secretary, meeting=chain.meeting.pk, **(WORDS | given))


def _submitted(chain: Chain, **given: Any) -> Article:
    drafted = _draft(chain, **given)
    return acts.submit(by=chain.world.secretary, article=drafted.pk, edit=drafted.edit)


def _verdict(article: Article) -> dict[str, Any]:
    return {"article_revision": article.current, "facts_digest": facts_digest(article.meeting)}


def _released(chain: Chain, **given: Any) -> Article:
    found = _submitted(chain, **given)
    return acts.release(by=chain.world.secretary, article=found.pk, edit=found.edit, verdict=_verdict(found))


def _now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def _figure_link(chain: Chain) -> list[str]:
    return next(list(fact.link) for fact in facts_of(chain.meeting) if fact.kind == "figure")


def test_revisions_are_kept(chain: Chain) -> None:
    drafted = _draft(chain)
    acts.revise(by=chain.world.secretary, article=drafted.pk, edit=drafted.edit, **(WORDS | {"body": "Mới."}))
    assert [each.body for each in ArticleRevision.objects.order_by("number")] == ["Thân bài.", "Mới."]
    assert journal.verify() == []


def test_two_writers_see_both_texts(chain: Chain) -> None:
    drafted = _draft(chain)
    acts.revise(by=chain.world.secretary, article=drafted.pk, edit=drafted.edit, **(WORDS | {"body": "Của họ"}))
    with pytest.raises(Stale) as refused:
        acts.revise(by=chain.world.secretary, article=drafted.pk, edit=drafted.edit, **(WORDS | {"body": "Của tôi"}))
    assert ("Của họ" in refused.value.theirs, "Của tôi" in refused.value.yours) == (True, True)


def test_a_release_takes_article_meeting_and_agenda(chain: Chain) -> None:
    released = _released(chain)
    assert (released.state, released.released) == ("released", 1)
    kinds = Publication.objects.order_by("subject_kind").values_list("subject_kind", flat=True)
    assert list(kinds) == ["agendaitem", "article", "meeting"]
    assert journal.verify() == []


def test_a_verdict_about_another_text_or_other_facts_is_refused(chain: Chain) -> None:
    submitted = _submitted(chain)
    old = _verdict(submitted)
    with pytest.raises(Contradiction) as refused:
        acts.release(
            by=chain.world.secretary,
            article=submitted.pk,
            edit=submitted.edit,
            verdict=old | {"article_revision": 7},
        )
    assert refused.value.field == "verdict.article_revision"
    chain.correct()
    with pytest.raises(Contradiction) as refused:
        acts.release(by=chain.world.secretary, article=submitted.pk, edit=_now(submitted).edit, verdict=old)
    assert refused.value.field == "verdict.facts_digest"
    assert Publication.objects.count() == 0


def test_a_correction_of_the_record_marks_the_article_and_changes_no_word(chain: Chain) -> None:
    released = _released(chain)
    chain.correct(reason="Ghi nhầm")
    stale = _now(released)
    assert "Ghi nhầm" in stale.stale_reason
    assert ArticleRevision.objects.count() == 1
    given: dict[str, Any] = {"by": chain.world.secretary, "article": stale.pk, "verdict": _verdict(stale)}
    old = given["verdict"] | {"facts_digest": "0" * 64}
    with pytest.raises(Contradiction) as refused:
        acts.confirm(**given | {"verdict": old}, edit=stale.edit, reason="Theo dữ kiện cũ")
    assert refused.value.field == "verdict.facts_digest"
    confirmed = acts.confirm(**given, edit=stale.edit, reason="Bài không nêu số liệu")
    assert confirmed.stale_reason == ""
    with refusing(Contradiction, "article_not_stale"):
        acts.confirm(**given, edit=confirmed.edit, reason="Lần nữa")


def test_a_corrected_text_waits_for_its_release(chain: Chain) -> None:
    released = _released(chain)
    corrected = acts.correct(
        by=chain.world.secretary,
        article=released.pk,
        edit=released.edit,
        reason="Sửa tên",
        authority="Văn phòng",
        **(WORDS | {"title": "Tên đúng"}),
    )
    assert (corrected.released, corrected.current) == (1, 2)
    again = acts.release(
        by=chain.world.secretary, article=corrected.pk, edit=corrected.edit, verdict=_verdict(corrected)
    )
    assert (again.released, again.published_at) == (2, released.published_at)
    assert Publication.objects.get(subject_kind="article").public_revision == 2
    with refusing(Contradiction, "text_released"):
        acts.release(by=chain.world.secretary, article=again.pk, edit=again.edit, verdict=_verdict(again))


def test_a_withdrawn_article_stays_withdrawn(chain: Chain) -> None:
    released = _released(chain)
    gone = acts.withdraw(by=chain.world.secretary, article=released.pk, edit=released.edit, reason="Rút")
    assert Publication.objects.get(subject_kind="article").withdrawn_at is not None
    with pytest.raises(WrongState):
        acts.release(by=chain.world.secretary, article=gone.pk, edit=gone.edit, verdict=_verdict(gone))


def test_an_internal_article_is_never_published(chain: Chain) -> None:
    submitted = _submitted(chain, level="internal")
    with refusing(Contradiction, "may_not_be_public"):
        acts.release(by=chain.world.secretary, article=submitted.pk, edit=submitted.edit, verdict=_verdict(submitted))
    assert Publication.objects.count() == 0


def test_facts_are_those_of_public_decisions_that_are_approved(chain: Chain) -> None:
    item = chain.world.item(chain.meeting, title="Nhân sự", level="restricted")
    approved(chain.world, item, "Kết luận nhân sự bí mật")
    facts = facts_of(chain.meeting)
    assert [fact.value for fact in facts if fact.kind == "figure"] == ["khoảng 4.000–5.000\N{NO-BREAK SPACE}ha"]
    assert not any("bí mật" in str(fact.label) for fact in facts)
    assert {fact.kind for fact in facts} == {
        "date", "organization", "number", "term", "count", "outcome", "figure", "place", "charge", "deadline",
    }  # fmt: skip
    assert [fact.code for fact in facts] == [f"F{number}" for number in range(1, len(facts) + 1)]


def test_the_digest_of_facts_moves_with_a_fact_and_only_then(chain: Chain) -> None:
    before = facts_digest(chain.meeting)
    _draft(chain)
    assert facts_digest(chain.meeting) == before
    chain.correct()
    assert facts_digest(chain.meeting) != before


def test_wrong_links_and_pictures_are_refused(chain: Chain) -> None:
    link = _figure_link(chain)
    for given, field in (
        ({"body": "[gần 5.000 ha]{F1}"}, "body"),
        ({"lead": "[gần 5.000 ha]{F1}", "links": {"F1": ["figure"]}}, "links.F1"),
        ({"image": "khu.jpg"}, "image_alt"),
    ):
        with pytest.raises(BadInput) as refused:
            _draft(chain, **given)
        assert refused.value.field == field
    assert _draft(chain, body="[gần 5.000 ha]{F1}", links={"F1": link}).pk


def test_bob_and_the_reader(chain: Chain) -> None:
    drafted = _draft(chain)
    assert list(articles_visible_to(chain.world.bob)) == []
    assert list(articles_visible_to(chain.world.reader)) == [drafted]
    with pytest.raises(NotAllowed):
        acts.submit(by=chain.world.reader, article=drafted.pk, edit=drafted.edit)


def test_a_body_is_called_by_what_it_is_in_the_charge(chain: Chain) -> None:
    labels = {fact.value: str(fact.label) for fact in facts_of(chain.meeting) if fact.kind == "organization"}
    assert (labels[chain.world.department.name], labels[chain.world.ministry.name]) == (
        "Cơ quan được giao",
        "Báo cáo cho",
    )


def test_every_column_of_a_charge_that_names_a_body_has_its_label() -> None:
    relations = (*Charge._meta.fields, *Charge._meta.many_to_many)
    assert {field.name for field in relations if field.related_model is Organization} == set(ROLES)


def test_a_deadline_put_off_is_the_fact_and_marks_what_tells_the_old_one(chain: Chain) -> None:
    telling = _released(chain, body="Việc hoàn thành trước ngày 1/10/2021.")
    beside = _released(chain, body="Thân bài không nói hạn.")
    (task,) = assign(by=chain.world.secretary, decision=chain.decision.pk)
    assert format_date(task.due_on) == "1/10/2021"
    extend(by=chain.world.secretary, task=task.pk, edit=task.edit, due_on="2021-12-31", reason="Chờ ý kiến Bộ")
    assert (_now(telling).stale_reason, _now(beside).stale_reason) == (f"Việc đã gia hạn: {task.text}", "")
    deadline = next(fact for fact in facts_of(chain.meeting) if fact.kind == "deadline")
    assert (deadline.value, str(deadline.on)) == ("31/12/2021", "2021-12-31")
    assert journal.verify() == []
