"""Seats: who votes in an organization on a day, and which user acts for whom.

A seat is a voting membership. Somebody who holds two posts of one organization has one seat, since a person has one
vote; posts without a name are a seat each. Who acts for a seat is the account that is its holder's own (`AccountPost`),
or one to which it is delegated until a day. What one may do there is said by roles.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import AccountPost, Grant, Membership
from nghitrinh.record.bodies.precedence import ranks
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.grants import in_force, lasting
from nghitrinh.record.kernel.heads import note, reads
from nghitrinh.record.kernel.models import User

T = TypeVar("T")


@dataclass(frozen=True)
class Seat:
    """One vote of an organization: the membership that stands for it, and every membership of the same person."""

    membership: Membership
    posts: tuple[Membership, ...]

    @property
    def key(self) -> UUID:
        """Return what tells it from other seats: the membership that stands for it."""
        return self.membership.pk

    @property
    def keys(self) -> frozenset[UUID]:
        """Return every membership by which its holder may be named."""
        return frozenset(each.pk for each in self.posts)


def seats_on(organization: UUID, day: date) -> list[Seat]:
    """Return the seats of an organization on a day, in the order in which the body is listed."""
    held = Membership.objects.filter(lasting(day), organization=organization, voting=True)
    return _seats(held.select_related("person", "organization").order_by("recorded_at", "id"))


def _seats(held: Iterable[Membership]) -> list[Seat]:
    by_holder: dict[UUID, list[Membership]] = {}
    for each in held:
        by_holder.setdefault(each.person_id or each.pk, []).append(each)
    seats = [Seat(posts[0], tuple(posts)) for posts in by_holder.values()]
    places = iter(ranks([post.post for seat in seats for post in seat.posts]))
    best = {seat.key: min(next(places) for _post in seat.posts) for seat in seats}
    return sorted(seats, key=lambda seat: best[seat.key])


def in_seat_order(rows: Iterable[T], seats: Iterable[Seat], post: Callable[[T], UUID | None]) -> list[T]:
    """Return rows in the order of the seats whose posts they name; who has no seat stands behind, as it was."""
    places = {key: place for place, seat in enumerate(seats) for key in seat.keys}
    return sorted(rows, key=lambda row: places.get(post(row), len(places)))  # type: ignore[arg-type]


def seat_held(membership: Membership, day: date) -> Seat | None:
    """Return the seat that a post stands for on a day, in one query whatever the body's size; None for none."""
    if membership.person_id is None:
        return Seat(membership, (membership,)) if membership.voting and _lasts(membership, day) else None
    same = Membership.objects.filter(person=membership.person_id, organization=membership.organization_id)
    held = same.filter(lasting(day), voting=True)
    posts = tuple(held.select_related("person", "organization").order_by("recorded_at", "id"))
    return Seat(posts[0], posts) if any(each.pk == membership.pk for each in posts) else None


def seats_over(organization: UUID, days: Iterable[date]) -> dict[date, list[Seat]]:
    """Return the seats of an organization on each of several days, in one read."""
    held = Membership.objects.filter(organization=organization, voting=True)
    rows = list(held.select_related("person", "organization").order_by("recorded_at", "id"))
    return {day: _seats(each for each in rows if _lasts(each, day)) for day in set(days)}


def _lasts(held: Membership, day: date) -> bool:
    return (held.starts_on or day) <= day <= (held.ends_on or day)


def seat_of(membership: UUID, seats: list[Seat]) -> Seat | None:
    """Return the seat that a membership stands for; None for one without a vote on that day."""
    return next((seat for seat in seats if membership in seat.keys), None)


def posts_of(user: User) -> QuerySet[Membership]:
    """Return the posts of which an account is the holder's own: the one it is tied to, and the same person's others."""
    own = Membership.objects.filter(account__user=user)
    people = own.filter(person__isnull=False).order_by().values("person")
    return Membership.objects.filter(Q(pk__in=own.order_by().values("pk")) | Q(person__in=people))


def is_holders_own(user: User | None, membership: Membership | None) -> bool:
    """Tell whether an account is the own one of who holds a post."""
    return user is not None and membership is not None and _accounts_of(membership).filter(user=user).exists()


def has_holder(membership: Membership | None) -> bool:
    """Tell whether an account in use is the own one of who holds a post."""
    return membership is not None and _accounts_of(membership).filter(user__is_active=True).exists()


def _accounts_of(membership: Membership) -> QuerySet[AccountPost]:
    """Return which accounts are the own ones of who holds a post: by it, or by another post of the same person."""
    if membership.person_id is None:
        return AccountPost.objects.filter(membership=membership)
    return AccountPost.objects.filter(membership__person=membership.person_id)


def memberships_of(user: User | None, day: date) -> set[UUID]:
    """Return the memberships for which a user acts on a day: the account's own, and those delegated to it."""
    if user is None or not user.is_active:
        return set()
    if user.remembered_seats is None:
        return _memberships_of(user, day)
    found = user.remembered_seats.get(day)
    if found is None:  # a page asks for them some ten times
        with reads() as kinds:
            seats = frozenset(_memberships_of(user, day))
        found = user.remembered_seats[day] = seats, frozenset(kinds)
    else:
        note(found[1])
    return set(found[0])


def _memberships_of(user: User, day: date) -> set[UUID]:
    own = posts_of(user).filter(lasting(day)).order_by().values_list("pk", flat=True)
    delegated = _delegated_to(user, day).filter(membership__isnull=False)
    return set(own.union(delegated.order_by().values_list("membership_id", flat=True)))


def _delegated_to(user: User, day: date) -> QuerySet[Grant]:
    return user.grants.filter(in_force(day), lasting(day, "membership__"))


def acts_for(user: User | None, membership: Membership, day: date) -> bool:
    """Tell whether a membership is one of `memberships_of` a user, without reading the others."""
    if user is None or not user.is_active:
        return False
    is_own = _lasts(membership, day) and is_holders_own(user, membership)
    return is_own or _delegated_to(user, day).filter(membership=membership).exists()


def users_of(membership: Membership, day: date) -> list[User]:
    """Return the users who act for a membership on a day."""
    same = Q(person=membership.person_id) if membership.person_id else Q(pk=membership.pk)
    tied = Membership.objects.filter(same, account__isnull=False).order_by().values("account__user")
    delegated = Grant.objects.filter(in_force(day), membership=membership).values("user")
    found = User.objects.filter(Q(pk__in=tied) | Q(pk__in=delegated), is_active=True)
    return list(found.order_by("recorded_at", "id"))


def require_seat(act: Act, organization: UUID, membership: UUID) -> Membership:
    """Return the membership for which the user acts.

    Raises:
        BadInput: the user does not act for it on this day: nobody acts for another without a delegation.
    """
    found = act.get(Membership, membership, field="membership")
    if found.organization_id != organization or not acts_for(act.by, found, act.at.date()):
        raise BadInput(
            _("Anh chị không làm thay cho chức vụ này: %(found)s"),
            code="not_your_seat",
            field="membership",
            found=found.post,
            expected=_("chức vụ của mình, hoặc chức vụ được ủy quyền"),
        )
    return found
