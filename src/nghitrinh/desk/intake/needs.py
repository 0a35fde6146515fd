"""What waits about pages that came in: to be looked through and accepted."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, need
from nghitrinh.record.intakes.models import Intake, IntakeState
from nghitrinh.record.intakes.queries import intakes_visible_to
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User


def _intake(intake: Intake) -> Thing:
    return Thing(intake.title, reverse("intake.intake", args=[intake.pk]), badge=intake.get_state_display())


def _open(user: User, owners: list[UUID]) -> Iterator[Need]:
    bare = intakes_visible_to(user).select_related(None).prefetch_related(None)
    pages = bare.only("title", "state", "recorded_at").filter(owner__in=owners, state=IntakeState.OPEN)
    yield need(pages, _("Trang cũ đã nhập, chờ duyệt"), _intake, more=reverse("intake"))


OPEN = Waiting("intake.open", "intake", (Role.SECRETARY,), _open)
