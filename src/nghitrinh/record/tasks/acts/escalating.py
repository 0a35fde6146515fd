"""Reporting above that a task's body leaves it overdue: by the program itself, at each step of the rule once.

Which step is due follows from the record alone, and that it was taken is a row with a line of the journal: however
often the clock asks, and wherever it is killed, a step is neither taken twice nor lost. The task itself is not written.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import WrongState, not_for_you
from nghitrinh.record.kernel.levels import PROGRAM, role_words
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.meetings.acts.series import Positive
from nghitrinh.record.tasks.models import Task, TaskEscalation
from nghitrinh.record.tasks.queries import step_to_escalate


@act("task.escalate", PROGRAM)
def escalate(act: Act, *, task: UUID, step: Positive) -> TaskEscalation:
    """Report a task above that is overdue by so many days as a step of the rule says; of several steps the last."""
    found = act.get(Task, task, field="task")
    if act.by is not None:
        raise not_for_you(act.name, found=act.by, roles=role_words(act.who))
    if found.due_on is None or step_to_escalate(found, act.at.date()) != step:
        raise WrongState(
            _("Việc chưa tới mốc báo cấp trên, hoặc đã báo: %(found)s"),
            code="task_not_to_escalate",
            field="step",
            found=label_of(found),
            expected=_("một mốc của quy chế mà việc đã quá, chưa báo"),
        )
    made = act.create(TaskEscalation(task=found, step=step, due_on=found.due_on, escalated_on=act.at.date()))
    act.about(found)
    return made
