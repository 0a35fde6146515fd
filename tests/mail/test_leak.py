"""Over the whole worked example no letter says what is restricted, nor what somebody wrote about a thing."""

import json
from typing import Any

import pytest
from django.db.models import Q
from tests.mail.conftest import address, letters, of_a_day, plain, sent

from nghitrinh.cli.example import EXAMPLE, PARTS, Loader
from nghitrinh.mail import calendars
from nghitrinh.mail.filling import fill
from nghitrinh.mail.models import Choice, Kind, Notice, Progress
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Attendance
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.tasks.models import Task, TaskQuestion, TaskReport


class Reading(Loader):
    """Carries the example out, and has every line read and sent as soon as it is written."""

    def carry_out(self, name: str, by: Any, given: dict[str, Any]) -> Any:
        made = super().carry_out(name, by, given)
        if name == "user.create":
            address(made, Choice.AT_ONCE)
        sent()
        return made


@pytest.fixture
def example(db: None, home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")
    Progress.objects.create(pk=Progress.THE_ONE, line=0)
    loader = Reading(EXAMPLE)
    for part in PARTS:
        loader.part(part)
    for day in ("2021-10-04", "2021-10-05", "2021-10-20", "2021-12-25", "2022-02-01"):
        of_a_day(day, monkeypatch)()
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")


def secrets() -> set[str]:
    """Return every text that no letter may quote: of the restricted, and what was written about things."""
    restricted = Q(level="restricted")
    found = {*AgendaItem.objects.filter(restricted).values_list("title", flat=True)}
    found |= {*Paper.objects.filter(restricted).values_list("title", flat=True)}
    found |= {*Decision.objects.values_list("title", flat=True)}
    found |= {text[:60] for text in Task.objects.filter(restricted).values_list("text", flat=True)}
    for texts in TaskReport.objects.values_list("text", "answer"):
        found.update(text[:60] for text in texts)
    found |= {text[:60] for text in TaskQuestion.objects.values_list("answer", flat=True)}
    found |= {*Task.objects.values_list("note", flat=True), *Task.objects.values_list("result", flat=True)}
    found |= {*Attendance.objects.values_list("absence", flat=True), *Attendance.objects.values_list("name", flat=True)}
    open_titles = {*AgendaItem.objects.exclude(restricted).values_list("title", flat=True)}
    return {text for text in found if text and text not in open_titles}


def test_no_letter_of_the_example_says_what_is_restricted(example: None) -> None:
    found = letters()
    assert {str(each["Subject"]).partition(":")[0] for each in found} >= {Kind.INVITED.label, Kind.CHARGED.label}
    said = [f"{each['Subject']}\n{plain(each)}" + _calendar(each) for each in found]
    assert len(said) > 10
    searched = secrets()
    assert any("cán bộ" in text for text in searched)
    for text in searched:
        assert [words for words in said if text in words] == []
    assert "mật khẩu" not in "".join(said)


def _calendar(letter: Any) -> str:
    return "".join(
        str(part.get_content()).replace("\r\n ", "")
        for part in letter.walk()
        if part.get_content_type() == "text/calendar"
    )


def test_no_private_calendar_of_the_example_says_it_either(example: None) -> None:
    feeds = {user.username: calendars.feed_of(user).decode().replace("\r\n ", "") for user in User.objects.all()}
    assert sum("BEGIN:VEVENT" in feed for feed in feeds.values()) > 2
    for text in secrets():
        assert [name for name, feed in feeds.items() if text in feed] == []


def test_the_outbox_itself_keeps_no_words(example: None) -> None:
    rows = json.dumps(list(Notice.objects.values("occasion", "kind")), ensure_ascii=False)
    assert all(text not in rows for text in secrets())
    assert fill() == 0
