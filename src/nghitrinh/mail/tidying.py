"""Tidying the outbox: of letters that are done with nothing is kept longer than the home wants.

A row has no words, but says who was written to of what, and in a home without a mail server the letter lies beside it
as a file. What could give rise to a second letter is kept: by the notices of an open task and of a meeting ahead we
know who was written to.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from nghitrinh.mail.models import Letter, LetterState, Notice
from nghitrinh.mail.transport import folder
from nghitrinh.record.kernel import turn
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.tasks.queries import WAITING

# So many letters are deleted in one transaction: acts wait no longer for it than for one another.
_AT_ONCE = 200


def tidy() -> int:
    """Delete the letters that were sent, or had nothing to say, longer ago than the home keeps them; return how many.

    What could not be sent stays until somebody tries it again or lets it be.
    """
    count = 0
    while keys := list(_done_with().values_list("pk", flat=True)[:_AT_ONCE]):
        for key in keys:  # first the words: killed here, the row is still there to find them by
            (folder() / f"{key}.eml").unlink(missing_ok=True)
        count += _deleted(keys)
    return count


def _deleted(keys: list[UUID]) -> int:
    with turn.taken(), transaction.atomic():
        Notice.objects.filter(letter__in=keys).delete()
        return Letter.objects.filter(pk__in=keys).delete()[0]


def _done_with() -> QuerySet[Letter]:
    before = timezone.now() - timedelta(days=settings.MAIL.kept_days)
    ahead = Meeting.objects.exclude(state__in=(MeetingState.CLOSED, MeetingState.CANCELLED)).values("pk")
    waiting = Task.objects.filter(state__in=WAITING).values("pk")
    needed = Notice.objects.filter(Q(subject__in=ahead) | Q(subject__in=waiting), letter__isnull=False)
    ended = Letter.objects.filter(state__in=(LetterState.SENT, LetterState.DROPPED), ended_at__lt=before)
    return ended.exclude(pk__in=needed.values("letter")).order_by("ended_at")
