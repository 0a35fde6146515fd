"""What pages of a meeting under way show: made from what may be seen of it, not from who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from nghitrinh.desk.course.wording import lasted
from nghitrinh.desk.presence.room import shown
from nghitrinh.desk.presence.wording import ahead_words, present_words, rule_words
from nghitrinh.desk.voting.reads import Shown, tallies_of
from nghitrinh.record.course.models import Speech
from nghitrinh.record.course.queries import Course, course_of, items_seen_by
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Meeting, MeetingState
from nghitrinh.record.presence.quorum import Room
from nghitrinh.record.procedure import provisions
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import votes_visible_to


@dataclass(frozen=True)
class VoteNow:
    """A vote on the item that is heard: what it came to once it is closed, and who may still say something.

    `is_left` says that its item is heard no more, while it is open still.
    """

    vote: Vote
    tallies: list[Shown]
    said: int
    is_left: bool = False


def now_of(meeting: Meeting, items: Sequence[AgendaItem], votes: QuerySet[Vote]) -> dict[str, Any]:
    """Return what is shown of a meeting as it is now, of these items and votes alone."""
    course = course_of(meeting, items, clock.now())
    quorum = shown(Room(meeting))
    begun = meeting.state in (MeetingState.OPEN, MeetingState.CLOSED)
    return {
        "meeting": meeting,
        "course": course,
        "votes": _votes(meeting, course, votes),
        "quorum": quorum,
        "rule": rule_words(quorum),
        "present": present_words(quorum) if begun else ahead_words(quorum),
        "is_short": begun and quorum.is_met is False,
        "lasted": lasted,
        "so_far": lasted,
        "moment": clock.now().timestamp(),
        "speaks_for": speaks_for(course.speaking),
    }


def seen_by(user: User, meeting: Meeting) -> dict[str, Any]:
    """Return what a user is shown of a meeting as it is now."""
    return now_of(meeting, items_seen_by(user, meeting), votes_visible_to(user))


def seen_in_the_room(user: User, meeting: Meeting) -> dict[str, Any]:
    """Return what whoever sits in the room is shown: nothing restricted, whoever lets the screen show it.

    Numbers of a vote stand there where the body's rule lets others than its members know them.
    """
    items = [each for each in items_seen_by(user, meeting) if each.level != Level.RESTRICTED]
    found = now_of(meeting, items, votes_visible_to(user).exclude(level=Level.RESTRICTED))
    rule = found["quorum"].rule
    return found | {"counts": rule is not None and rule.get(provisions.Key.PUBLIC_VOTES) != provisions.Shown.NONE}


def _votes(meeting: Meeting, course: Course, votes: QuerySet[Vote]) -> list[VoteNow]:
    """Return the votes on what is heard, and before them those still open on an item that was left: they wait too."""
    heard = course.heard.item.pk if course.heard else None
    items = [each.item.pk for each in course.items]
    of_now = Q(item=heard) | Q(item__meeting=meeting, item__in=items, state=VoteState.OPEN)
    rows = votes.filter(of_now).exclude(state=VoteState.CANCELLED).order_by("recorded_at", "id")
    found = [VoteNow(each, tallies_of(each), _said(each), is_left=each.item_id != heard) for each in rows]
    return sorted(found, key=lambda each: not each.is_left)


def _said(vote: Vote) -> int:
    by_name = vote.state == VoteState.OPEN and vote.form == VoteForm.NAMED
    return vote.ballots.count() if by_name else 0


def speaks_for(speech: Speech | None) -> timedelta | None:
    """Return for how long somebody speaks already."""
    return clock.now() - speech.called_at if speech and speech.called_at else None
