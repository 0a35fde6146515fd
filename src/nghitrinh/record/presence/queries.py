"""Reads of invitations that carry meaning."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from nghitrinh.record.bodies.queries import inside, organizations_of
from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.presence.models import Answer, Invitation


def invitations_to(user: User | None, day: date) -> QuerySet[Invitation]:
    """Return the invitations that a user answers: their own, and those of the bodies whose officer they are.

    Before a meeting is convened it asks nobody. Of what is restricted no body outside knows by this record.
    """
    bodies = organizations_of(user, [Role.OFFICER])
    known = Q(meeting__level__in=BELOW_RESTRICTED) & (Q(item=None) | Q(item__level__in=BELOW_RESTRICTED))
    own = Q(membership__in=memberships_of(user, day)) & (Q(membership__organization=F("meeting__owner")) | known)
    found = Invitation.objects.filter(own | (Q(organization__in=bodies) & known))
    return found.exclude(meeting__state=MeetingState.PLANNED).select_related(
        "meeting__owner", "item", "organization", "membership"
    )


def invitations_of(user: User | None, meeting: Meeting) -> QuerySet[Invitation]:
    """Return the invitations to a meeting that a user sees from inside: to restricted items with these alone."""
    items = items_visible_to(user).filter(meeting=meeting).order_by().values("pk")
    return meeting.invitations.filter(Q(item=None) | Q(item__in=items)).select_related(
        "item", "organization", "membership__person", "membership__organization", "substitute"
    )


def unanswered(user: User, owners: list[UUID]) -> QuerySet[Invitation]:
    """Return the invitations of meetings to come of bodies that nobody has answered."""
    convened = Meeting.objects.filter(inside(user), owner__in=owners, state=MeetingState.CONVENED)
    return Invitation.objects.filter(meeting__in=convened, answer=Answer.OPEN)
