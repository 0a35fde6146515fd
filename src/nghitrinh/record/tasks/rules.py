"""What may happen to a task, and by whom. Whatever is confirmed or cancelled is closed and stays closed.

`organization.succeed` moves open tasks and changes no state.
"""

from uuid import UUID

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, RolesFor, table
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskState
from nghitrinh.record.tasks.queries import WAITING

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)
OFFICER = (Role.OFFICER,)


def _side(allowed: tuple[Role, ...], task: Task, _roles_for: RolesFor) -> UUID:
    """An officer acts for the responsible body, the secretariat or the chair for the body that charged it."""
    return task.responsible_id if allowed == OFFICER else task.owner_id


TASK = table(
    "task",
    Task,
    ("task.assign", (NEW,), TaskState.ASSIGNED, S),
    ("task.import_list", (NEW,), TaskState.ASSIGNED, S),
    ("task.accept", (TaskState.ASSIGNED,), TaskState.ACCEPTED, OFFICER),
    ("task.report", (TaskState.ACCEPTED, TaskState.RETURNED), TaskState.REPORTED, OFFICER),
    ("task.confirm", (TaskState.REPORTED,), TaskState.CONFIRMED, LEADS),
    ("task.return", (TaskState.REPORTED,), TaskState.RETURNED, LEADS),
    ("task.ask", WAITING, "", LEADS),
    ("task.answer", WAITING, "", OFFICER),
    ("task.extend", OPEN_STATES, "", S),
    ("task.cancel", OPEN_STATES, TaskState.CANCELLED, S),
    ("decision.correct", OPEN_STATES, "", LEADS),
    side=_side,
)
