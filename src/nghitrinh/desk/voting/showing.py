"""What the page of a vote shows: seats one can count, who said what, which buttons are whose."""

from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.voting.warning import called, named
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import MeetingState
from nghitrinh.record.voting.answers import against_late
from nghitrinh.record.voting.asked import roll_so_far
from nghitrinh.record.voting.checks import against_voting
from nghitrinh.record.voting.models import BY_NAME, Ballot, Option, Tally, Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import closing_of, opening_of
from nghitrinh.record.voting.rolls import Roll, RollSeat, There, roll_at
from nghitrinh.record.voting.silence import by_name

MOST_DRAWN = 60  # more seats than this cannot be counted by eye: words say it
# How each option is drawn as a badge: style and icon.
SIGNS = {
    Option.AGREES: ("ok", "done"),
    Option.OPPOSES: ("late", "cross"),
    Option.ABSTAINS: ("", "part"),
    Option.OTHER: ("info", "pen"),
}


@dataclass(frozen=True)
class SeatLine:
    """One seat as the page lists it: who, and what is said of it."""

    post: str
    name: str
    words: str
    kind: str = ""
    icon: str = "info"
    said: str = ""
    meta: str = ""
    membership: UUID | None = None


@dataclass(frozen=True)
class OwnSeat:
    """A seat for which the user votes now; `said` is what they said so far, None before."""

    membership: UUID
    post: str
    said: Ballot | None


def roll_shown(vote: Vote) -> Roll | None:
    """Return who is there: now, where a vote is not closed; as it was closed, of one that is."""
    if vote.state == VoteState.CLOSED:
        return closing_of(vote)
    if vote.state == VoteState.CANCELLED:
        return opening_of(vote)
    if vote.form == VoteForm.WRITTEN:
        return roll_so_far(vote)
    meeting = vote.item.meeting
    return roll_at(meeting, max(clock.now(), meeting.starts_at), vote.candidates.all())


def marks_of(tally: Tally, seats: int) -> list[str]:
    """Return a mark for each seat: those who agree first, so that one can count to how many were needed."""
    drawn = max(seats, tally.of or 0)
    if drawn > MOST_DRAWN:
        return []
    said = ((tally.agreeing, "in"), (tally.opposing, "came-late"), (tally.abstaining, ""))
    marks = [*chain.from_iterable(repeat(mark, count) for count, mark in said)]
    return marks + ["away"] * max(0, drawn - len(marks))


def voted_marks(roll: Roll, ballots: dict[UUID, Ballot]) -> list[str]:
    """Return a mark for each seat while a vote is open: who has voted, who may, who may not or is away."""
    if len(roll.seats) > MOST_DRAWN:
        return []
    voters = set(roll.voters)
    marks = ["in" if each.membership in ballots else "" if each.membership in voters else "away" for each in roll.seats]
    return sorted(marks, key=["in", "", "away"].index)


def lines_of(vote: Vote, roll: Roll, ballots: dict[UUID, Ballot]) -> list[SeatLine]:
    """Return the seats; what each said by name is shown once the vote is closed, before that only who has voted."""
    return [_line(vote, each, ballots.get(each.membership)) for each in roll.seats]


def _line(vote: Vote, seat: RollSeat, ballot: Ballot | None) -> SeatLine:
    text = ballot.text if ballot is not None and vote.state == VoteState.CLOSED else ""
    came = (
        _("Phiếu giấy, nhận ngày %(day)s") % {"day": day(ballot.received_on)} if ballot and ballot.received_on else ""
    )
    return SeatLine(seat.post, seat.name, *_said(vote, seat, ballot), text, came, seat.membership)


def _said(vote: Vote, seat: RollSeat, ballot: Ballot | None) -> tuple[str, str, str]:
    if ballot is not None:
        is_known = vote.state == VoteState.CLOSED
        done = _("Đã trả lời") if vote.form == VoteForm.WRITTEN else _("Đã biểu quyết")
        words = str(ballot.get_option_display()) if is_known else done
        return (words, *(SIGNS[Option(ballot.option)] if is_known else ("ok", "done")))
    if seat.is_named:
        return _("Là người được biểu quyết"), "", "lock"
    if vote.form == VoteForm.WRITTEN:
        return _unanswered(seat)
    return _in_room(vote, seat)


def _in_room(vote: Vote, seat: RollSeat) -> tuple[str, str, str]:
    if seat.there == There.AWAY:
        return _("Không có mặt"), "", "cross"
    if seat.there == There.SUBSTITUTE:
        return _("Có người dự thay: %(who)s") % {"who": seat.substitute}, "", "people"
    if vote.form != VoteForm.NAMED:
        return _("Có mặt"), "", "done"
    if vote.state == VoteState.PREPARED:
        return _("Có mặt, chưa mở biểu quyết"), "", "done"
    return (_("Chưa biểu quyết"), "warn", "clock") if vote.state == VoteState.OPEN else (_("Không bấm"), "", "part")


def _unanswered(seat: RollSeat) -> tuple[str, str, str]:
    """Return what is said of who has not answered in writing, in the end by the rule."""
    if seat.there == There.TAKEN_TO_AGREE:
        return _("Không trả lời, coi là đồng ý"), "", "part"
    if seat.there == There.SILENT:
        return _("Không trả lời"), "", "part"
    return _("Chưa trả lời"), "warn", "clock"


def own_seats_of(user: User, vote: Vote, roll: Roll | None) -> list[OwnSeat]:
    """Return the seats for which a user votes now: of an open vote by name, where nothing speaks against it."""
    if (
        vote.state != VoteState.OPEN
        or vote.form not in BY_NAME
        or roll is None
        or any(against_late(vote, clock.today()))
    ):
        return []
    posts = Membership.objects.filter(pk__in=memberships_of(user, clock.today()), organization=vote.owner_id)
    found: dict[UUID, OwnSeat] = {}
    for post in posts.select_related("person").order_by("recorded_at", "id"):
        seat = roll.seat_of([post.pk])
        if seat is not None and seat.membership not in found and not any(against_voting(user, vote, post, seat)):
            said = vote.ballots.filter(membership=seat.membership).first()
            found[seat.membership] = OwnSeat(post.pk, seat.post, said)
    return list(found.values())


def now_of(vote: Vote) -> dict[str, Any]:
    """Return what everybody who may read a vote is shown of it as it is now: made without who looks."""
    roll, ballots = roll_shown(vote), ballots_of(vote)
    pressed = by_name(roll.voters, ballots) if roll and vote.form in BY_NAME else None
    return {
        "vote": vote,
        "roll": roll,
        "ballots": ballots,
        "opening": opening_of(vote),
        "lines": lines_of(vote, roll, ballots) if roll else [],
        "pressed": pressed,
        "silent": named(list(map(called, pressed.silent))) if pressed and pressed.said else "",
        "voted_marks": voted_marks(roll, ballots) if roll and vote.form in BY_NAME else [],
    }


def is_followed(vote: Vote) -> bool:
    """Tell whether the page of a vote follows it: one that is not over, at a meeting under way."""
    ahead = vote.state in (VoteState.PREPARED, VoteState.OPEN)
    return ahead and vote.form != VoteForm.WRITTEN and vote.item.meeting.state == MeetingState.OPEN


def ballots_of(vote: Vote) -> dict[UUID, Ballot]:
    """Return the ballots of a vote by the membership that stands for the seat."""
    return {each.membership_id: each for each in vote.ballots.all()}
