"""Of letters that are done with nothing is kept longer than the home wants; what a second letter depends on stays."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.mail.conftest import act, convened, letters, of_a_day, sent
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.mail import sending, tidying, worker
from nghitrinh.mail.models import Kind, Letter, LetterState, Notice
from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.tasks.models import Task


@pytest.fixture
def old(world: World) -> Meeting:
    """A meeting to which all were asked, in letters that went longer ago than the home keeps them."""
    meeting = convened(world)
    assert len(sent()) == 3
    aged()
    return meeting


def aged() -> None:
    """Let all letters be older by a year and a day than they are."""
    for letter in Letter.objects.exclude(ended_at=None):
        Letter.objects.filter(pk=letter.pk).update(ended_at=letter.ended_at - timedelta(days=366))


def over(world: World, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold a meeting and close it."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-11")
    for verb in ("meeting.open", "meeting.close"):
        act(verb, world.secretary, meeting)


def test_what_was_sent_long_ago_goes_with_its_notices_and_its_file(
    world: World, old: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    over(world, old, monkeypatch)
    kept = Letter.objects.order_by("pk").first()
    assert kept is not None
    Letter.objects.filter(pk=kept.pk).update(ended_at=timezone.now() - timedelta(days=364))
    assert tidying.tidy() == 2
    assert [each.pk for each in Letter.objects.all()] == [kept.pk]
    assert {each.letter_id for each in Notice.objects.exclude(letter=None)} == {kept.pk}
    assert len(letters()) == 1
    assert tidying.tidy() == 0


def test_who_was_asked_to_a_meeting_ahead_still_hears_that_it_is_cancelled(world: World, old: Meeting) -> None:
    assert tidying.tidy() == 0
    act("meeting.cancel", world.secretary, old, reason="Bão")
    assert len([each for each in sent() if str(each["Subject"]).startswith("Không họp nữa")]) == 3


def test_of_an_open_task_no_step_is_written_of_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-15")
    ACTS["task.assign"](by=world.secretary, decision=make_chain(world).decision.pk)
    act("task.extend", world.secretary, Task.objects.get(), due_on="2027-11-30", reason="Chờ số liệu")
    of_a_day("2027-12-02", monkeypatch)()
    count = Notice.objects.filter(kind=Kind.OVERDUE).count()
    assert count > 0
    aged()
    tidying.tidy()
    of_a_day("2027-12-03", monkeypatch)()
    assert Notice.objects.filter(kind=Kind.OVERDUE).count() == count


def test_what_could_not_be_sent_waits_for_somebody(world: World, old: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    over(world, old, monkeypatch)
    Letter.objects.update(state=LetterState.FAILED)
    assert tidying.tidy() == 0
    assert sending.given_up() == 3


def test_how_long_is_a_setting(world: World, old: Meeting, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    over(world, old, monkeypatch)
    settings.MAIL = replace(settings.MAIL, kept_days=10_000)
    assert tidying.tidy() == 0


def test_the_worker_tidies_and_a_fault_is_a_line_of_the_log(
    world: World, old: Meeting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    over(world, old, monkeypatch)
    worker.tidy()
    assert not Letter.objects.exists()
    monkeypatch.setattr(tidying, "tidy", lambda: 1 / 0)
    worker.tidy()
    assert "the outbox could not be tidied" in caplog.text
