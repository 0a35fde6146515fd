"""A charge becomes a task when its decision takes effect; also called by the act that issues the decision."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Organization, Succession, SuccessionLink
from nghitrinh.record.decisions.given import CHARGE_COLUMNS
from nghitrinh.record.decisions.models import Charge, Decision
from nghitrinh.record.decisions.queries import points_of
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.tasks.models import Task, TaskBody
from nghitrinh.record.tasks.rules import TASK

Moves = dict[UUID, UUID]


def assign_charges(act: Act, decision: Decision, *, moves: Moves | None = None) -> list[Task]:
    """Make a task of every charge that has none, within the act that puts the decision into effect.

    The caller holds the decision under lock. A past meeting's tasks were assigned on its day.
    """
    meeting = decision.item.meeting
    day = meeting.day if meeting.entered_past else act.at.date()
    taken = set(decision.tasks.values_list("charge_key", flat=True))
    charges = [(point.key, charge) for point in points_of(decision) for charge in point.charges.all()]
    waiting = [(point_key, charge) for point_key, charge in charges if charge.key not in taken]
    heirs = [_heir(act, charge.responsible, moves or {}) for _point_key, charge in waiting]
    return [
        _assigned(act, decision, point_key, charge, day, heir)
        for (point_key, charge), heir in zip(waiting, heirs, strict=True)
    ]


Heir = tuple[Organization, Succession | None]


def _assigned(act: Act, decision: Decision, point_key: UUID, charge: Charge, day: date, heir: Heir) -> Task:
    responsible, succession = heir
    charged = {column: getattr(charge, column) for column in CHARGE_COLUMNS}
    task = Task(
        owner_id=decision.owner_id,
        level=decision.level,
        source=decision.source,
        decision=decision,
        point_key=point_key,
        charge_key=charge.key,
        addressee=charge.responsible,
        moved_by=succession,
        assigned_on=day,
        state="",
        **charged | {"responsible_id": responsible.pk},
    )
    act.step(TASK, task, verb="task.assign")
    act.create(task)
    for body in charge.with_bodies.all():
        act.create(TaskBody(task=task, organization=body))
    return task


def _heir(act: Act, body: Organization, moves: Moves) -> Heir:
    """Return who has the duties of a body now, and by which succession; a body that has no heir keeps them."""
    succession: Succession | None = None
    while body.ended_on is not None:
        links = list(SuccessionLink.objects.filter(old=body).select_related("new", "succession").order_by("id"))
        if not links:
            break
        chosen = _chosen(act, body, links, moves)
        body, succession = chosen.new, chosen.succession
    return body, succession


def _chosen(act: Act, body: Organization, links: list[SuccessionLink], moves: Moves) -> SuccessionLink:
    if len(links) == 1:
        return links[0]
    for link in links:
        if moves.get(body.pk) == link.new_id:
            return link
    act.refuse(
        BadInput(
            _("Có nhiều cơ quan kế tục: hãy chọn cơ quan nhận việc"),
            code="several_successors",
            field=f"moves.{body.pk}",
            found=str(moves.get(body.pk, "")),
            expected=", ".join(str(link.new_id) for link in links),
        )
    )
    return links[0]
