"""Who sees what: every read of what an organization owns begins here.

Inside an organization the cleared (secretary, chair, members) see every level, its readers all but the restricted.
Outside, nobody sees anything of it, save what charges or comes from their own organization: those rooms widen the
query by the relations that they name. A query and its predicate say the same; a test holds them together.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import FormerName, Grant, Organization, Owned
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED, CLEARED, INSIDE, Level, Role
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.vietnamese import name_key

T = TypeVar("T", bound=Owned)
R = TypeVar("R", bound=QuerySet[Any])


def user_named(name: str, *, field: str) -> User:
    """Return the user of a name, or refuse with the field that gave it.

    A name that no database could hold (bytes that are not UTF-8) is nobody's.
    """
    user = User.objects.filter(username=name).first() if _is_utf8(name) else None
    if user is None:
        raise BadInput(
            _("Không có người dùng %(found)s"),
            code="user_unknown",
            field=field,
            found=repr(name),
            expected=_("tên một người dùng"),
        )
    return user


def username_meant(typed: str) -> str:
    """Return the name of the user whom a typed name means, whatever its capitals and tone marks; else as it was typed.

    Of two names that an earlier version took as different, only the one that was typed exactly is meant.
    """
    names = list(User.objects.values_list("username", flat=True))
    meant = [each for each in names if name_key(each) == name_key(typed)]
    return meant[0] if len(meant) == 1 and typed not in names else typed


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def live_grants(user: User) -> list[Grant]:
    """Return a user's live grants with their organizations, oldest first; asked once until the user's next act."""
    if user.remembered_grants is None:
        live = user.grants.filter(in_force(clock.today())).select_related("organization__body")
        user.remembered_grants = list(live.order_by("recorded_at", "id"))
    return user.remembered_grants


def organizations_of(user: User | None, roles: Iterable[Role]) -> set[UUID]:
    """Return the organizations for which a user has one of the roles now; nobody has any."""
    if user is None or not user.is_authenticated or not user.is_active:
        return set()
    wanted = set(roles)
    if user.remembered_grants is not None:
        return {grant.organization_id for grant in user.remembered_grants if grant.role in wanted}
    live = user.grants.filter(in_force(clock.today()), role__in=wanted)
    return set(live.values_list("organization_id", flat=True))


def inside(user: User | None) -> Q:
    """Return the condition under which an owned object is visible from inside its organization."""
    return _inside(*_reach(user))


def _reach(user: User | None) -> tuple[set[UUID], set[UUID]]:
    """Return the organizations of which a user sees everything, and those of which all but the restricted."""
    cleared = organizations_of(user, CLEARED)
    return cleared, organizations_of(user, INSIDE) - cleared


def _inside(cleared: Iterable[object], reading: Iterable[object]) -> Q:
    of_cleared = Q(owner__in=cleared)
    # Most have nothing of this: a condition that lets nothing through would be made and asked all the same.
    return of_cleared | Q(owner__in=reading, level__in=BELOW_RESTRICTED) if reading else of_cleared


def remembered(read: Callable[[User | None], R]) -> Callable[[User | None], R]:
    """Make a read once for each user whose grants are remembered; each caller gets one of its own to narrow and ask.

    Only for reads that follow from the user's grants alone: no day, no language, nothing that was asked for them.
    """

    @wraps(read)
    def asked(user: User | None) -> R:
        if user is None or user.remembered_grants is None or user.remembered_reads is None:
            return read(user)
        made = user.remembered_reads.get(read.__qualname__)
        if made is None:
            made = user.remembered_reads[read.__qualname__] = read(user)
        return cast("R", made.all())

    return asked


def is_inside(user: User | None, noun: Owned) -> bool:
    """Tell whether a user has a role inside an object's organization, rather than in a body that has a part in it."""
    return noun.owner_id in organizations_of(user, INSIDE)


def visible_to(
    user: User | None,
    objects: QuerySet[T],
    *,
    own: tuple[str, ...] = (),
    part: Callable[[set[UUID]], Q] | None = None,
    also: Iterable[Q] = (),
) -> QuerySet[T]:
    """Return what a user may see from inside, and as an officer of other bodies.

    `own` are relations to organizations whose officers see the object too; `part` makes the condition under which the
    bodies of an officer have a part in the object, where a relation does not say it. `also` are further conditions,
    each of one row an object.
    """
    condition = inside(user)
    for each in also:
        condition |= each
    bodies = organizations_of(user, [Role.OFFICER]) if own or part else set()
    if not bodies:
        return objects.filter(condition)
    for relation in own:
        condition |= Q(**{f"{relation}__in": bodies})
    if part:
        condition |= part(bodies)
    found = objects.filter(condition)
    return found.distinct() if own else found  # one row for an object with several of these bodies


def sees(user: User | None, noun: Owned, *, own: Iterable[UUID | None] = ()) -> bool:
    """Tell whether a user may see one object; `own` are the organizations whose officers see it too."""
    if noun.owner_id in organizations_of(user, CLEARED):
        return True
    if noun.owner_id in organizations_of(user, INSIDE) and noun.level != Level.RESTRICTED:
        return True
    return bool(organizations_of(user, [Role.OFFICER]) & {organization for organization in own if organization})


class NamesOfDays:
    """What organizations were called on a day, asked in one query for all of them."""

    def __init__(self) -> None:
        self._former: dict[UUID, list[FormerName]] = {}
        for each in FormerName.objects.order_by("renamed_on"):
            self._former.setdefault(each.organization_id, []).append(each)

    def on(self, organization: Organization, day: date | None) -> str:
        """Return the name that an organization bore on a day; today's for none."""
        former = self._former.get(organization.pk, []) if day else []
        return next((each.name for each in former if day and day < each.renamed_on), organization.name)

    def all_of(self, organization: Organization) -> list[str]:
        """Return every name, long or short, that an organization ever bore."""
        former = [name for each in self._former.get(organization.pk, []) for name in (each.name, each.short_name)]
        return [name for name in (organization.name, organization.short_name, *former) if name]


def administrators() -> list[User]:
    """Return whom to ask for what only administrators may, by post."""
    return list(User.objects.filter(is_administrator=True, is_active=True).order_by(in_order("post"), "username"))


def users_visible_to(user: User | None) -> QuerySet[User]:
    """Return the users that one may see: administrators all, secretaries those with a role in their organizations."""
    if user is None or not user.is_active:
        return User.objects.none()
    if user.is_administrator:
        return User.objects.all()
    theirs = organizations_of(user, [Role.SECRETARY])
    grants = Grant.objects.filter(in_force(clock.today()), organization__in=theirs)
    return User.objects.filter(pk__in=grants.values("user"))


@remembered
def journal_visible_to(user: User | None) -> QuerySet[Journal]:
    """Return the lines that a user may read: those about what they may see, ownerless ones for administrators."""
    condition = _inside(*({str(key) for key in keys} for keys in _reach(user)))
    if user is not None and user.is_active and user.is_administrator:
        condition |= Q(owner="")
    return Journal.objects.filter(condition)
