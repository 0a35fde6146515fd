"""Who was there with a vote at a moment, as a vote keeps it: what is corrected of the attendance later changes none.

roll = roll_at(meeting, moment, candidates)
roll.present, roll.needed, len(roll.voters)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import Seat, seat_held
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import AttendanceRole, Meeting
from nghitrinh.record.meetings.substitutes import called
from nghitrinh.record.presence.quorum import Room, SeatNow, is_there, quorum_at
from nghitrinh.record.voting.models import Candidate


class There(StrEnum):
    """How a seat is there: by its holder, by a substitute who votes, or not.

    Where nobody meets it is asked, and has answered in the end, or was silent; silence may be taken for agreement.
    """

    HOLDER = "holder"
    SUBSTITUTE = "substitute"
    AWAY = "away"
    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN_TO_AGREE = "taken_to_agree"
    SILENT = "silent"


NOT_THERE = (There.AWAY, There.SILENT)


@dataclass(frozen=True)
class RollSeat:
    """One seat of a roll: its holder and every membership of the same person, and whether it has a vote here.

    Nobody votes on themselves: a seat whose holder the vote is about `is_named`.
    """

    membership: UUID
    posts: tuple[UUID, ...]
    post: str
    name: str
    there: There
    substitute: str = ""
    chairs: bool = False
    is_named: bool = False

    @property
    def votes(self) -> bool:
        """Tell whether it is there and has a vote."""
        return self.there not in NOT_THERE and not self.is_named

    def as_kept(self) -> dict[str, Any]:
        """Return it in JSON's values."""
        plain = {"membership": str(self.membership), "posts": [str(each) for each in self.posts]}
        return vars(self) | plain | {"there": self.there.value}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "RollSeat":
        """Return what a vote has kept."""
        posts = tuple(UUID(each) for each in kept["posts"])
        given = {"membership": UUID(kept["membership"]), "posts": posts, "there": There(kept["there"])}
        return cls(**kept | given)


@dataclass(frozen=True)
class Roll:
    """The seats of a body at a moment. `needed` members of `members` make a quorum."""

    moment: datetime
    seats: tuple[RollSeat, ...]
    members: int
    needed: int

    @property
    def present(self) -> int:
        """Count the seats that are there."""
        return sum(each.there not in NOT_THERE for each in self.seats)

    @property
    def is_enough(self) -> bool:
        """Tell whether they make a quorum."""
        return self.present >= self.needed

    @property
    def voters(self) -> dict[UUID, RollSeat]:
        """Return the seats that are there with a vote."""
        return {each.membership: each for each in self.seats if each.votes}

    def seat_of(self, memberships: Iterable[UUID]) -> RollSeat | None:
        """Return the seat that one of some memberships stands for."""
        held = set(memberships)
        return next((each for each in self.seats if held & set(each.posts)), None)

    def as_kept(self) -> dict[str, Any]:
        """Return it as a vote keeps it, in JSON's values."""
        seats = [each.as_kept() for each in self.seats]
        return {"moment": self.moment.isoformat(), "members": self.members, "needed": self.needed, "seats": seats}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Roll":
        """Return what a vote has kept."""
        moment = datetime.fromisoformat(kept["moment"]).astimezone(ZONE)
        seats = tuple(RollSeat.from_kept(each) for each in kept["seats"])
        return cls(moment, seats, kept["members"], kept["needed"])


def roll_at(meeting: Meeting, moment: datetime, candidates: Iterable[Candidate] = ()) -> Roll | None:
    """Return who is there at a moment; None where nothing is recorded of it, or no rule says how many must be."""
    quorum = quorum_at(meeting, moment)
    if not quorum.is_known or quorum.needed is None:
        return None
    named = list(candidates)
    seats = tuple(_seat(each, moment, named) for each in quorum.seats)
    return Roll(moment, seats, quorum.members or 0, quorum.needed)


def seat_now(meeting: Meeting, moment: datetime, post: Membership, candidates: Iterable[Candidate]) -> RollSeat | None:
    """Return the seat of a post as a roll of a moment would have it, without reading the others; None for none."""
    seat = seat_held(post, meeting.day) if post.organization_id == meeting.owner_id else None
    if seat is None:
        return None
    return _seat(Room.of_seat(meeting, seat).seat_at(seat, moment), moment, list(candidates))


def _seat(now: SeatNow, moment: datetime, candidates: list[Candidate]) -> RollSeat:
    held, sent = now.attendance, now.substitute
    holder_is_there = held is not None and is_there(held, moment)
    there = There.HOLDER if holder_is_there else There.SUBSTITUTE if now.counts else There.AWAY
    who = ", ".join(filter(None, (sent.post, sent.name))) if sent and there == There.SUBSTITUTE else ""
    return RollSeat(
        membership=now.seat.key,
        posts=tuple(each.pk for each in now.seat.posts),
        post=now.membership.post,
        name=now.membership.holder_name,
        there=there,
        substitute=who,
        chairs=held is not None and holder_is_there and held.role == AttendanceRole.CHAIR,
        is_named=any(is_about(each, now.seat) for each in candidates),
    )


def is_about(candidate: Candidate, seat: Seat) -> bool:
    """Tell whether a candidate is the holder of a seat, in whichever post: by this record, or as they are called."""
    held = candidate.membership
    if held is not None:
        same = held.person_id is not None and held.person_id == seat.membership.person_id
        return same or held.pk in seat.keys
    names = {called("", each.holder_name) for each in seat.posts if each.holder_name}
    return bool(candidate.name) and called("", candidate.name) in names
