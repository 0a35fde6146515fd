"""Reads of invitations that carry meaning."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.bodies.queries import inside, organizations_of
from nghitrinh.record.bodies.seats import in_seat_order, memberships_of, seats_on, users_of
from nghitrinh.record.kernel.acts import NOBODYS
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED, Level, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
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


def invited_in_order(meeting: Meeting, invitations: Iterable[Invitation]) -> list[Invitation]:
    """Return invitations in the order in which the body is listed; guests and bodies behind, as they were asked."""
    return in_seat_order(invitations, seats_on(meeting.owner_id, meeting.day), lambda each: each.membership_id)


def unanswered(user: User, owners: list[UUID]) -> QuerySet[Invitation]:
    """Return the invitations of meetings to come of bodies that nobody has answered."""
    convened = Meeting.objects.filter(inside(user), owner__in=owners, state=MeetingState.CONVENED)
    return Invitation.objects.filter(meeting__in=convened, answer=Answer.OPEN)


def side_of(invitation: Invitation) -> UUID:
    """Return the organization for which an invitation is answered; nobody's for a guest, for whom the secretary does.

    Of a restricted meeting or item no body outside knows by this record.
    """
    invited = invitation.membership.organization_id if invitation.membership else invitation.organization_id
    if invited != invitation.meeting.owner_id and invitation.level == Level.RESTRICTED:
        return NOBODYS
    return invited or NOBODYS


def asked_of(meeting: Meeting, day: date) -> set[UUID]:
    """Return the users whom a meeting asks, as `invitations_to` finds it for each: who declined is asked still.

    With them whoever is sent as a substitute by a post of this record.
    """
    found: set[UUID] = set()
    rows = meeting.invitations.select_related("meeting", "item", "organization", "membership", "substitute")
    for each in rows:
        held = [each.membership] if side_of(each) != NOBODYS and each.membership else []
        held += [each.substitute] if each.substitute and each.answer == Answer.SENDS else []
        found |= {user.pk for membership in held for user in users_of(membership, day)}
    bodies = {each.organization_id for each in rows if each.organization_id and side_of(each) != NOBODYS}
    officers = Grant.objects.filter(in_force(day), organization__in=bodies, role=Role.OFFICER, user__is_active=True)
    return found | set(officers.values_list("user", flat=True))


def presented_unasked(user: User | None, meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items of which this user knows that a body outside presents and no invitation of it tells it.

    They are restricted, or their meeting is: the secretary asks by a letter on paper or by telephone.
    """
    if meeting.is_written or meeting.state not in (MeetingState.PLANNED, MeetingState.CONVENED):
        return AgendaItem.objects.none()
    items = items_visible_to(user).filter(meeting=meeting, state=ItemState.OPEN, presenter__isnull=False)
    if meeting.level != Level.RESTRICTED:
        items = items.filter(level=Level.RESTRICTED)
    asked = meeting.invitations.filter(item=OuterRef("pk"), organization=OuterRef("presenter"))
    return items.exclude(presenter=meeting.owner_id).exclude(Exists(asked)).select_related("presenter")
