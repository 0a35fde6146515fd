"""What waits about findings: what a workbook does not say, and only a person knows."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, need
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.findings.queries import findings_visible_to
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.papers.models import PaperState


def _asking(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the workbooks about which something is asked, of papers that are not withdrawn."""
    theirs = Q(owner__in=owners) | Q(version__paper__submitted_by__in=owners)
    found = findings_visible_to(user).filter(theirs, state=FindingState.ASKING)
    rows = found.exclude(version__paper__state=PaperState.WITHDRAWN).order_by("recorded_at", "id")
    yield need(rows, _("Bảng số liệu chờ trả lời để kiểm tra"), _thing, more="")


def _thing(finding: Any) -> Thing:
    found: Finding = finding
    address = reverse("findings.answer", args=[found.pk])
    paper = found.version.paper
    return Thing(found.file.name, address, paper.title, is_illustrative=paper.is_illustrative)


ASKING = Waiting("findings.asking", kind="finding", roles=(Role.SECRETARY, Role.OFFICER), find=_asking)
