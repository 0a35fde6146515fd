"""Whom a meeting, a task or a question concerns, of those who can be written to, and what of it each may see."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from nghitrinh.mail.models import OF_A_DAY, OF_A_MEETING, OF_A_SLIP, OF_AN_OPINION, Choice, Kind, Preference
from nghitrinh.record.bodies.models import Grant, Membership
from nghitrinh.record.bodies.seats import memberships_of, users_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.opinions.models import Request, RoundState
from nghitrinh.record.opinions.queries import requests_to
from nghitrinh.record.papers.queries import wanted_of
from nghitrinh.record.presence.queries import asked_of
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.tasks.queries import WAITING, open_questions, tasks_visible_to
from nghitrinh.record.voting.asked import unanswered_of
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import votes_visible_to


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
    """Return who is asked to a meeting: whom the record invites, and whom they send."""
    return asked_of(meeting, clock.today())


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


def asked(request: Request) -> set[UUID]:
    """Return who answers where somebody is asked for an opinion: the holder of a post, or a body's officers."""
    if request.membership is not None:
        return {user.pk for user in users_of(request.membership, clock.today())}
    return with_role([request.organization_id], Role.OFFICER)


def asked_in_writing(votes: Iterable[Vote]) -> set[UUID]:
    """Return the users who act for a seat that has not answered one of some questions in writing."""
    seats = {seat.membership for vote in votes for seat in unanswered_of(vote)}
    held = Membership.objects.filter(pk__in=seats)
    return {user.pk for each in held for user in users_of(each, clock.today())}


def visible(user: User, kind: str, subject: UUID) -> Any:
    """Return what a notice is about as this user may see it now; None where they may not, or it is over."""
    if kind in OF_A_MEETING:
        return meetings_visible_to(user).filter(pk=subject).first()
    if kind in OF_A_SLIP:
        return _still_asked(user, subject)
    if kind == Kind.PAPERS:
        bodies = user.grants.filter(in_force(clock.today()), role=Role.OFFICER).values_list("organization", flat=True)
        return wanted_of(user, list(bodies)).select_related("meeting").filter(pk=subject).first()
    if kind in OF_AN_OPINION:
        waiting = requests_to(user, clock.today()).filter(round__state=RoundState.OPEN, opinion__isnull=True)
        return waiting.select_related("round__source").filter(pk=subject).first()
    found = tasks_visible_to(user).filter(pk=subject).first()
    return found if found is not None and _still_asks(kind, found) else None


def _still_asked(user: User, meeting: UUID) -> Meeting | None:
    """Return a meeting in writing where a user has a question to answer that they see; None where there is none."""
    votes = votes_visible_to(user).filter(item__meeting=meeting, state=VoteState.OPEN, form=VoteForm.WRITTEN)
    own = memberships_of(user, clock.today())
    waits = any(own & set(seat.posts) for vote in votes for seat in unanswered_of(vote))
    return meetings_visible_to(user).filter(pk=meeting).first() if waits else None


def _still_asks(kind: str, task: Task) -> bool:
    """Tell whether a task still waits for its body, and where a deadline gave rise to it, whether it has one."""
    if kind == Kind.ASKED and not open_questions(task).exists():
        return False
    return task.state in WAITING and (kind not in OF_A_DAY or task.due_on is not None)


def presenters_of(item: AgendaItem) -> set[UUID]:
    """Return the officers of the body that presents an item."""
    return with_role({item.presenter_id}, Role.OFFICER) if item.presenter_id else set()


def seen_by(users: Iterable[UUID], kind: str, subject: UUID) -> list[User]:
    """Return those of the users who can be written to and may see what the notice would be about."""
    asked = reachable().filter(pk__in=set(users)).order_by("recorded_at", "id")
    return [user for user in asked if visible(user, kind, subject) is not None]
