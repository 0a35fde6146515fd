"""The private address of a user's calendar: who has it reads when and where that user's meetings are."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from nghitrinh.mail import addresses, invitations
from nghitrinh.mail.models import CalendarLink
from nghitrinh.record.kernel import clock, turn
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.queries import CALLED, CALLED_OFF, meetings_visible_to

# What a calendar shows of the past.
DAYS_BEHIND = timedelta(days=90)


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


def feed_of(user: User) -> bytes:
    """Return the feed of a user's meetings: those that were convened; of the restricted no word leaves."""
    since = clock.now() - DAYS_BEHIND
    called = meetings_visible_to(user).filter(CALLED | CALLED_OFF, level__in=BELOW_RESTRICTED, starts_at__gte=since)
    page = addresses.whole(addresses.MEETING)
    return invitations.feed(called.order_by("starts_at", "id"), user, timezone.now(), page)
