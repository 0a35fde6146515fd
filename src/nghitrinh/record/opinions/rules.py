"""What may happen to a round and to what hangs on it, and by whom.

The secretary asks, and an officer of the body that submitted it about its own draft. Whoever is asked answers for
themselves, an officer for a body; its head signs. The body that submitted the paper answers what they say, or the
secretary does.
"""

from uuid import UUID

from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, RolesFor, table
from nghitrinh.record.opinions.models import Round, RoundState
from nghitrinh.record.papers.models import Paper, PaperState

S = (Role.SECRETARY,)
# Whoever is asked answers; whose seat or body it is, the act asks.
ANSWER = (Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.READER, Role.OFFICER)
BRING = RESPOND = (Role.SECRETARY, Role.OFFICER)
OPEN, CLOSED = (RoundState.OPEN,), (RoundState.CLOSED,)


def _side(allowed: tuple[Role, ...], noun: Round, roles_for: RolesFor) -> UUID:
    """An officer answers for the body that submitted the paper, anybody else acts for the owner."""
    body = noun.version.paper.submitted_by_id
    return body if allowed == RESPOND and Role.OFFICER in roles_for(body) else noun.owner_id


def may_open(paper: Paper, roles_for: RolesFor) -> bool:
    """Tell who asks about a paper: the secretary, and before it is taken in an officer of the body that brought it."""
    drafts = paper.state != PaperState.ACCEPTED and Role.OFFICER in roles_for(paper.submitted_by_id)
    return drafts or Role.SECRETARY in roles_for(paper.owner_id)


ROUND = table(
    "round",
    Round,
    ("round.open", (NEW,), RoundState.OPEN, BRING),
    ("round.ask", OPEN, "", S),
    ("round.extend", OPEN, "", S),
    ("round.close", OPEN, RoundState.CLOSED, S),
    ("round.cancel", OPEN, RoundState.CANCELLED, S),
    ("request.extend", OPEN, "", S),
    ("opinion.give", OPEN, "", ANSWER),
    ("opinion.note", (*OPEN, *CLOSED), "", S),
    ("opinion.sign", OPEN, "", (Role.CHAIR,)),
    ("opinion.note_signed", OPEN, "", (Role.OFFICER,)),
    ("comment.split", CLOSED, "", RESPOND),
    ("comment.respond", CLOSED, "", RESPOND),
    side=_side,
)
