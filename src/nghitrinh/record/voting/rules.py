"""What may happen to a vote, and by whom; whose seat it is that votes, the act asks."""

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table
from nghitrinh.record.voting.models import Vote, VoteState

LEADS = (Role.SECRETARY, Role.CHAIR)
SEATED = (*LEADS, Role.MEMBER)
TELLERS = (Role.SECRETARY, Role.MEMBER)
BEFORE_CLOSING = (VoteState.PREPARED, VoteState.OPEN)

VOTE = table(
    "vote",
    Vote,
    ("vote.prepare", (NEW,), VoteState.PREPARED, LEADS),
    ("vote.revise", (VoteState.PREPARED,), "", LEADS),
    ("vote.open", (VoteState.PREPARED,), VoteState.OPEN, LEADS),
    ("ballot.cast", (VoteState.OPEN,), "", SEATED),
    ("slip.enter", (VoteState.OPEN,), "", TELLERS),
    ("slip.take_back", (VoteState.OPEN,), "", TELLERS),
    ("slip.reread", (VoteState.OPEN,), "", TELLERS),
    ("slip.correct", (VoteState.CLOSED,), "", LEADS),
    ("vote.count_hands", (VoteState.OPEN,), "", LEADS),
    ("vote.count_ballots", (VoteState.OPEN,), "", TELLERS),
    ("vote.confirm_count", (VoteState.OPEN,), "", TELLERS),
    ("vote.note_consent", (VoteState.OPEN,), VoteState.CLOSED, LEADS),
    ("vote.close", (VoteState.OPEN,), VoteState.CLOSED, LEADS),
    ("vote.cancel", BEFORE_CLOSING, VoteState.CANCELLED, LEADS),
    ("vote.correct", (VoteState.CLOSED,), "", LEADS),
    ("reservation.note", (VoteState.CLOSED,), "", SEATED),
)
