"""What may happen to a paper, and by whom: the submitting body brings it, the secretariat takes or returns it."""

from uuid import UUID

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, RolesFor, table
from nghitrinh.record.papers.models import Paper, PaperState

S = (Role.SECRETARY,)
BRING = (Role.SECRETARY, Role.OFFICER)
LIVE = (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.ACCEPTED, PaperState.RETURNED)


def _side(allowed: tuple[Role, ...], paper: Paper, roles_for: RolesFor) -> UUID:
    """An officer acts for the submitting body where an officer may, anybody else for the owner."""
    brings = Role.OFFICER in allowed and Role.OFFICER in roles_for(paper.submitted_by_id)
    return paper.submitted_by_id if brings else paper.owner_id


PAPER = table(
    "paper",
    Paper,
    ("paper.register", (NEW,), PaperState.DRAFT, BRING),
    ("paper.report_written", (NEW,), PaperState.SUBMITTED, S),
    ("paper.submit", LIVE, PaperState.SUBMITTED, BRING),
    ("paper.accept", (PaperState.SUBMITTED,), PaperState.ACCEPTED, S),
    ("paper.return", (PaperState.SUBMITTED, PaperState.ACCEPTED), PaperState.RETURNED, S),
    ("paper.withdraw", LIVE, PaperState.WITHDRAWN, S),
    ("paper.lay", (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.ACCEPTED), "", S),
    ("paper.release", (PaperState.ACCEPTED,), "", S),
    side=_side,
)
