"""What the pages of users show: roles by organization, when one was last here, whether there is a second step."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.listing import States
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.models import SignIn
from nghitrinh.desk.signing import factors
from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.ordering import in_order


@dataclass(frozen=True)
class UserRow:
    """One user of a list: their live roles, when they were last here, whether they have a second step."""

    user: User
    grants: list[Grant]
    last_at: datetime | None
    has_second_step: bool

    @property
    def roles(self) -> str:
        """Return the roles as one line."""
        own = [str(_("Quản trị"))] if self.user.is_administrator else []
        return "; ".join([*own, *(role_words(grant) for grant in self.grants)])


def role_words(grant: Grant) -> str:
    """Return a role with the organization that it is for."""
    name = grant.organization.short_name or grant.organization.name
    until = _("đến %(day)s") % {"day": day(grant.ends_on)} if grant.ends_on else ""
    return f"{Role(grant.role).label}, {name}{f' ({until})' if until else ''}"


def rows_of(users: list[User]) -> list[UserRow]:
    """Return users as a list shows them, by three queries for all of them."""
    live = Grant.objects.filter(in_force(clock.today()), user__in=users).select_related("organization")
    grants: dict[Any, list[Grant]] = {}
    for grant in live.order_by(in_order("organization__name"), "role"):
        grants.setdefault(grant.user_id, []).append(grant)
    last = dict(SignIn.objects.filter(user__in=users).values_list("user").annotate(at=Max("began_at")))
    second = factors.with_second_step(users)
    return [UserRow(user, grants.get(user.pk, []), last.get(user.pk), user.pk in second) for user in users]


def states() -> States:
    """Return by what the list of users is narrowed."""
    return {
        "": (_("Đang dùng"), Q(is_active=True)),
        "quan-tri": (_("Quản trị"), Q(is_active=True, is_administrator=True)),
        "khoa": (_("Đã khóa"), Q(is_active=False)),
        "tat-ca": (_("Tất cả"), Q()),
    }


def listed(users: QuerySet[User]) -> QuerySet[User]:
    """Return users by name."""
    return users.order_by("username", "id")
