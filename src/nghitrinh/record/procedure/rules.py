"""What may happen to a body's rule, and by whom."""

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table
from nghitrinh.record.procedure.models import Rule, RuleState

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)

RULE = table(
    "rule",
    Rule,
    ("rule.draft", (NEW,), RuleState.DRAFT, S),
    ("rule.revise", (RuleState.DRAFT,), "", S),
    ("rule.adopt", (RuleState.DRAFT,), RuleState.ADOPTED, LEADS),
    ("rule.correct", (RuleState.ADOPTED,), "", S),
    ("rule.drop", (RuleState.DRAFT,), RuleState.DROPPED, S),
)
