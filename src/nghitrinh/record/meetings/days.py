"""On which day a meeting was held, against the days of what tells of it: nobody tells of what has not happened.

Notices and articles stand in rooms above: each asks `require_held_by` when it gets its day, and says here
(`FIRST_ACCOUNTS`, by `record.acts`) since which day it tells of a meeting, for the acts that move that.
"""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.meetings.models import Meeting

# Each returns the first day on which something of its room tells of a meeting; None for nothing.
FIRST_ACCOUNTS: tuple[Callable[[Meeting], date | None], ...] = ()


def aware(moment: datetime) -> datetime:
    """Return a moment with its zone: one typed without a zone is meant in Vietnam's."""
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def begins(meeting: Meeting, moment: datetime) -> datetime:
    """Return when a meeting begins that is set for a moment: one in writing has its day alone."""
    at = aware(moment)
    return datetime.combine(at.astimezone(ZONE).date(), time(), tzinfo=ZONE) if meeting.is_written else at


def move(act: Act, meeting: Meeting, starts_at: datetime) -> None:
    """Let a meeting be held at another time; what tells of it already must not be older than it.

    Raises:
        Contradiction: `dated_before_meeting`.
    """
    at = begins(meeting, starts_at)
    act.change(meeting, "starts_at", meeting.starts_at, at)
    meeting.starts_at = at
    for dated in filter(None, (first(meeting) for first in FIRST_ACCOUNTS)):
        require_held_by(meeting, dated, field="starts_at")


def require_held_by(meeting: Meeting, dated: date, *, field: str) -> None:
    """Refuse to tell, with the date `dated`, of a meeting that is held on a later day.

    Raises:
        Contradiction: `dated_before_meeting`.
    """
    if meeting.day > dated:
        raise Contradiction(
            _("Hội nghị họp ngày %(found)s, văn bản hoặc bài viết về nó lại mang ngày %(dated)s"),
            code="dated_before_meeting",
            field=field,
            found=meeting.day,
            expected=_("ngày họp %(dated)s hoặc sớm hơn"),
            dated=dated,
        )
