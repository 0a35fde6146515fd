"""A corrected charge reaches its open task; a closed task stays as it was closed."""

from dataclasses import dataclass
from uuid import UUID

from nghitrinh.record.decisions.given import CHARGE_COLUMNS
from nghitrinh.record.decisions.models import Charge, Decision
from nghitrinh.record.decisions.queries import points_of
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.publications.queries import raise_public_revision
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskBody, TaskState
from nghitrinh.record.tasks.rules import TASK


@dataclass(frozen=True)
class Placed:
    """A charge and the point in which it stands."""

    point_key: UUID
    charge: Charge


def follow_correction(act: Act, decision: Decision, reason: str) -> list[str]:
    """Bring open tasks in line with the charges of the corrected decision; return the keys of all its tasks.

    Only what the correction changed is changed in the task: an extension or a succession since stands. The first
    addressee stays. A task whose charge is gone is cancelled; a new charge waits for `task.assign`.
    """
    old, new = _charges(decision, decision.current - 1), _charges(decision, decision.current)
    tasks = list(decision.tasks.select_for_update(no_key=True).order_by("pk"))
    for task in tasks:
        if task.state in OPEN_STATES and task.charge_key in old:
            _follow(act, task, old[task.charge_key].charge, new.get(task.charge_key), reason)
    return [canonical.key(task) for task in tasks]


def _charges(decision: Decision, number: int) -> dict[UUID | None, Placed]:
    points = points_of(decision, number)
    return {charge.key: Placed(point.key, charge) for point in points for charge in point.charges.all()}


def _follow(act: Act, task: Task, before: Charge, after: Placed | None, reason: str) -> None:
    act.step(TASK, task, verb="decision.correct")
    if after is None:
        act.change(task, "state", task.state, TaskState.CANCELLED)
        task.state, task.finished_on = TaskState.CANCELLED, act.at.date()
    elif not _changed(act, task, before, after):
        return
    task.note = f"Đính chính: {reason}"
    act.save(task)
    raise_public_revision(act, task)


def _changed(act: Act, task: Task, before: Charge, after: Placed) -> bool:
    """Take over what differs between two versions of a charge; tell whether anything does."""
    changed = task.point_key != after.point_key
    task.point_key = after.point_key
    for field in CHARGE_COLUMNS:
        value = getattr(after.charge, field)
        if getattr(before, field) != value:
            act.change(task, field, getattr(task, field), value)
            setattr(task, field, value)
            changed = True
    if before.responsible_id != after.charge.responsible_id:
        task.moved_by = None
    return _changed_with_bodies(act, task, before, after.charge) or changed


def _changed_with_bodies(act: Act, task: Task, before: Charge, after: Charge) -> bool:
    """Add and remove with_bodies; those that joined the task otherwise stay."""
    old, new = {body.pk for body in before.with_bodies.all()}, [body.pk for body in after.with_bodies.all()]
    for row in TaskBody.objects.filter(task=task, organization__in=old - set(new)).order_by("id"):
        act.remove(row)
    with_bodies = set(TaskBody.objects.filter(task=task).values_list("organization_id", flat=True))
    for body in new:
        if body not in with_bodies and body not in old:
            act.create(TaskBody(task=task, organization_id=body))
    return old != set(new)
