"""What may happen to a page that came in, and by whom."""

from nghitrinh.record.intakes.models import Intake, IntakeState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table

S = (Role.SECRETARY,)
OPEN = (IntakeState.OPEN,)

INTAKE = table(
    "intake",
    Intake,
    ("intake.open", (NEW,), IntakeState.OPEN, S),
    ("intake.decide", OPEN, "", S),
    ("intake.amend", OPEN, "", S),
    ("intake.discard", OPEN, IntakeState.DISCARDED, S),
    ("intake.accept", OPEN, IntakeState.ACCEPTED, S),
)
