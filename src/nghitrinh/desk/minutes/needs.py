"""What waits about minutes: to be reviewed, to be signed by the secretary and by the chair, to be approved."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.record.bodies.seats import posts_of
from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.minutes.models import Minutes, MinutesState
from nghitrinh.record.minutes.queries import minutes_visible_to


def _minutes(user: User, owners: list[UUID]) -> QuerySet[Minutes]:
    columns = ("state", "meeting__name", "meeting__starts_at", "meeting__owner")
    shown = narrow(minutes_visible_to(user), *columns, along=("meeting",)).prefetch_related("meeting__convenings")
    return shown.filter(owner__in=owners)


def _thing(minutes: Minutes) -> Thing:
    return Thing(
        minutes.label(),
        reverse("minutes.minutes", args=[minutes.pk]),
        badge=minutes.get_state_display(),
        is_illustrative=minutes.is_illustrative,
    )


def _need(found: QuerySet[Minutes] | list[Minutes], words: str) -> Need:
    return need(found, words, _thing, more=reverse("meetings"))


def _whose_turn(user: User) -> Q:
    """Return the condition of minutes that wait for the own hand of who signs them next."""
    posts = posts_of(user)
    return Q(state=MinutesState.REVIEWED, writer__in=posts) | Q(state=MinutesState.SIGNED_OFF, chair__in=posts)


def _own(user: User, owners: list[UUID]) -> Iterator[Need]:
    yield _need(_minutes(user, owners).filter(_whose_turn(user)), _("Biên bản chờ anh chị ký"))


def _under_way(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find what the secretary goes on with: a draft, what others are to sign, what a later meeting is to approve."""
    unsigned = Q(state__in=(MinutesState.DRAFT, MinutesState.REVIEWED, MinutesState.SIGNED_OFF))
    unapproved = Q(state=MinutesState.SIGNED, approval_wanted=True, approved_at=None)
    found = list(_minutes(user, owners).filter(unsigned | unapproved).exclude(_whose_turn(user)))
    drafts = [each for each in found if each.state == MinutesState.DRAFT]
    yield _need(drafts, _("Biên bản chờ soát"))
    waiting = (MinutesState.REVIEWED, MinutesState.SIGNED_OFF)
    yield _need([each for each in found if each.state in waiting], _("Biên bản chờ người khác ký"))
    yield _need([each for each in found if each.is_signed], _("Biên bản chờ thông qua ở phiên sau"))


OWN = Waiting("minutes.own", "minutes", CLEARED, _own, of_account=True)
UNDER_WAY = Waiting("minutes.under_way", "minutes", (Role.SECRETARY,), _under_way, of_account=True)
