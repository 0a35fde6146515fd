"""What may happen to a finding, and by whom. What the program computes it says itself (`finding.conclude`)."""

from uuid import UUID

from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, RolesFor, table

# Whoever brings the paper, and whoever takes it, knows what its table means.
BRING = (Role.SECRETARY, Role.OFFICER)
KNOWN = (FindingState.ASKING, FindingState.CHECKED, FindingState.UNREAD)


def _side(allowed: tuple[Role, ...], finding: Finding, roles_for: RolesFor) -> UUID:
    """An officer answers for the body that submitted the paper, anybody else for the owner."""
    body = finding.version.paper.submitted_by_id
    return body if Role.OFFICER in allowed and Role.OFFICER in roles_for(body) else finding.owner_id


FINDING = table(
    "finding",
    Finding,
    ("finding.begin", (NEW,), FindingState.WAITING, BRING),
    ("finding.answer", KNOWN, FindingState.WAITING, BRING),
    ("finding.renew", (*KNOWN, FindingState.NO_TABLE), FindingState.WAITING, BRING),
    ("finding.send_back", (FindingState.CHECKED,), "", (Role.SECRETARY,)),
    side=_side,
)
