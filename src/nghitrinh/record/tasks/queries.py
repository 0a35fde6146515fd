"""Reads of tasks that carry meaning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.queries import remembered, sees, visible_to
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.derived import Texts, texts_by_key
from nghitrinh.record.kernel.models import User
from nghitrinh.record.procedure.provisions import KINDS, Key
from nghitrinh.record.procedure.queries import rule_text_on
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskFile, TaskQuestion, TaskReport, TaskState
from nghitrinh.vietnamese import alphabetical

# The bodies whose officers see a task that they do not own.
CHARGED = ("responsible", "through", "with_bodies")
# What waits for the charged body; a reported task waits for the secretariat.
WAITING = (TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.RETURNED)


@dataclass(frozen=True)
class BodyTasks:
    """How many tasks of those a user may see a body has: open, overdue among them, done."""

    organization: Organization
    open: int
    overdue: int
    done: int


@remembered
def tasks_visible_to(user: User | None) -> QuerySet[Task]:
    """Return the tasks a user may see, by deadline: those from inside, and those with which their body is charged."""
    with_bodies = Prefetch("with_bodies", Organization.objects.order_by("taskbody__id"))
    reports = Prefetch("reports", TaskReport.objects.select_related("source").order_by("recorded_at"))
    return (
        visible_to(user, Task.objects.all(), own=CHARGED)
        .select_related("owner", "decision__item__meeting", "addressee", "responsible", "through", "report_to")
        .select_related("source", "moved_by")
        .defer("source__text")  # of a list: the whole list, once more with every task
        .prefetch_related(with_bodies, reports)
    )


def can_see_task(user: User | None, task: Task) -> bool:
    """Tell whether a user may see one task."""
    with_bodies = [body.pk for body in task.with_bodies.all()]
    return sees(user, task, own=[task.responsible_id, task.through_id, *with_bodies])


def overdue(as_of: date) -> Q:
    """Return the condition of a task that the charged body has not reported on by its deadline, judged on a day."""
    return Q(state__in=WAITING, due_on__lt=as_of)


def is_overdue(task: Task, as_of: date) -> bool:
    """Tell the same of one task."""
    return task.state in WAITING and task.due_on is not None and task.due_on < as_of


def to_escalate(day: date) -> Iterator[tuple[Task, int]]:
    """Yield the overdue tasks that are to be reported above on a day, each with the step of the rule."""
    steps: dict[UUID, tuple[int, ...]] = {}
    for task in Task.objects.filter(overdue(day)).order_by("due_on", "id").prefetch_related("escalations"):
        if task.owner_id not in steps:
            steps[task.owner_id] = _steps_above(task.owner_id, day)
        if (step := _step(task, day, steps[task.owner_id])) is not None:
            yield task, step


def step_to_escalate(task: Task, day: date) -> int | None:
    """Return at which step of its owner's rule a task is to be reported above on a day; None where at none."""
    return _step(task, day, _steps_above(task.owner_id, day)) if is_overdue(task, day) else None


def _steps_above(organization: UUID, day: date) -> tuple[int, ...]:
    said = rule_text_on(organization, day)
    steps: tuple[int, ...] = said.get(Key.ESCALATION) if said else KINDS[Key.ESCALATION].silent
    return steps


def _step(task: Task, day: date, steps: tuple[int, ...]) -> int | None:
    """Return the last step that a task has passed, unless that or a later one was taken after this deadline."""
    late = (day - task.due_on).days if task.due_on else 0
    passed = max((step for step in steps if late >= step), default=None)
    taken = (each.step for each in task.escalations.all() if each.due_on == task.due_on)
    return passed if passed is not None and all(each < passed for each in taken) else None


def tasks_per_body(user: User | None, as_of: date | None = None) -> list[BodyTasks]:
    """Return what every charged body has, of what the user may see, in the order of the bodies' names.

    A body whose only tasks were called off has nothing, and is not named.
    """
    seen = tasks_visible_to(user).order_by().values("pk")
    late = overdue(as_of or clock.today())
    rows = (
        Task.objects.filter(pk__in=seen)
        .order_by()
        .values("responsible")
        .annotate(
            open=Count("pk", filter=Q(state__in=OPEN_STATES)),
            overdue=Count("pk", filter=late),
            done=Count("pk", filter=Q(state=TaskState.CONFIRMED)),
        )
        .filter(Q(open__gt=0) | Q(done__gt=0))
    )
    bodies = Organization.objects.in_bulk([row["responsible"] for row in rows])
    counted = [BodyTasks(bodies[row["responsible"]], row["open"], row["overdue"], row["done"]) for row in rows]
    return sorted(counted, key=lambda each: (alphabetical(each.organization.name), str(each.organization.pk)))


def open_questions(task: Task) -> QuerySet[TaskQuestion]:
    """Return what a task's body was asked about it and has not answered."""
    return task.questions.filter(answered_on=None)


def asked_and_open(tasks: QuerySet[Task]) -> QuerySet[TaskQuestion]:
    """Return the questions about some tasks that wait for their body, the last first."""
    waiting = tasks.filter(state__in=WAITING).select_related(None).order_by().values("pk")
    return TaskQuestion.objects.filter(task__in=waiting, answered_on=None).order_by("-asked_on", "-recorded_at", "id")


def files_of(task: Task) -> dict[UUID, list[TaskFile]]:
    """Return the files of each report on a task, by the report's key; nothing is asked of a task without reports."""
    found: dict[UUID, list[TaskFile]] = {}
    reports = [report.pk for report in task.reports.all()]
    for file in TaskFile.objects.filter(report__in=reports).order_by("recorded_at", "id") if reports else ():
        found.setdefault(file.report_id, []).append(file)
    return found


def task_files_visible_to(user: User | None) -> QuerySet[TaskFile]:
    """Return the files of reports that a user may see: those on the tasks that they may see."""
    tasks = visible_to(user, Task.objects.all(), own=CHARGED).order_by().values("pk")
    return TaskFile.objects.filter(report__task__in=tasks)


def texts_of_tasks(tasks: QuerySet[Task]) -> Texts:
    """Return what search reads of tasks: their whole text, which the title is the beginning of."""
    return texts_by_key(tasks.order_by().values_list("pk", "text"))
