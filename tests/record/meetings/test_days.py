"""The day of a meeting against the days of what tells of it."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.articles import acts as articles
from nghitrinh.record.articles.facts import facts_digest
from nghitrinh.record.articles.models import Article
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.meetings import days
from nghitrinh.record.meetings.acts import meeting as acts
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.nouns import NOUNS, path_to_meeting

AHEAD = datetime(2021, 9, 12, 8, tzinfo=ZONE)
# The columns with the date of what stands under a meeting, and why one does not tell of it.
DATES_OF_NOUNS = {
    "instrument.issued_on": "it tells",
    "instrument.signed_on": "asked for when it is recorded; what is issued then bears a day that is no earlier",
    "instrument.asked_on": "of the correction that waits for its signer",
    "instrument.withdrawn_on": "of the withdrawal itself",
    "article.published_at": "it tells",
    "decision.approved_on": "the meeting must have begun",
    "round.opened_on": "of the asking about a paper, which has its own days",
    "round.due_on": "the same",
    "round.closed_on": "the same",
    "task.due_on": "of what is to come",
    "finding.checked_on": "of the check itself",
    "finding.annexed_on": "of the sending back itself",
    "vote.opened_at": "the meeting must be open",
    "vote.closed_at": "the same",
    "minutes.writer_signed_on": "it tells",
    "minutes.signed_on": "the chair signs no earlier than the secretary",
    "task.assigned_on": "comes with the document",
    "task.finished_on": "of the task itself",
}


@pytest.fixture
def chain(world: World, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """Return what was concluded at a meeting of 10 September 2021, on that day."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-10")
    return make_chain(world)


def _article(chain: Chain) -> Article:
    given: dict[str, Any] = {"title": "Bài", "lead": "", "body": "Hội nghị họp."}
    found = articles.draft(by=chain.world.secretary, meeting=chain.meeting.pk, **given)
    return articles.submit(by=chain.world.secretary, article=found.pk, edit=found.edit)


def _release(chain: Chain, article: Article) -> Article:
    verdict = {"article_revision": article.current, "facts_digest": facts_digest(article.meeting)}
    return articles.release(by=chain.world.secretary, article=article.pk, edit=article.edit, verdict=verdict)


def _opened_before_its_day(chain: Chain) -> None:
    """Leave the meeting as older versions of the program left it: opened before the day that it was set for."""
    with guard.opened("a home of an older version"):
        Meeting.objects.filter(pk=chain.meeting.pk).update(starts_at=AHEAD)


def test_a_meeting_opens_on_its_day_or_says_when_it_really_begins(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-09")
    planned = world.plan_meeting(day=10)
    given: dict[str, Any] = {"by": world.secretary, "meeting": planned.pk}
    acts.convene(**given, edit=1)
    with refusing(BadInput, "day_ahead") as refused:
        acts.open_meeting(**given, edit=2)
    assert (refused.value.field, refused.value.found) == ("starts_at", "2021-09-10")
    with refusing(BadInput, "day_ahead"):
        acts.open_meeting(**given, edit=2, starts_at="2021-09-10T00:00")
    opened = acts.open_meeting(**given, edit=2, starts_at="2021-09-09T08:00")
    assert (opened.state, opened.day) == ("open", date(2021, 9, 9))


def test_no_document_is_issued_before_the_day_of_its_meeting(chain: Chain) -> None:
    found = chain.instrument()
    for verb, who in (("check", "secretary"), ("record_signature", "chair")):
        found = getattr(instruments, verb)(by=chain.world.users[who], instrument=found.pk, edit=found.edit)
    _opened_before_its_day(chain)
    with refusing(Contradiction, "dated_before_meeting"):
        instruments.issue(by=chain.world.secretary, instrument=found.pk, edit=found.edit)


def test_no_article_is_released_before_the_day_of_its_meeting(chain: Chain) -> None:
    article = _article(chain)
    _opened_before_its_day(chain)
    with refusing(Contradiction, "dated_before_meeting"):
        _release(chain, article)


@pytest.mark.parametrize("telling", ["instrument", "article"])
def test_what_tells_of_a_meeting_holds_its_day(chain: Chain, monkeypatch: pytest.MonkeyPatch, telling: str) -> None:
    if telling == "instrument":
        chain.issued()
    else:
        _release(chain, _article(chain))
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-20")
    given: dict[str, Any] = {"by": chain.world.secretary, "meeting": chain.meeting.pk}

    def edit() -> int:
        return int(Meeting.objects.get(pk=chain.meeting.pk).edit)

    acts.close(**given, edit=edit())
    with refusing(Contradiction, "dated_before_meeting") as refused:
        acts.correct(**given, edit=edit(), reason="Ghi nhầm", starts_at=AHEAD)
    assert refused.value.field == "starts_at"
    assert acts.correct(**given, edit=edit(), reason="Ghi nhầm", starts_at="2021-09-09T08:00").day.day == 9


def test_a_closed_meeting_is_not_corrected_to_a_day_to_come(chain: Chain) -> None:
    given: dict[str, Any] = {"by": chain.world.secretary, "meeting": chain.meeting.pk}
    closed = acts.close(**given, edit=chain.meeting.edit)
    with refusing(BadInput, "day_ahead"):
        acts.correct(**given, edit=closed.edit, reason="Ghi nhầm", starts_at="2021-09-11T08:00")


def test_every_act_that_moves_a_meeting_asks_what_tells_of_it() -> None:
    """A new verb with the time of a meeting goes through `days.move`, which asks every room."""
    moving = {name for name, verb in ACTS.items() if {"meeting", "starts_at"} <= set(verb.parameters.model_fields)}
    assert moving == {"meeting.open", "meeting.reschedule", "meeting.correct"}
    assert all("move" in ACTS[name].function.__code__.co_names for name in moving)
    assert len(days.FIRST_ACCOUNTS) == list(DATES_OF_NOUNS.values()).count("it tells")


def test_every_date_of_what_stands_under_a_meeting_is_known_to_tell_or_not() -> None:
    dated = {
        f"{row.kind}.{field.name}"
        for row in NOUNS.values()
        if path_to_meeting(row.model) not in (None, "pk")
        for field in row.model._meta.concrete_fields
        if field.get_internal_type() in ("DateField", "DateTimeField") and field.name != "recorded_at"
    }
    assert dated == set(DATES_OF_NOUNS)
