"""Slowing down whoever guesses: after some failures one waits, each time twice as long, up to a quarter of an hour.

Failures are counted for a name from one address, for a name from anywhere, and for an address whatever the name: so a
guesser is stopped soon, and cannot keep somebody else out by a few failures from elsewhere. While one waits nothing is
checked, and the words are the same for a name that nobody has.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nghitrinh.desk.models import Guesses
from nghitrinh.vietnamese import name_key

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
# Failures after which there was quiet for so long count no more.
FORGOTTEN = timedelta(hours=1)
# How many failures are let through before one waits.
OF_NAME_AND_ADDRESS, OF_NAME, OF_ADDRESS, OF_FACTOR = 5, 20, 50, 5


@dataclass(frozen=True)
class Key:
    """What failures are counted for, and how many are let through; its text is a digest."""

    text: str
    most: int


def keys_of(username: str, address: str) -> list[Key]:
    """Return what a sign-in is counted for. The name need be nobody's."""
    name = name_key(username)
    return [
        _key(OF_NAME_AND_ADDRESS, "both", name, address),
        _key(OF_NAME, "name", name),
        _key(OF_ADDRESS, "address", address),
    ]


def keys_of_factor(user: object) -> list[Key]:
    """Return what an answer to the second step is counted for: the account, from wherever."""
    return [_key(OF_FACTOR, "factor", str(user))]


def _key(most: int, *parts: str) -> Key:
    return Key(hashlib.sha256("\0".join(parts).encode()).hexdigest(), most)


def waits_until(keys: list[Key]) -> datetime | None:
    """Return until when nothing is checked; None when it is now."""
    found = Guesses.objects.filter(pk__in=[key.text for key in keys], waits_until__gt=timezone.now())
    return max((each.waits_until for each in found if each.waits_until), default=None)


def failed(keys: list[Key]) -> datetime | None:
    """Count a failure; return until when one waits from now on, if one does."""
    now = timezone.now()
    until: datetime | None = None
    with transaction.atomic():
        Guesses.objects.filter(last_at__lt=now - FORGOTTEN).delete()
        for key in keys:
            guesses, _ = Guesses.objects.select_for_update(no_key=True).get_or_create(
                pk=key.text, defaults={"last_at": now}
            )
            guesses.count, guesses.last_at = guesses.count + 1, now
            over = guesses.count - key.most
            if over >= 0:
                guesses.waits_until = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(over, 10))
                until = max(until or guesses.waits_until, guesses.waits_until)
            guesses.save()
    return until


def succeeded(keys: list[Key]) -> None:
    """Forget the failures of who got in; those of an address stay, since others sit behind it."""
    Guesses.objects.filter(pk__in=[key.text for key in keys if key.most != OF_ADDRESS]).delete()
