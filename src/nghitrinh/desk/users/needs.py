"""What waits about accounts: whoever chairs signs by an account that is tied to their post, and this one is to none.

Since decision 0045 a document is signed only by its signer's own account, so in a record of an earlier version nobody
signs until an administrator has tied it.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting
from nghitrinh.record.bodies.models import AccountPost, Grant
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User


def untied() -> QuerySet[User]:
    """Return who chairs a body that has posts, by an account that is tied to none."""
    chairs = Grant.objects.filter(
        in_force(clock.today()),
        role=Role.CHAIR,
        organization__ended_on__isnull=True,
        organization__memberships__isnull=False,
    )
    tied = AccountPost.objects.filter(membership__isnull=False)
    rows = User.objects.filter(is_active=True, pk__in=chairs.order_by().values("user"))
    return rows.exclude(pk__in=tied.values("user")).order_by("username")


def _untied(user: User, _organizations: list[UUID]) -> Iterator[Need]:
    if not user.is_administrator:
        return
    found = list(untied())
    things = tuple(Thing(each.post, reverse("users.name_holder", [each.pk]), each.username) for each in found)
    yield Need(len(found), _("Tài khoản chủ trì chưa gắn với chức vụ, nên chưa ký được văn bản"), things)


UNTIED = Waiting("user.untied", "user", tuple(Role), _untied)
