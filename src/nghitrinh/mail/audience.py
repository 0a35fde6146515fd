"""Whom a meeting or a task concerns, of those who can be written to, and what of it each of them may see."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from nghitrinh.mail.models import OF_A_DAY, OF_A_MEETING, Choice, Kind, Preference
from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.bodies.seats import seats_on, users_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AWAY, AgendaItem, ItemState, Meeting
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.papers.queries import wanted_of
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.tasks.queries import WAITING, tasks_visible_to

SITS = (Role.MEMBER, Role.CHAIR)


def reachable() -> QuerySet[User]:
    """Return the users who have an address, may sign in, and want letters."""
    silent = Preference.objects.filter(choice=Choice.NONE).values("user")
    with_address = User.objects.filter(is_active=True, mail_address__isnull=False).exclude(mail_address__value="")
    return with_address.exclude(pk__in=silent)


def with_role(organizations: Iterable[UUID | None], *roles: Role) -> set[UUID]:
    """Return the users who have one of the roles for one of the organizations now."""
    live = Grant.objects.filter(in_force(clock.today()), organization__in=set(organizations) - {None}, role__in=roles)
    return set(live.values_list("user", flat=True))


def invitees(meeting: Meeting) -> set[UUID]:
    """Return who is asked to a meeting: who sits where it is convened, officers of who presents, who is invited."""
    convening = {meeting.owner_id, *meeting.convenings.values_list("organization", flat=True)}
    found = with_role(convening, *SITS)
    for organization in convening:
        for seat in seats_on(organization, meeting.day):
            found |= {user.pk for user in users_of(seat.membership, clock.today())}
    presenting = meeting.items.filter(presenter__isnull=False).exclude(state=ItemState.WITHDRAWN)
    bodies = set(presenting.values_list("presenter", flat=True))
    for guest in meeting.attendances.exclude(role__in=AWAY).select_related("membership"):
        if guest.membership is not None:
            found |= {user.pk for user in users_of(guest.membership, clock.today())}
            bodies.add(guest.membership.organization_id)
        elif guest.organization_id is not None:
            bodies.add(guest.organization_id)
    return found | with_role(bodies - convening, Role.OFFICER)


def charged(task: Task) -> set[UUID]:
    """Return the officers of the bodies that have a task."""
    return with_role(
        [task.responsible_id, task.through_id, *(body.pk for body in task.with_bodies.all())], Role.OFFICER
    )


def above(task: Task) -> set[UUID]:
    """Return who hears of a task that its body leaves overdue: the body through which it was charged, and who charged.

    A body that it is reported to hears of it where its officers may see the task.
    """
    officers = with_role({task.through_id, task.report_to_id} - {task.responsible_id}, Role.OFFICER)
    return officers | with_role({task.owner_id}, Role.CHAIR, Role.SECRETARY)


def visible(user: User, kind: str, subject: UUID) -> Any:
    """Return what a notice is about as this user may see it now; None where they may not, or it is over."""
    if kind in OF_A_MEETING:
        return meetings_visible_to(user).filter(pk=subject).first()
    if kind == Kind.PAPERS:
        bodies = user.grants.filter(in_force(clock.today()), role=Role.OFFICER).values_list("organization", flat=True)
        return wanted_of(user, list(bodies)).select_related("meeting").filter(pk=subject).first()
    found = tasks_visible_to(user).filter(pk=subject).first()
    return found if found is not None and _still_asks(kind, found) else None


def _still_asks(kind: str, task: Task) -> bool:
    """Tell whether a task still waits for its body, and where a deadline gave rise to it, whether it has one."""
    return task.state in WAITING and (kind not in OF_A_DAY or task.due_on is not None)


def presenters_of(item: AgendaItem) -> set[UUID]:
    """Return the officers of the body that presents an item."""
    return with_role({item.presenter_id}, Role.OFFICER) if item.presenter_id else set()


def seen_by(users: Iterable[UUID], kind: str, subject: UUID) -> list[User]:
    """Return those of the users who can be written to and may see what the notice would be about."""
    asked = reachable().filter(pk__in=set(users)).order_by("recorded_at", "id")
    return [user for user in asked if visible(user, kind, subject) is not None]
