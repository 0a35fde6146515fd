"""Sending what is due: each letter is claimed, made, handed on and marked, by however many workers.

A claim is one statement that only one worker wins, and is committed before anything leaves. A worker that dies between
handing a letter on and marking it leaves a claim that runs out; the letter is then sent once more under the same
Message-ID (decision on letters: at least once, since an invitation that never came is worse than one that came twice).
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from nghitrinh.mail.models import WAITING, Letter, LetterState
from nghitrinh.mail.rendering import render
from nghitrinh.mail.transport import Fault, deliver
from nghitrinh.record.kernel import turn

LEASE = timedelta(minutes=5)
# After each failure the next try waits longer; after the last one the letter is given up. All of it is about a day.
WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 480, 720))
MOST_ATTEMPTS = len(WAITS) + 1
_log = logging.getLogger(__name__)


def send_due(most: int = 100) -> int:
    """Send letters that are due, and return how many were looked at; more than `most` wait for the next call."""
    for count in range(most):
        if not send_one():
            return count
    return most


def send_one() -> bool:
    """Send the letter that is due longest; tell whether there was one."""
    now = timezone.now()
    due = Q(state=LetterState.QUEUED, next_at__lte=now) | Q(state=LetterState.SENDING, leased_until__lt=now)
    letter = Letter.objects.filter(due).order_by("next_at", "id").first()
    if letter is None:
        return False
    if _claimed(letter):
        _send(letter)
    return True


def _claimed(letter: Letter) -> bool:
    """Claim a letter as it was read: whoever else claimed it meanwhile has raised the number of its attempts."""
    as_read = Letter.objects.filter(pk=letter.pk, state=letter.state, attempts=letter.attempts)
    letter.attempts += 1
    with turn.taken():
        until = timezone.now() + LEASE
        return bool(as_read.update(state=LetterState.SENDING, attempts=letter.attempts, leased_until=until))


def _send(letter: Letter) -> None:
    if letter.attempts > MOST_ATTEMPTS:  # it ended its worker each time
        _mark(letter, LetterState.FAILED, fault="interrupted")
        return
    try:
        message = render(letter)
        if message is None:
            _mark(letter, LetterState.DROPPED)
            return
        deliver(letter.pk, message)
    except Fault as fault:
        _put_back(letter, fault)
    except Exception:  # noqa: BLE001 - whatever one letter meets, the others go on, and the next try may pass
        _log.exception("a letter could not be made")
        _put_back(letter, Fault("broken"))
    else:
        _mark(letter, LetterState.SENT)


def _put_back(letter: Letter, fault: Fault) -> None:
    if fault.for_good or letter.attempts >= MOST_ATTEMPTS:
        _mark(letter, LetterState.FAILED, fault=fault.code, reply=fault.reply)
    else:
        next_at = timezone.now() + WAITS[letter.attempts - 1]
        _mark(letter, LetterState.QUEUED, fault=fault.code, reply=fault.reply, next_at=next_at)


def _mark(letter: Letter, state: LetterState, **given: object) -> None:
    """Say what came of a claim, unless it ran out and somebody else has the letter."""
    ended = None if state == LetterState.QUEUED else timezone.now()
    given = {"fault": "", "reply": None} | given
    with turn.taken():
        claimed = Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING, attempts=letter.attempts)
        claimed.update(state=state, leased_until=None, ended_at=ended, **given)


def hurry() -> int:
    """Let every letter that waits for its next try be due now, and return how many there were."""
    now = timezone.now()
    with turn.taken():
        return Letter.objects.filter(state=LetterState.QUEUED, next_at__gt=now).update(next_at=now)


def again(letter: UUID) -> bool:
    """Queue a letter anew that was given up; tell whether there was one."""
    given = {"state": LetterState.QUEUED, "attempts": 0, "next_at": timezone.now(), "ended_at": None}
    with turn.taken():
        return bool(Letter.objects.filter(pk=letter, state=LetterState.FAILED).update(**given))


def drop(letter: UUID) -> bool:
    """Let a letter be that was given up; tell whether there was one."""
    with turn.taken():
        return bool(Letter.objects.filter(pk=letter, state=LetterState.FAILED).update(state=LetterState.DROPPED))


def waiting() -> int:
    """Count the letters that are to be sent."""
    return Letter.objects.filter(state__in=WAITING).count()


def given_up() -> int:
    """Count the letters that could not be sent."""
    return Letter.objects.filter(state=LetterState.FAILED).count()
