"""What may happen to an engagement, and by whom."""

from nghitrinh.record.engagements.models import Engagement, EngagementState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table

S = (Role.SECRETARY,)

ENGAGEMENT = table(
    "engagement",
    Engagement,
    ("engagement.plan", (NEW,), EngagementState.PLANNED, S),
    ("engagement.revise", (EngagementState.PLANNED,), "", S),
    ("engagement.cancel", (EngagementState.PLANNED,), EngagementState.CANCELLED, S),
)
