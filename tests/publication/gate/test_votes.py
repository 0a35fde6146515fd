"""The gate and votes: a count is linked to a vote that is let out and says what it came to, or the release stops."""

from typing import Any

import pytest
from tests.record.presence.room import DAY
from tests.record.voting.concluded import Concluded, concluded
from tests.refused import refusing
from tests.world import World

from nghitrinh.desk.articles.first_draft import first_body
from nghitrinh.publication.gate import check, release
from nghitrinh.publication.gate.votes import NO_VOTE, WITHHELD
from nghitrinh.record.articles import acts
from nghitrinh.record.articles.facts import facts_of
from nghitrinh.record.articles.models import Article
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.meetings.models import Meeting

VALUE = "4/5 đồng chí tán thành (80 %)"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def _article(made: Concluded, body: str, **given: Any) -> Article:
    meeting = made.hall.sitting.now()
    links = {fact.kind: list(fact.link) for fact in facts_of(meeting)} | {"gone": ["vote", str(made.vote.pk)]}
    words = {"title": "Hội nghị bàn quy hoạch", "lead": "Hội nghị họp ngày 8/10/2021."} | given
    found = acts.draft(by=made.hall.world.secretary, meeting=meeting.pk, body=body, links=links, **words)
    return acts.submit(by=made.hall.world.secretary, article=found.pk, edit=found.edit)


def test_a_public_vote_is_a_fact_without_its_question(world: World) -> None:
    made = concluded(world)
    (fact,) = (fact for fact in facts_of(made.hall.sitting.now()) if fact.kind == "vote")
    assert fact.value == VALUE
    assert made.vote.question not in repr(fact)


@pytest.mark.parametrize(
    "body",
    [
        "Hội nghị thông qua với [4/5 đại biểu]{vote} tán thành.",
        "Có [4 trên 5]{vote} đồng chí tán thành, [1/5]{vote} không tán thành.",
        "Biểu quyết tán thành đạt [80 %]{vote}.",
    ],
)
def test_the_usual_spellings_are_released(world: World, body: str) -> None:
    article = _article(concluded(world), body)
    verdict = check(article)
    assert (verdict.findings, verdict.unlinked) == ((), ())
    assert release(by=world.secretary, article=article.pk, edit=article.edit).state == "released"


@pytest.mark.parametrize(
    ("body", "words", "record"),
    [
        ("Thông qua với [5/5 đại biểu]{vote} tán thành.", "5/5 đại biểu", VALUE),
        ("Có [4/5 đại biểu]{vote} không tán thành.", "4/5 đại biểu", VALUE),
        ("Tán thành đạt [81 %]{vote}.", "81 %", VALUE),
        ("Thông qua với 4/5 đại biểu tán thành.", "4/5 đại biểu", VALUE),
        ("Thông qua với 5/5 đại biểu tán thành.", "5/5 đại biểu", VALUE),
        ("100 % đại biểu nhất trí.", "100 % đại biểu", VALUE),
    ],
)
def test_another_count_or_one_without_a_link_stops_the_release_with_both(
    world: World, body: str, words: str, record: str
) -> None:
    article = _article(concluded(world), body)
    (finding,) = check(article).findings
    assert (finding.words, str(finding.record)) == (words, record)
    with refusing(Contradiction, "against_the_record"):
        release(by=world.secretary, article=article.pk, edit=article.edit)


def test_in_title_and_lead_a_true_count_stands_and_another_stops(world: World) -> None:
    made = concluded(world)
    assert check(_article(made, "Thân bài.", title="4/5 đại biểu tán thành quy hoạch")).findings == ()
    (finding,) = check(_article(made, "Thân bài.", lead="Hội nghị có 5/5 đại biểu tán thành.")).findings
    assert (finding.place, finding.words, finding.record) == ("lead", "5/5 đại biểu", VALUE)


def test_of_a_vote_that_is_kept_inside_no_count_is_released(world: World) -> None:
    made = concluded(world, "Thống nhất chủ trương.", public_votes="none")
    assert not [fact for fact in facts_of(made.hall.sitting.now()) if fact.kind == "vote"]
    for body in ("Thông qua với [4/5 đại biểu]{gone} tán thành.", "Thông qua với 4/5 đại biểu tán thành."):
        (finding,) = check(_article(made, body)).findings
        assert str(finding.record) == str(WITHHELD)


def test_where_the_record_has_no_vote_a_count_stops_too(world: World) -> None:
    made = concluded(world)
    other = world.plan_meeting()
    found = acts.draft(
        by=world.secretary, meeting=other.pk, title="Hội nghị", lead="Họp.", body="Có 4/5 đại biểu tán thành."
    )
    (finding,) = check(found).findings
    assert str(finding.record) == str(NO_VOTE)
    assert made.vote.state == "closed"


def test_the_first_draft_links_the_counts_of_the_point(world: World) -> None:
    made = concluded(world, "Thống nhất, với 4/5 đồng chí biểu quyết tán thành (80 %).")
    meeting = Meeting.objects.get(pk=made.hall.sitting.meeting.pk)
    facts = {fact.code: fact for fact in facts_of(meeting)}
    (code,) = (code for code, fact in facts.items() if fact.kind == "vote")
    assert f"[4/5 đồng chí]{{{code}}} biểu quyết tán thành ([80 %]{{{code}}})" in first_body(meeting, facts)
