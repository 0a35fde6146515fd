"""What happened to a task, in order: who took it on, reported, returned, confirmed, and when."""

from dataclasses import dataclass
from typing import Any

from nghitrinh.desk.kit.actors import named
from nghitrinh.desk.kit.wording import iso_words, verb_words
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.deadlines import deadline_move
from nghitrinh.record.tasks.models import Task, TaskFile
from nghitrinh.record.tasks.queries import files_of

SHOWN = ("task.accept", "task.report", "task.return", "task.confirm", "task.extend", "task.cancel")


@dataclass(frozen=True)
class StoryEvent:
    """One thing that happened; `at` is a moment as the journal keeps it, `text` what was said with it.

    `files` are those that came with a report.
    """

    name: str
    who: str
    at: str
    text: str
    files: tuple[TaskFile, ...] = ()


def story_of(task: Task) -> list[StoryEvent]:
    """Return what happened to a task since it was assigned, earliest first.

    The lines of the journal say who, when and why. They are read for whoever sees the task: the charged body, too,
    learns who answered it. What was reported and answered stands in the task's reports.
    """
    lines = list(journal.lines_on(canonical.key(task)).filter(act__in=SHOWN))
    people = named(line.actor for line in lines)
    contents = journal.contents_of(line.seq for line in lines)
    reports = iter(task.reports.all())
    came = files_of(task)
    answer, events = "", []
    for line in lines:
        text = ""
        files: tuple[TaskFile, ...] = ()
        if line.act == "task.report":
            report = next(reports)
            text, answer, files = report.text, report.answer, tuple(came.get(report.pk, ()))
        elif line.act in ("task.return", "task.confirm"):
            text = answer
        why = _why(line, contents[line.seq] or {})
        words = "\n".join(filter(None, (text, why)))
        events.append(StoryEvent(verb_words(line.act), people[line.actor], line.at, words, files))
    return events


def _why(line: Journal, content: dict[str, Any]) -> str:
    """Return from which day to which a deadline was put off, and the reason given; nothing of an erased line."""
    move = deadline_move(line, content or None)
    days = " → ".join(iso_words(day) for day in (move.due_before, move.due_after) if day)
    return ": ".join(filter(None, (days if line.act == "task.extend" else "", str(content.get("reason") or ""))))
