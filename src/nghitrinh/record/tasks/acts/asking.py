"""Asking the charged body about a task that it has let pass its day, and its answer: by a report, or a line of words.

The task itself is not written: what somebody asks makes no report stale that its body is writing.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import Contradiction, WrongState
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.texts import Text
from nghitrinh.record.tasks.models import Task, TaskQuestion
from nghitrinh.record.tasks.queries import is_overdue, open_questions


@act("task.ask")
def ask(act: Act, *, task: UUID) -> TaskQuestion:
    """Ask the charged body what became of an overdue task: of one task once a day, whoever asks."""
    found, today = act.open(Task, task, None), act.at.date()
    if not is_overdue(found, today):
        raise WrongState(
            _("Việc chưa quá hạn, nên chưa hỏi: %(found)s"),
            code="task_not_overdue",
            field="state",
            found=label_of(found),
            expected=_("việc đã qua hạn mà chưa báo cáo"),
        )
    if asked := found.questions.filter(asked_on=today).first():
        raise Contradiction(
            _("Hôm nay đã hỏi về việc này rồi: %(found)s"),
            code="task_asked_today",
            field="state",
            found=asked.asked_by,
            expected=_("mỗi việc mỗi ngày một lần"),
        )
    question = TaskQuestion(task=found, asked_on=today, asked_by=act.by.username if act.by else "")
    act.create(question)
    return question


@act("task.answer")
def answer(act: Act, *, task: UUID, text: Text) -> TaskQuestion:
    """Answer the last question about a task in a line of words; those asked before it are answered with it."""
    found = act.open(Task, task, None)
    last = settle_questions(act, found, text)
    if last is None:
        raise WrongState(
            _("Chưa ai hỏi về việc này: %(found)s"),
            code="task_not_asked",
            field="state",
            found=label_of(found),
            expected=_("một câu hỏi chưa trả lời"),
        )
    return last


def settle_questions(act: Act, task: Task, text: str = "") -> TaskQuestion | None:
    """Let a task's open questions be answered today, the last in words or ("") all by a report; return the last."""
    waiting = list(open_questions(task).order_by("asked_on"))
    for each in waiting:
        each.answer = text if each is waiting[-1] else ""
        each.answered_on, each.answered_by = act.at.date(), act.by.username if act.by else ""
        act.save(each)
    return waiting[-1] if waiting else None
