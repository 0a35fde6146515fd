"""Tasks in every state, made by acts."""

from datetime import date
from typing import Any

from tests.record.decided import approved, charge, point
from tests.remembered import remembered
from tests.world import World

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Organization, Succession
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.models import User
from nghitrinh.record.tasks.acts import assigning, succession
from nghitrinh.record.tasks.models import Task, TaskState

EXTRA: dict[str, dict[str, Any]] = {
    "task.report": {"text": "Đã trình dự thảo."},
    "task.confirm": {"answer": "Đã hoàn thành."},
    "task.return": {"answer": "Còn thiếu biểu số liệu."},
    "task.extend": {"due_on": date(2030, 1, 1), "reason": "chờ ý kiến Bộ"},
    "task.cancel": {"reason": "đã gộp việc"},
}
VERBS = ("task.accept", *EXTRA)
ROAD: dict[str, tuple[str, ...]] = {
    TaskState.ASSIGNED: (),
    TaskState.ACCEPTED: ("task.accept",),
    TaskState.REPORTED: ("task.accept", "task.report"),
    TaskState.RETURNED: ("task.accept", "task.report", "task.return"),
    TaskState.CONFIRMED: ("task.accept", "task.report", "task.confirm"),
    TaskState.CANCELLED: ("task.cancel",),
}


def do(verb: str, task: Task, by: User | None, **changes: Any) -> Any:
    """Do one verb on a task at its present edit."""
    now = Task.objects.get(pk=task.pk)
    return ACTS[verb](by=by, **({"task": now.pk, "edit": now.edit} | EXTRA.get(verb, {}) | changes))


def who_may(world: World, verb: str) -> User:
    """Return the user whose work a verb is."""
    return world.officer if verb in ("task.accept", "task.report") else world.secretary


def task_of(world: World, decision: Decision | None = None, **changes: Any) -> Task:
    """Return the task of a new decision with one charge, or of the one given."""
    if decision is not None or changes:
        return _assigned(world, decision or approved(world, points=[point(world, charges=[charge(world, **changes)])]))
    return remembered(_task, world)


def _task(world: World) -> Task:
    return _assigned(world, approved(world))


def _assigned(world: World, found: Decision) -> Task:
    (task,) = assigning.assign(by=world.secretary, decision=found.pk)
    return task


def task_in(world: World, state: str) -> Task:
    """Return a task that acts have brought to a state."""
    return remembered(_task_in, world, state, about=state)


def _task_in(world: World, state: str) -> Task:
    task = task_of(world)
    for verb in ROAD[state]:
        do(verb, task, who_may(world, verb))
    return Task.objects.get(pk=task.pk)


def body(world: World, name: str) -> Organization:
    """Found one more department."""
    return bodies.found_organization(by=world.admin, body=world.body.pk, name=name, kind="department")


def merge(world: World, old: list[Organization], new: list[Organization], **changes: Any) -> Succession:
    """Let organizations be succeeded by others on the first day of 2022."""
    given = {
        "old": [each.pk for each in old],
        "new": [each.pk for each in new],
        "happened_on": date(2022, 1, 1),
        "legal_act": "Nghị quyết 01",
    }
    return succession.succeed(by=world.admin, **(given | changes))
