"""The checks of a paper's workbooks on the paper's own page, and what may be done about them there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from nghitrinh.desk.findings import runs
from nghitrinh.desk.findings.shown import ShownFinding
from nghitrinh.desk.kit.access import DeskRequest, roles_for, verbs
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.findings.queries import findings_of, is_workbook
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.papers.models import File, Paper, PaperRevision


def wake_for(findings: Iterable[Finding]) -> None:
    """Let what waits be checked: a process that was killed is begun anew by whoever looks next."""
    if any(each.state == FindingState.WAITING for each in findings) and not runs.is_at_work():
        runs.wake()


def wake_for_version(version: PaperRevision) -> None:
    """Let the workbooks that came in with a version be checked."""
    wake_for(Finding.objects.filter(version=version))


def checks_on(request: DeskRequest, paper: Paper, versions: Sequence[PaperRevision]) -> dict[str, Any]:
    """Return what the page of a paper shows of its checks: by version, with those that this user answers or returns.

    `versions` come with their files, the newest first.
    """
    found = list(findings_of(request.user, paper))
    wake_for(found)
    checks: defaultdict[UUID, list[ShownFinding]] = defaultdict(list)
    for each in found:
        if each.state != FindingState.NO_TABLE:
            checks[each.version_id].append(ShownFinding(each, versions[0].number))
    returns = "paper.return" in verbs(request, paper)
    return {
        "checks": checks,
        "unchecked": _unchecked(request, paper, versions, {each.file_id for each in found}),
        "answerable": {each.pk for each in found if "finding.answer" in verbs(request, each)},
        "returnable": {each.pk for each in found if returns},
    }


def _unchecked(
    request: DeskRequest, paper: Paper, versions: Sequence[PaperRevision], known: set[UUID]
) -> dict[UUID, list[File]]:
    """Return, by version, the workbooks that came before workbooks were checked, for whoever may have them checked."""
    begins = Role.SECRETARY in roles_for(request, paper.owner_id) or Role.OFFICER in roles_for(
        request, paper.submitted_by_id
    )
    if not begins:
        return {}
    return {
        version.pk: [each for each in version.files.all() if is_workbook(each) and each.pk not in known]
        for version in versions
    }
