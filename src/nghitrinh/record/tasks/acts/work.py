"""Acts on a task from its acceptance to its end."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from nghitrinh.record.bodies.provenance import source_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.texts import Body, Reason, Text
from nghitrinh.record.papers.acts import GivenFile, contents_of, kept_file
from nghitrinh.record.tasks.acts.asking import settle_questions
from nghitrinh.record.tasks.models import Task, TaskFile, TaskReport
from nghitrinh.vietnamese import format_date

# What follows from a deadline put off, given the one before as a day and in words; `record.acts` names it.
PUT_OFF: tuple[Callable[[Act, Task, date | None, str], None], ...] = ()
PublicReason = Annotated[str, StringConstraints(max_length=500)]


def _last_report(task: Task) -> TaskReport:
    return task.reports.order_by("recorded_at").reverse()[0]


@act("task.accept")
def accept(act: Act, *, task: UUID, edit: int) -> Task:
    """Take a task on, for the responsible body."""
    return act.save(act.open(Task, task, edit))


@act("task.report")
def report(
    act: Act,
    *,
    task: UUID,
    edit: int,
    text: Text,
    files: list[GivenFile] = [],  # noqa: B006 - copied by the parameter model
    source: UUID | None = None,
) -> TaskReport:
    """Report on a task, for the responsible body, with files that show it; the secretariat answers.

    Who sees the task sees the files. Nothing of a report is ever public.
    """
    found = act.open(Task, task, edit, yours=text)
    contents = contents_of(act, files)
    written = TaskReport(
        task=found,
        text=text,
        reported_on=act.at.date(),
        reported_by=act.by.username if act.by else "",
        source=source_of(act, source, found),
    )
    act.create(written)
    for given, content in zip(files, contents, strict=True):
        act.create(TaskFile(report=written, **kept_file(given, content)))
    settle_questions(act, found)
    act.save(found)
    return written


@act("task.confirm")
def confirm(act: Act, *, task: UUID, edit: int, answer: Body = "") -> Task:
    """Confirm that a reported task is done. The answer is the record's word on what became of it."""
    found = act.open(Task, task, edit, yours=answer)
    _answer(act, found, answer)
    found.result, found.finished_on = answer, act.at.date()
    return act.save(found)


@act("task.return")
def return_task(act: Act, *, task: UUID, edit: int, answer: Text, reason: PublicReason = "") -> Task:
    """Return a reported task to the responsible body, saying what is missing.

    That it was sent back is public, with the `reason` where there is one; the answer is for the body alone.
    """
    found = act.open(Task, task, edit, yours=answer)
    act.reason = reason
    _answer(act, found, answer)
    return act.save(found)


def _answer(act: Act, task: Task, answer: str) -> None:
    written = _last_report(task)
    written.answer, written.answered_on = answer, act.at.date()
    act.save(written)


@act("task.extend")
def extend(act: Act, *, task: UUID, edit: int, due_on: date, reason: Reason) -> Task:
    """Give an open task a later deadline. The old one, the new one and the reason are public."""
    found = act.open(Task, task, edit, yours=reason)
    earliest = found.due_on or found.assigned_on
    if due_on <= earliest:
        raise BadInput(
            _("Hạn %(found)s không muộn hơn hạn đang có"),
            code="deadline_not_later",
            field="due_on",
            found=due_on,
            expected=_("sau %(day)s"),
            day=earliest,
        )
    act.change(found, "due_on", found.due_on, due_on)
    act.change(found, "due_text", found.due_text, "")
    for follow in PUT_OFF:
        follow(act, found, found.due_on, found.due_text)
    found.due_on, found.due_text = due_on, ""
    found.note = f"Gia hạn đến {format_date(due_on)}: {reason}"
    act.reason = reason
    return act.save(found)


@act("task.cancel")
def cancel(act: Act, *, task: UUID, edit: int, reason: Reason, public_reason: PublicReason = "") -> Task:
    """Take an open task back.

    That it was cancelled is public, with the `public_reason` where there is one; `reason` is read inside, and by who
    sees the task.
    """
    found = act.open(Task, task, edit, yours=reason)
    found.finished_on, found.note, found.public_reason = act.at.date(), f"Thôi giao: {reason}", public_reason
    act.reason = reason
    return act.save(found)
