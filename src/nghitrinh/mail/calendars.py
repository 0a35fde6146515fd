"""The private address of a user's calendar: who has it reads when and where that user's meetings are."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from nghitrinh.mail import addresses, invitations
from nghitrinh.mail.models import CalendarLink
from nghitrinh.record.kernel import clock, turn
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.meetings.queries import CALLED, CALLED_OFF, meetings_visible_to

# What a calendar shows of the past.
DAYS_BEHIND = timedelta(days=90)
MOST_ROWS = 500


def renew(user: User) -> str:
    """Give a user a new address, which ends the one before; return its secret, of which only the digest is kept."""
    secret = secrets.token_urlsafe(24)
    with turn.taken():
        given = {"digest": _digest(secret), "made_at": timezone.now()}
        CalendarLink.objects.update_or_create(user=user, defaults=given)
    return secret


def end(user: User) -> None:
    """End a user's address."""
    with turn.taken():
        CalendarLink.objects.filter(user=user).delete()


def user_of(secret: str) -> User | None:
    """Return whose address a secret is; nobody's where it ended, or its user may not sign in."""
    link = CalendarLink.objects.filter(digest=_digest(secret), user__is_active=True).select_related("user").first()
    return link.user if link else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _called(user: User) -> QuerySet[Meeting]:
    """Return a user's meetings that were convened; of the restricted no word leaves."""
    return meetings_visible_to(user).filter(CALLED | CALLED_OFF, level__in=BELOW_RESTRICTED)


def _since(moment: datetime) -> Q:
    """Return the condition of meetings since a moment; those that ask in writing are there until the last answers."""
    asks = Q(answers_by__isnull=False, answers_by__gte=moment.astimezone(clock.ZONE).date(), state=MeetingState.OPEN)
    return Q(starts_at__gte=moment) | asks


def feed_of(user: User) -> bytes:
    """Return the feed of a user's meetings, in the order of their days."""
    called = _called(user).filter(_since(clock.now() - DAYS_BEHIND))
    page = addresses.whole(addresses.MEETING)
    return invitations.feed(called.order_by("starts_at", "id"), user, timezone.now(), page)


def rows_of(user: User, *, ahead: bool, body: UUID | None = None) -> list[dict[str, Any]]:
    """Return a user's coming meetings, the next first, or those of days before today, the last first: for programs.

    Each has what its feed says of it, and no more; at most `MOST_ROWS`, of one body where it is named.
    """
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    called = _called(user).filter(_since(midnight) if ahead else ~_since(midnight))
    called = called.filter(owner=body) if body else called
    order = ("starts_at", "id") if ahead else ("-starts_at", "id")
    page = addresses.whole(addresses.MEETING)
    shown = called.select_related("owner").prefetch_related("convenings").order_by(*order)[:MOST_ROWS]
    return [_row(each, page.format(each.pk)) for each in shown]


def _row(meeting: Meeting, page: str) -> dict[str, Any]:
    begins = meeting.starts_at.astimezone(clock.ZONE)
    return {
        "id": str(meeting.pk),
        "title": invitations.words_of(meeting),
        "body": {"id": str(meeting.owner_id), "name": meeting.owner.name},
        "starts": begins.isoformat() if meeting.has_time else meeting.due_day.isoformat(),
        "place": meeting.place,
        "form": meeting.form,
        "state": meeting.state,
        "illustrative": meeting.is_illustrative,
        "page": page if "://" in page else None,
    }
