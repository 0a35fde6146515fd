"""Whether enough members are there, at every moment: counted from who stayed from when to when, by the body's own rule.

    quorum_at(meeting, moment).present      13
    quorum_at(meeting, moment).is_met       True; None where the body has adopted no rule, or nobody is recorded

A seat counts where its holder is there, or a substitute where the rule lets substitutes vote. Shares are exact; of whom
they are taken, members in office or seats of the statute, is the rule's word. Votes and decisions freeze what it
returns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import Seat, in_seat_order, seats_on
from nghitrinh.record.kernel.ordering import as_listed
from nghitrinh.record.meetings.models import AWAY, Attendance, AttendanceRole, Meeting
from nghitrinh.record.meetings.substitutes import called
from nghitrinh.record.presence.models import Stay
from nghitrinh.record.procedure.provisions import Key, Substitute
from nghitrinh.record.procedure.queries import RuleText, rule_text_on


@dataclass(frozen=True)
class SeatNow:
    """One seat at a moment: who is recorded for it, who comes in its holder's place, and whether it counts."""

    seat: Seat
    attendance: Attendance | None
    substitute: Attendance | None
    counts: bool
    came_late: bool

    @property
    def membership(self) -> Membership:
        """Return the membership that stands for the seat."""
        return self.seat.membership


@dataclass(frozen=True)
class Quorum:
    """Who of a body's seats is there at a moment, and how many must be by its rule of the meeting's day.

    `rule` is None where the body has adopted none; then nothing is said of enough or not.
    """

    moment: datetime
    seats: tuple[SeatNow, ...]
    rule: RuleText | None

    @property
    def present(self) -> int:
        """Count the seats that are there."""
        return sum(each.counts for each in self.seats)

    @property
    def members(self) -> int | None:
        """Return of how many members the rule takes the share: those in office, or the seats of the statute."""
        return self.rule.members_of(self.rule.quorum.base, len(self.seats)) if self.rule else None

    @property
    def needed(self) -> int | None:
        """Return how many must be there; None without a rule."""
        return self.rule.quorum.needed(self.members or 0) if self.rule else None

    def in_order(self) -> list[SeatNow]:
        """Return the seats as they are drawn: those that are there first, so that one can count to how many must be."""
        return sorted(self.seats, key=lambda each: (not each.counts, each.came_late))

    @property
    def is_known(self) -> bool:
        """Tell whether anything is recorded of who was there: unknown is not none."""
        return any(each.attendance or each.substitute for each in self.seats)

    @property
    def is_met(self) -> bool | None:
        """Tell whether enough are there; None where no rule or no attendance says it."""
        if self.needed is None or not self.is_known:
            return None
        return self.present >= self.needed


@dataclass(frozen=True)
class Span:
    """That from a moment on, until the next one, so many were there."""

    quorum: Quorum
    was_met: bool | None  # before it


def is_there(attendance: Attendance, moment: datetime) -> bool:
    """Tell whether somebody recorded was there at a moment; an arrival counts from its minute, a departure no more."""
    if attendance.role in AWAY:
        return False
    stays = attendance.stays.all()
    return not stays or any(_covers(stay, moment) for stay in stays)


def _covers(stay: Stay, moment: datetime) -> bool:
    has_come = stay.arrived_at is None or stay.arrived_at <= moment
    return has_come and (stay.left_at is None or moment < stay.left_at)


class Room:
    """Who is recorded at a meeting for the seats of a body; read once, asked for any moment.

    Seats and rule are those of the meeting's day: who comes to office afterwards was not called.
    """

    def __init__(self, meeting: Meeting, organization: UUID | None = None) -> None:
        body = organization or meeting.owner_id
        attendances = meeting.attendances.select_related("membership").prefetch_related("stays")
        self._sit(meeting, body, seats_on(body, meeting.day), list(attendances))

    def _sit(self, meeting: Meeting, body: UUID, seats: list[Seat], attendances: list[Attendance]) -> None:
        self.meeting, self._body, self.seats = meeting, body, seats
        self._held = held_seats(attendances, seats)
        self.attendances = _as_seated(attendances, seats, self._held)
        sent = [each for each in attendances if each.stands_for_id]
        self._sent = {seat.key: each for seat in seats for each in sent if each.stands_for_id in seat.keys}

    @classmethod
    def of_seat(cls, meeting: Meeting, seat: Seat) -> "Room":
        """Return the room as far as it concerns one seat, in as many queries for a body of any size.

        Somebody recorded by post and name alone may be any of those who are called so: then all of it is read.
        """
        unnamed = Q(membership=None, organization=None, stands_for=None)
        theirs = unnamed | Q(membership__in=seat.keys) | Q(stands_for__in=seat.keys)
        found = list(meeting.attendances.filter(theirs).select_related("membership").prefetch_related("stays"))
        if any(not (each.membership_id or each.organization_id or each.stands_for_id) for each in found):
            return cls(meeting)
        room = cls.__new__(cls)
        room._sit(meeting, meeting.owner_id, [seat], found)
        return room

    @cached_property
    def rule(self) -> RuleText | None:
        """Return what the body's rule of the meeting's day says; None where it has adopted none."""
        return rule_text_on(self._body, self.meeting.day)

    @cached_property
    def _votes(self) -> bool:
        return self.rule is not None and self.rule.get(Key.SUBSTITUTE) == Substitute.VOTES

    def at(self, moment: datetime) -> Quorum:
        """Return who is there at a moment, and whether they are enough."""
        return Quorum(moment, tuple(self.seat_at(seat, moment) for seat in self.seats), self.rule)

    def seat_at(self, seat: Seat, moment: datetime) -> SeatNow:
        """Return who is there for a seat at a moment."""
        held, sent = self._held.get(seat.key), self._sent.get(seat.key)
        counts = held is not None and is_there(held, moment)
        stands_in = sent is not None and is_there(sent, moment) and self._votes
        late = held is not None and any(stay.arrived_at for stay in held.stays.all())
        return SeatNow(seat, held, sent, counts or stands_in, late)

    def others(self) -> list[Attendance]:
        """Return who is recorded and has no seat: guests, substitutes."""
        held = {each.pk for each in self._held.values()}
        return [each for each in self.attendances if each.pk not in held]

    def course(self) -> list[Span]:
        """Return how many were there from the opening on, a span for each change of their number."""
        stays = [stay for each in self.attendances for stay in each.stays.all()]
        moments = {moment for stay in stays for moment in (stay.arrived_at, stay.left_at) if moment}
        spans: list[Span] = []
        for moment in sorted({self.meeting.starts_at, *(each for each in moments if each > self.meeting.starts_at)}):
            now = self.at(moment)
            if not spans or now.present != spans[-1].quorum.present:
                spans.append(Span(now, spans[-1].quorum.is_met if spans else None))
        return spans


def quorum_at(meeting: Meeting, moment: datetime, organization: UUID | None = None) -> Quorum:
    """Return who of a body (the one that holds the meeting, unless another is named) is there at a moment."""
    return Room(meeting, organization).at(moment)


def as_seated(meeting: Meeting, attendances: Iterable[Attendance]) -> list[Attendance]:
    """Return who is recorded at a meeting in the order of every list of it: who chairs, members by seat, then guests.

    A substitute stands where the member would; of several guests the one who was recorded first.
    """
    seats, rows = seats_on(meeting.owner_id, meeting.day), list(attendances)
    return _as_seated(rows, seats, held_seats(rows, seats))


def attendances_as_seated(meeting: Meeting) -> QuerySet[Attendance]:
    """Return a query for who is recorded at a meeting, in the order of every list of it."""
    found = meeting.attendances.all()
    return as_listed(found, as_seated(meeting, found))


def _as_seated(rows: list[Attendance], seats: Sequence[Seat], held: dict[UUID, Attendance]) -> list[Attendance]:
    roles, known = list(AttendanceRole), {attendance.pk: seat for seat, attendance in held.items()}
    placed = in_seat_order(rows, seats, lambda each: known.get(each.pk) or each.stands_for_id or each.membership_id)
    return sorted(placed, key=lambda each: roles.index(AttendanceRole(each.role)))


def held_seats(attendances: Iterable[Attendance], seats: Sequence[Seat]) -> dict[UUID, Attendance]:
    """Return the attendance of each seat's holder, by the seat's key.

    A row names the post by its membership; one of an older record, or of the command line, by post and name alone.
    """
    found: dict[UUID, Attendance] = {}
    unnamed: list[Attendance] = []
    of_posts = {key: seat for seat in seats for key in seat.keys}
    for each in attendances:
        if each.stands_for_id or each.role == AttendanceRole.SUBSTITUTE:
            continue
        seat = of_posts.get(each.membership_id) if each.membership_id else None
        if seat:
            found.setdefault(seat.key, each)
        elif each.membership_id is None and each.organization_id is None:
            unnamed.append(each)
    for each in unnamed:
        who = called(each.post, each.name)
        free = (seat for seat in seats if seat.key not in found and who in _calls(seat))
        if seat := next(free, None):
            found[seat.key] = each
    return found


def _calls(seat: Seat) -> set[tuple[str, str]]:
    return {called(each.post, each.holder_name) for each in seat.posts}


def attendance_of(
    meeting: Meeting, membership: Membership, seat: Seat | None, seats: Sequence[Seat]
) -> Attendance | None:
    """Return what is recorded of a post's holder at a meeting."""
    rows = list(meeting.attendances.all())
    if seat is not None:
        return held_seats(rows, seats).get(seat.key)
    who = (membership.post, membership.holder_name)
    return next((each for each in rows if each.membership_id == membership.pk or (each.post, each.name) == who), None)
