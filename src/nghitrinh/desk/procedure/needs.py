"""What waits about rules: a draft that nobody has adopted."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, need
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.procedure.models import Rule, RuleState
from nghitrinh.record.procedure.queries import rules_visible_to


def _rule(rule: Rule) -> Thing:
    return Thing(rule.title, reverse("procedure.rule", args=[rule.pk]), badge=rule.get_state_display())


def _drafted(user: User, owners: list[UUID]) -> Iterator[Need]:
    bare = rules_visible_to(user).select_related(None)
    drafts = bare.only("title", "state", "recorded_at").filter(owner__in=owners, state=RuleState.DRAFT)
    yield need(drafts, _("Quy chế đang soạn, chờ áp dụng"), _rule, more=reverse("procedure"))


DRAFTED = Waiting("rule.drafted", "rule", (Role.SECRETARY, Role.CHAIR), _drafted)
