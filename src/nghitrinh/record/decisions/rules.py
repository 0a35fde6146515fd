"""What may happen to a decision, and by whom.

`instrument.issue` and `instrument.withdraw` are acts of the instruments: a document issues its decisions, and where the
last document in force is withdrawn, they stand without one until another issues them.
"""

from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)
SETTLED = (DecisionState.APPROVED, DecisionState.ISSUED, DecisionState.RECALLED)

DECISION = table(
    "decision",
    Decision,
    ("decision.draft", (NEW,), DecisionState.DRAFT, S),
    ("decision.enter_past", (NEW,), DecisionState.ISSUED, S),
    ("decision.revise", (DecisionState.DRAFT,), "", S),
    ("decision.review", (DecisionState.DRAFT,), DecisionState.REVIEWED, S),
    ("decision.send_back", (DecisionState.REVIEWED,), DecisionState.DRAFT, LEADS),
    ("decision.drop", (DecisionState.DRAFT,), DecisionState.DROPPED, S),
    ("decision.approve", (DecisionState.REVIEWED,), DecisionState.APPROVED, (Role.CHAIR,)),
    ("instrument.issue", (DecisionState.APPROVED, DecisionState.RECALLED), DecisionState.ISSUED, S),
    ("instrument.withdraw", (DecisionState.ISSUED,), DecisionState.RECALLED, S),
    ("decision.correct", SETTLED, "", LEADS),
)
