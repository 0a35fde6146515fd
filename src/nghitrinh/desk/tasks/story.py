"""What happened to a task, in order: who took it on, reported, returned, confirmed, and when."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.actors import named
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.tasks.models import Task

NAMES: dict[str, Promise] = {
    "task.accept": _("Nhận việc"),
    "task.report": _("Báo cáo"),
    "task.return": _("Trả lại"),
    "task.confirm": _("Xác nhận xong"),
    "task.extend": _("Gia hạn"),
    "task.cancel": _("Thôi giao"),
}


@dataclass(frozen=True)
class StoryEvent:
    """One thing that happened; `at` is a moment as the journal keeps it, `text` what was said with it."""

    name: str
    who: str
    at: str
    text: str


def story_of(task: Task) -> list[StoryEvent]:
    """Return what happened to a task since it was assigned, earliest first.

    The lines of the journal say who and when. They are read for whoever sees the task: the charged body, too, learns
    who answered it. What was reported and answered stands in the task's reports.
    """
    lines = list(journal.lines_on(canonical.key(task)).filter(act__in=NAMES))
    people = named(line.actor for line in lines)
    reports = iter(task.reports.all())
    answer, events = "", []
    for line in lines:
        text = ""
        if line.act == "task.report":
            report = next(reports)
            text, answer = report.text, report.answer
        elif line.act in ("task.return", "task.confirm"):
            text = answer
        events.append(StoryEvent(str(NAMES[line.act]), people[line.actor], line.at, text))
    return events
