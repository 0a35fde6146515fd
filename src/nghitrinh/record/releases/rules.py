"""What may cross besides articles and documents, and who takes back what crossed."""

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import table
from nghitrinh.record.meetings.models import MeetingState
from nghitrinh.record.papers.models import PaperState

S = (Role.SECRETARY,)

MEETING_RELEASE = table("meeting, to the public", ("meeting.release", (MeetingState.CLOSED,), "", S))
PAPER_RELEASE = table("paper, to the public", ("paper.release", (PaperState.ACCEPTED,), "", S))
