"""What happened to a task, in order: who took it on, reported, returned, confirmed, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.actors import named
from nghitrinh.desk.kit.wording import day, iso_words, verb_words
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.corrected import BODIES, DUE, STATE, TEXT, WITH_BODIES, TaskChange, changed_tasks
from nghitrinh.record.tasks.deadlines import deadline_move
from nghitrinh.record.tasks.models import Task, TaskEscalation, TaskFile
from nghitrinh.record.tasks.queries import files_of

SHOWN = (
    "task.accept",
    "task.report",
    "task.return",
    "task.confirm",
    "task.extend",
    "task.cancel",
    "task.ask",
    "task.answer",
    "task.escalate",
)
# What of a task a correction changed, as the desk calls it.
_BODY_WORDS = (gettext_lazy("cơ quan chịu trách nhiệm"), gettext_lazy("thông qua"), gettext_lazy("báo cáo cho"))
_FIELDS = dict(zip(BODIES, _BODY_WORDS, strict=True)) | {
    TEXT: gettext_lazy("lời giao việc"),
    DUE: gettext_lazy("hạn"),
    WITH_BODIES: gettext_lazy("cơ quan phối hợp"),
    STATE: gettext_lazy("tình trạng"),
}


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
    questions = list(task.questions.order_by("asked_on"))
    steps = list(task.escalations.order_by("recorded_at"))
    # Who asks, who answers and what is reported above writes nothing of the task.
    own = (canonical.key(each) for each in (task, *questions, *steps))
    lines = list(journal.lines_on(*own).filter(act__in=SHOWN))
    corrected = list(_corrections_of(task))
    people = named(line.actor for line in (*lines, *(each.line for each in corrected)))
    contents = journal.contents_of(line.seq for line in lines)
    reports = iter(task.reports.all())
    escalated = iter(steps)
    answered = (each.answer for each in questions if each.answer)
    came = files_of(task)
    answer = ""
    events = [(each.line.seq, _corrected(each, people[each.line.actor])) for each in corrected]
    for line in lines:
        text = ""
        files: tuple[TaskFile, ...] = ()
        if line.act == "task.report":
            report = next(reports)
            text, answer, files = report.text, report.answer, tuple(came.get(report.pk, ()))
        elif line.act == "task.answer":
            text = next(answered)
        elif line.act == "task.escalate":
            text = _escalated(next(escalated))
        elif line.act in ("task.return", "task.confirm"):
            text = answer
        why = _why(line, contents[line.seq] or {})
        public = _public(task) if line.act == "task.cancel" else ""
        words = "\n".join(filter(None, (text, why, public)))
        events.append((line.seq, StoryEvent(verb_words(line.act), _who(line, people), line.at, words, files)))
    return [event for _seq, event in sorted(events, key=itemgetter(0))]


def _corrections_of(task: Task) -> Iterator[TaskChange]:
    """Yield what corrections of its decision changed in a task: its page reads as it was corrected to."""
    if task.decision is None:
        return
    lines = journal.lines_on(canonical.key(task.decision)).filter(act="decision.correct")
    yield from changed_tasks(lines, [task])


def _corrected(change: TaskChange, who: str) -> StoryEvent:
    """Say what was corrected, old and new; the reason stands with it, as it does in the task's own note."""
    name = _("Đính chính: %(field)s") % {"field": _FIELDS[change.field]}
    moved = f"{change.old or '—'} → {change.new or '—'}"
    return StoryEvent(name, who, change.line.at, ": ".join(filter(None, (moved, change.reason))))


def _who(line: Journal, people: dict[str, str]) -> str:
    return _("theo quy chế, không do ai bấm") if line.act == "task.escalate" else people[line.actor]


def _escalated(step: TaskEscalation) -> str:
    """Say when a task was reported above, and by which step of the rule."""
    words = _("Đã báo cấp trên ngày %(day)s: đã quá hạn %(due)s từ %(n)d ngày trở lên")
    return words % {"day": day(step.escalated_on), "due": day(step.due_on), "n": step.step}


def _public(task: Task) -> str:
    return _("Đăng công khai: %(reason)s") % {"reason": task.public_reason} if task.public_reason else ""


def _why(line: Journal, content: dict[str, Any]) -> str:
    """Return from which day to which a deadline was put off, and the reason given; nothing of an erased line."""
    move = deadline_move(line, content or None)
    days = " → ".join(iso_words(day) for day in (move.due_before, move.due_after) if day)
    return ": ".join(filter(None, (days if line.act == "task.extend" else "", str(content.get("reason") or ""))))
