"""What may happen to a meeting and to an item on its agenda, and by whom."""

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)
# Whoever is invited answers: a member, or an officer for a body; whose seat it is, the act asks.
ANSWER = (*LEADS, Role.MEMBER, Role.OFFICER)
AHEAD = (MeetingState.PLANNED, MeetingState.CONVENED)
RUNNING = (*AHEAD, MeetingState.OPEN)

MEETING = table(
    "meeting",
    Meeting,
    ("meeting.plan", (NEW,), MeetingState.PLANNED, S),
    ("meeting.enter_past", (NEW,), MeetingState.CLOSED, S),
    ("meeting.reschedule", AHEAD, "", S),
    ("meeting.add_convener", RUNNING, "", S),
    ("meeting.convene", (MeetingState.PLANNED,), MeetingState.CONVENED, S),
    ("meeting.ask", AHEAD, MeetingState.OPEN, S),
    ("meeting.extend", (MeetingState.OPEN,), "", S),
    ("meeting.open", (MeetingState.CONVENED,), MeetingState.OPEN, LEADS),
    ("meeting.close", (MeetingState.OPEN,), MeetingState.CLOSED, LEADS),
    ("meeting.cancel", AHEAD, MeetingState.CANCELLED, S),
    ("meeting.correct", (MeetingState.CLOSED,), "", S),
    ("meeting.release", (MeetingState.CONVENED, MeetingState.OPEN, MeetingState.CLOSED), "", S),
    ("attendance.record", RUNNING, "", S),
    ("attendance.correct", (MeetingState.CLOSED,), "", S),
    ("invitation.invite", AHEAD, "", S),
    ("invitation.invite_all", (MeetingState.CONVENED,), "", S),
    ("invitation.answer", (MeetingState.CONVENED,), "", ANSWER),
    ("invitation.note_answer", AHEAD, "", S),
    ("attendance.check_in", (MeetingState.CONVENED, MeetingState.OPEN), "", (*LEADS, Role.MEMBER)),
    ("attendance.arrive", (MeetingState.OPEN,), "", S),
    ("attendance.leave", (MeetingState.OPEN,), "", S),
    ("attendance.correct_stay", (MeetingState.OPEN, MeetingState.CLOSED), "", S),
    ("item.add", RUNNING, "", S),
    ("item.move", RUNNING, "", S),
    # In the room: what is heard, what is noted of it, who speaks.
    ("item.begin", (MeetingState.OPEN,), "", LEADS),
    ("item.leave", (MeetingState.OPEN,), "", LEADS),
    ("hearing.correct", (MeetingState.OPEN, MeetingState.CLOSED), "", S),
    ("note.add", (MeetingState.OPEN,), "", LEADS),
    ("note.correct", (MeetingState.OPEN, MeetingState.CLOSED), "", S),
    ("speech.ask", (MeetingState.OPEN,), "", (*LEADS, Role.MEMBER)),
    ("speech.ask_for", (MeetingState.OPEN,), "", LEADS),
    ("speech.withdraw", (MeetingState.OPEN,), "", (*LEADS, Role.MEMBER)),
    ("speech.call", (MeetingState.OPEN,), "", LEADS),
    ("speech.end", (MeetingState.OPEN,), "", LEADS),
)

ITEM = table(
    "item",
    AgendaItem,
    ("item.revise", (ItemState.OPEN,), "", S),
    ("item.withdraw", (ItemState.OPEN,), ItemState.WITHDRAWN, S),
    ("item.approve_public_title", (ItemState.OPEN, ItemState.CONCLUDED), "", (Role.CHAIR,)),
)
