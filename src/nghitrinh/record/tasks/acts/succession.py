"""Organizations end and others take over: their open tasks move under one cause, and the first addressee stays."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.checks import require_order
from nghitrinh.record.bodies.ended import has_ended
from nghitrinh.record.bodies.keepers import side_from_outside
from nghitrinh.record.bodies.models import Organization, Source, Succession, SuccessionLink
from nghitrinh.record.kernel.acts import NOBODYS, Act, act
from nghitrinh.record.kernel.days import require_come
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.texts import Headline, Reason
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskBody

Several = Annotated[list[UUID], Field(min_length=1)]
NOT_OVER = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
RELATIONS = ("responsible", "through", "report_to")


@act("organization.succeed", ADMINISTRATOR, Role.SECRETARY)
def succeed(
    act: Act,
    *,
    old: Several,
    new: Several,
    happened_on: date,
    legal_act: Headline,
    source: UUID | None = None,
    moves: dict[UUID, UUID] = {},  # noqa: B006 - copied by the parameter model
) -> Succession:
    """End organizations in favour of others (n to m) by a legal act, and move their open tasks.

    `moves` says for each old organization with open tasks which new one has them; with one new it goes without saying.
    """
    ending, heirs = _sides(act, old, new)
    sides = [side_from_outside(act.by, each) for each in ending.values()]
    for side in sides:
        act.require(side)
    require_come(act, happened_on, field="happened_on")
    targets = _targets(act, ending, heirs, moves)
    succession = Succession(
        happened_on=happened_on,
        legal_act=legal_act,
        source=act.get(Source, source, field="source") if source else None,
    )
    act.create(succession)
    for body in ending.values():
        act.change(body, "ended_on", body.ended_on, happened_on)
        body.ended_on = happened_on
        act.save(body)
        for heir in heirs.values():
            act.create(SuccessionLink(succession=succession, old=body, new=heir))
    _move_tasks(act, succession, targets)
    act.about(succession, owner=next((each for each in sides if each != NOBODYS), None))
    return succession


@act("organization.end", ADMINISTRATOR, Role.SECRETARY)
def end_organization(act: Act, *, organization: UUID, edit: int, ended_on: date, reason: Reason) -> Organization:
    """End an organization that nobody takes over from; one with open tasks needs a successor, or its tasks an end."""
    found = act.open(Organization, organization, edit, side=lambda each: side_from_outside(act.by, each))
    if found.ended_on is not None:
        raise has_ended(found, field="organization")
    require_come(act, ended_on, field="ended_on")
    require_order(act, found.started_on, ended_on, field="ended_on")
    if tasks := _open_tasks_of([found.pk]).distinct().count():
        act.refuse(
            Contradiction(
                _("Còn %(found)s việc chưa xong ở cơ quan này"),
                code="tasks_open",
                field="organization",
                found=tasks,
                expected=_("mọi việc đã xong, hoặc một cơ quan kế tục"),
            )
        )
    if meeting := Meeting.objects.filter(owner=found, state__in=NOT_OVER).order_by("starts_at").first():
        act.refuse(
            Contradiction(
                _("Cơ quan này còn hội nghị chưa xong: %(found)s"),
                code="meeting_not_over",
                field="organization",
                found=meeting.label(),
                expected=_("hội nghị đã bế mạc hoặc hủy"),
            )
        )
    act.change(found, "ended_on", found.ended_on, ended_on)
    found.ended_on = ended_on
    act.reason = reason
    return act.save(found)


Bodies = dict[UUID, Organization]


def _sides(act: Act, old: list[UUID], new: list[UUID]) -> tuple[Bodies, Bodies]:
    """Re-read both sides under lock, in one order for all, so that two successions cannot wait for each other."""
    named = [(f"old.{index}", body) for index, body in enumerate(old)]
    named += [(f"new.{index}", body) for index, body in enumerate(new)]
    bodies: Bodies = {}
    for field, identifier in sorted(named, key=lambda each: each[1]):
        if identifier in bodies:
            act.refuse(_named_twice(bodies[identifier], field))
        bodies[identifier] = body = act.get(Organization, identifier, field=field)
        if body.ended_on is not None:
            act.refuse(has_ended(body, field=field))
    return {body: bodies[body] for body in old}, {body: bodies[body] for body in new}


def _named_twice(body: Organization, field: str) -> BadInput:
    return BadInput(
        _("Nêu hai lần: %(found)s"),
        code="named_twice",
        field=field,
        found=body.name,
        expected=_("mỗi cơ quan một lần"),
    )


def _open_tasks_of(bodies: list[UUID]) -> QuerySet[Task]:
    concerned = Q(responsible__in=bodies) | Q(through__in=bodies) | Q(report_to__in=bodies) | Q(with_bodies__in=bodies)
    return Task.objects.filter(concerned, state__in=OPEN_STATES).order_by()


def _targets(act: Act, ending: Bodies, heirs: Bodies, moves: dict[UUID, UUID]) -> dict[UUID, Organization]:
    """Return for each old organization the one that has its tasks now; refuse what is unclear."""
    for old, given in moves.items():
        if old not in ending or given not in heirs:
            act.refuse(
                BadInput(
                    _("Không thuộc việc kế tục này"),
                    code="not_of_succession",
                    field=f"moves.{old}",
                    found=given,
                    expected=_("một cơ quan cũ, và một trong các cơ quan mới"),
                )
            )
    only: UUID | None = next(iter(heirs)) if len(heirs) == 1 else None
    targets: dict[UUID, Organization] = {}
    for old in ending:
        heir = moves.get(old, only)
        if heir in heirs:
            targets[old] = heirs[heir]
        elif heir is None and _open_tasks_of([old]).exists():
            act.refuse(
                BadInput(
                    _("Còn việc chưa xong, mà có nhiều cơ quan kế tục: hãy chọn cơ quan nhận việc"),
                    code="open_tasks_several_successors",
                    field=f"moves.{old}",
                    expected=", ".join(str(each) for each in heirs),
                )
            )
    return targets


def _move_tasks(act: Act, succession: Succession, targets: dict[UUID, Organization]) -> None:
    concerned = _open_tasks_of(list(targets)).values("pk")
    for task in Task.objects.select_for_update(no_key=True).filter(pk__in=concerned).order_by("pk"):
        for relation in RELATIONS:
            before = getattr(task, f"{relation}_id")
            if before in targets:
                act.change(task, relation, before, targets[before].pk)
                setattr(task, relation, targets[before])
                task.moved_by = succession if relation == "responsible" else task.moved_by
        _move_with_bodies(act, task, targets)
        act.save(task)


def _move_with_bodies(act: Act, task: Task, targets: dict[UUID, Organization]) -> None:
    with_bodies = {row.organization_id for row in TaskBody.objects.filter(task=task)}
    for row in TaskBody.objects.filter(task=task, organization__in=targets).order_by("id"):
        heir = targets[row.organization_id]
        if heir.pk in with_bodies:
            act.remove(row)
        else:
            with_bodies.add(heir.pk)
            row.organization = heir
            act.save(row)
