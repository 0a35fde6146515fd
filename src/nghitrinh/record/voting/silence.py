"""Who says nothing in a vote in the room: who has no account to press with, who has not pressed, whose hand never rose.

by_name(voters, voted)       Pressed(said=2, of=13, silent=[…])
without_account(vote, roll, rule, day)  the seats that could not press if they wanted to
left_silent(vote, tally)     2, of 13 present of whom 11 showed a hand
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from nghitrinh.record.bodies.models import Grant, Membership
from nghitrinh.record.bodies.seats import Seat
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.procedure.provisions import Key, Substitute
from nghitrinh.record.procedure.queries import RuleText
from nghitrinh.record.voting.models import Tally, Vote, VoteForm
from nghitrinh.record.voting.queries import closing_of, opening_of, voters_of
from nghitrinh.record.voting.rolls import Roll, RollSeat, There
from nghitrinh.record.voting.rules import SEATED


@dataclass(frozen=True)
class Pressed:
    """How many of those who may press have, and who has not."""

    said: int
    of: int
    silent: list[RollSeat]


def by_name(voters: Mapping[UUID, RollSeat], voted: Collection[UUID]) -> Pressed:
    """Return how many of who is there with a vote have voted by name; who voted and left is one of both."""
    silent = [seat for key, seat in voters.items() if key not in voted]
    return Pressed(len(voted), len(voted) + len(silent), silent)


def without_account(vote: Vote, roll: Roll, rule: RuleText | None, day: date) -> list[RollSeat]:
    """Return who is there with a vote and has no account that may press for the seat, by this rule, on a day.

    A holder who is there votes with an account of their own; a substitute with one to which the seat is delegated,
    where the rule lets substitutes vote.
    """
    own, delegated = _posts_with_account(vote.owner_id, day)
    replaced = rule is not None and rule.get(Key.SUBSTITUTE) == Substitute.VOTES

    def presses(seat: RollSeat) -> bool:
        if seat.there == There.SUBSTITUTE:
            return replaced and not delegated.isdisjoint(seat.posts)
        return not own.isdisjoint(seat.posts)

    return [seat for seat in roll.voters.values() if not presses(seat)]


def seats_without_account(organization: UUID, seats: Iterable[Seat], day: date) -> list[Seat]:
    """Return the seats whose holders have no account that may vote on a day, before anybody is in a room."""
    own, _delegated = _posts_with_account(organization, day)
    return [each for each in seats if own.isdisjoint(each.keys)]


def _posts_with_account(organization: UUID, day: date) -> tuple[set[UUID], set[UUID]]:
    """Return the posts of a body whose holders' own accounts may vote, and those that are delegated to one that may."""
    roles = Grant.objects.filter(in_force(day), organization=organization, role__in=SEATED, user__is_active=True)
    tied = Membership.objects.filter(account__user__in=roles.order_by().values("user"))
    people = tied.filter(person__isnull=False).order_by().values("person")
    own = Membership.objects.filter(
        Q(pk__in=tied.order_by().values("pk")) | Q(person__in=people), organization=organization
    )
    delegated = roles.filter(membership__isnull=False).order_by().values_list("membership", flat=True)
    return set(own.order_by().values_list("pk", flat=True)), set(delegated)


def left_silent(vote: Vote, tally: Tally) -> int:
    """Return how many were there with a vote and said nothing of what a closed vote in the room counts.

    None is silent where nobody said another thing, nor on paper: what happened to each ballot is on its sheet.
    """
    if vote.form not in (VoteForm.NAMED, VoteForm.HANDS):
        return 0
    there = len(voters_of(vote, opening_of(vote), closing_of(vote)))
    return max(0, there - tally.agreeing - tally.opposing - tally.abstaining)
