"""Who is asked in writing and who has answered, as a vote keeps it: its seats are those of the day of asking.

Nobody is there or away. An answer is what counts for the quorum, and so does silence where the rule takes it for
agreement.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from nghitrinh.record.bodies.seats import Seat, seats_on
from nghitrinh.record.kernel import clock
from nghitrinh.record.meetings.models import AttendanceRole, Meeting
from nghitrinh.record.procedure.provisions import Key, Silence
from nghitrinh.record.procedure.queries import RuleText, rule_text_on
from nghitrinh.record.procedure.working_days import WorkingDays
from nghitrinh.record.voting.models import Candidate, SlipEntry, Vote, VoteState
from nghitrinh.record.voting.rolls import Roll, RollSeat, There, is_about


def last_day(rule: RuleText, body: UUID, day: date) -> date | None:
    """Return until when one answers who is asked on a day, by days that a jurisdiction works; None without a rule."""
    delay = rule.get(Key.WRITTEN_DELAY)
    return WorkingDays(body).after(day, delay) if delay is not None else None


def roll_asked(meeting: Meeting, rule: RuleText, moment: datetime, candidates: Iterable[Candidate]) -> Roll:
    """Return whom a question is put to: everybody in office on the day, but whom it is about."""
    chairs: set[UUID | None] = set(
        meeting.attendances.filter(role=AttendanceRole.CHAIR).values_list("membership", flat=True)
    )
    named = list(candidates)
    seats = tuple(_asked(each, chairs, named) for each in seats_on(meeting.owner_id, meeting.day))
    members = rule.members_of(rule.quorum.base, len(seats))
    return Roll(moment, seats, members, rule.quorum.needed(members))


def _asked(seat: Seat, chairs: set[UUID | None], candidates: list[Candidate]) -> RollSeat:
    held = seat.membership
    return RollSeat(
        membership=seat.key,
        posts=tuple(each.pk for each in seat.posts),
        post=held.post,
        name=held.holder_name,
        there=There.ASKED,
        chairs=bool(seat.keys & chairs),
        is_named=any(is_about(each, seat) for each in candidates),
    )


def roll_answered(opening: Roll, answered: set[UUID], rule: RuleText, moment: datetime) -> Roll:
    """Return who of those asked has answered, and how the rule takes the silence of the others."""
    silent = There.TAKEN_TO_AGREE if rule.get(Key.SILENCE) == Silence.AGREES else There.SILENT

    def now(seat: RollSeat) -> RollSeat:
        if seat.is_named:
            return replace(seat, there=There.SILENT)
        return replace(seat, there=There.ANSWERED if seat.membership in answered else silent)

    return replace(opening, moment=moment, seats=tuple(map(now, opening.seats)))


def roll_so_far(vote: Vote) -> Roll | None:
    """Return whom a vote in writing asks, or is to ask; None where no rule says how many must answer."""
    if vote.opening:
        return Roll.from_kept(vote.opening)
    meeting = vote.item.meeting
    rule = rule_text_on(vote.owner_id, meeting.day) if vote.state == VoteState.PREPARED else None
    return roll_asked(meeting, rule, clock.now(), vote.candidates.all()) if rule else None


def answered_of(vote: Vote) -> set[UUID]:
    """Return the seats that have answered."""
    return set(vote.ballots.values_list("membership", flat=True))


def unanswered_of(vote: Vote) -> list[RollSeat]:
    """Return the seats that are asked and have not answered, in their order; none where nobody was asked yet."""
    opening = Roll.from_kept(vote.opening) if vote.opening else None
    answered = answered_of(vote)
    return [seat for key, seat in opening.voters.items() if key not in answered] if opening else []


def unsettled_slips(vote: Vote) -> list[SlipEntry]:
    """Return the entries of slips that no second reader has read, or has read otherwise."""
    entries = vote.slip_entries.exclude(membership__in=vote.ballots.order_by().values("membership"))
    return list(entries.select_related("reader"))
