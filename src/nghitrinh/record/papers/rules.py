"""What may happen to a paper, and by whom: the submitting body brings it, the secretariat takes or returns it."""

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table
from nghitrinh.record.papers.models import Paper, PaperState

S = (Role.SECRETARY,)
# An officer acts for the submitting organization, the secretary for the owner: the acts ask each in its own place.
BRING = (Role.SECRETARY, Role.OFFICER)
LIVE = (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.ACCEPTED, PaperState.RETURNED)

PAPER = table(
    "paper",
    Paper,
    ("paper.register", (NEW,), PaperState.DRAFT, BRING),
    ("paper.submit", LIVE, PaperState.SUBMITTED, BRING),
    ("paper.accept", (PaperState.SUBMITTED,), PaperState.ACCEPTED, S),
    ("paper.return", (PaperState.SUBMITTED, PaperState.ACCEPTED), PaperState.RETURNED, S),
    ("paper.withdraw", LIVE, PaperState.WITHDRAWN, S),
    ("paper.lay", (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.ACCEPTED), "", S),
    ("paper.release", (PaperState.ACCEPTED,), "", S),
)
