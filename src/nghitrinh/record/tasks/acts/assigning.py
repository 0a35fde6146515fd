"""Charges become tasks when their decision takes effect."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.kernel.messages import label_of, labels_of
from nghitrinh.record.tasks.assigning import Moves, assign_charges
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.tasks.rules import TASK


@act("task.assign")
def assign(act: Act, *, decision: UUID, moves: Moves = {}) -> list[Task]:  # noqa: B006 - copied by the parameter model
    """Assign every charge of an approved or issued decision that has no task yet; return the new tasks.

    `moves` says to whom a charge goes whose body has ended and was succeeded by several.
    """
    found = act.get(Decision, decision, field="decision")
    act.require(found.owner_id, *TASK.find(act.name).roles)
    if found.state not in SETTLED:
        raise WrongState(
            _("Kết luận chưa có hiệu lực"),
            code="decision_not_in_effect",
            field="state",
            found=label_of(found),
            expected=labels_of(Decision, SETTLED),
        )
    act.about(found)
    return assign_charges(act, found, moves=moves)
