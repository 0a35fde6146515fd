"""Accounts without a post, and posts without an account: until the two are tied, who is asked by a post hears nothing.

Invitations, ballots, requests for an opinion and documents to sign wait for a post. Its holder's account finds them by
`AccountPost` (`seats.py`); a role alone opens the pages and leads to none of these.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nghitrinh.record.bodies.models import AccountPost, Grant, Membership, Organization
from nghitrinh.record.kernel.grants import in_force, lasting
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.vietnamese import name_key

# Who has one of these roles sits in the body; a secretary, a reader and an officer may, and need not.
SITTING = (Role.CHAIR, Role.MEMBER)


class Asked(Protocol):
    """What asks a post or a body: an invitation, a request for an opinion; neither of a guest."""

    pk: UUID
    membership_id: UUID | None
    organization_id: UUID | None


@dataclass(frozen=True)
class Unseated:
    """An account whose user sits in a body by their role, and is the own one of no post there."""

    user: User
    organization: Organization


def unseated(day: date, *, user: User | None = None) -> list[Unseated]:
    """Return the accounts of members and chairs that are tied to no post of their body on a day, or those of a user.

    Of a body without posts there is nothing to be tied to; a role until a day is a delegation, of another's seat.
    """
    held = Membership.objects.filter(lasting(day), organization=OuterRef("organization"))
    own = Q(account__user=OuterRef("user")) | Q(person__memberships__account__user=OuterRef("user"))
    sitting = Grant.objects.filter(in_force(day), role__in=SITTING, user__is_active=True, ends_on__isnull=True)
    rows = sitting.filter(Exists(held), ~Exists(held.filter(own)), organization__ended_on__isnull=True)
    if user is not None:
        rows = rows.filter(user=user)
    rows = rows.select_related("user", "organization").order_by("user__username", "recorded_at", "id")
    return list(dict.fromkeys(Unseated(each.user, each.organization) for each in rows))


def free_posts(day: date) -> QuerySet[Membership]:
    """Return the posts held on a day of which no account is their holder's own."""
    people = AccountPost.objects.filter(membership__person__isnull=False).order_by().values("membership__person")
    posts = Membership.objects.filter(lasting(day), account__isnull=True, organization__ended_on__isnull=True)
    return posts.exclude(person__in=people).select_related("person", "organization")


def post_meant(account: Unseated, free: Iterable[Membership]) -> Membership | None:
    """Return the one free post of the body that is called as the account's user is; None for none or several."""
    key = name_key(account.user.post)
    found = [each for each in free if each.organization_id == account.organization.pk and name_key(each.post) == key]
    return found[0] if len(found) == 1 else None


def without_account(asked: Iterable[Asked], day: date) -> set[UUID]:
    """Return which of those asked no account answers for, by their keys: a post's holder or delegate, a body's officer.

    A guest, who is asked by neither, is not among them: for a guest the secretary answers always.
    """
    rows = list(asked)
    posts = _answered_posts({each.membership_id for each in rows if each.membership_id}, day)
    bodies = _answered_bodies({each.organization_id for each in rows if each.organization_id}, day)
    return {
        each.pk
        for each in rows
        if (each.membership_id and each.membership_id not in posts)
        or (not each.membership_id and each.organization_id and each.organization_id not in bodies)
    }


def _answered_posts(posts: set[UUID], day: date) -> set[UUID]:
    """Return those posts for which an account in use acts on a day, as `seats.users_of` finds them one by one."""
    own = Q(account__user__is_active=True) | Q(person__memberships__account__user__is_active=True)
    tied = Membership.objects.filter(own, pk__in=posts).values_list("pk", flat=True)
    delegated = Grant.objects.filter(in_force(day), membership__in=posts, user__is_active=True)
    return {*tied, *delegated.values_list("membership_id", flat=True)} - {None}


def _answered_bodies(bodies: set[UUID], day: date) -> set[UUID]:
    officers = Grant.objects.filter(in_force(day), organization__in=bodies, role=Role.OFFICER, user__is_active=True)
    return set(officers.values_list("organization_id", flat=True))
