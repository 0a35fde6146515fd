"""What may happen to minutes, and by whom.

The secretary writes, whoever leads reviews, then the meeting's own secretary and its chair sign: with their own
accounts, or on paper, which the secretary or the chair records. Whose signature it is, the act asks.
"""

from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.kernel.transitions import NEW, table
from nghitrinh.record.minutes.models import Minutes, MinutesState

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)
DRAFT, REVIEWED = (MinutesState.DRAFT,), (MinutesState.REVIEWED,)
SIGNED_OFF, SIGNED = (MinutesState.SIGNED_OFF,), (MinutesState.SIGNED,)

MINUTES = table(
    "minutes",
    Minutes,
    ("minutes.draft", (NEW,), MinutesState.DRAFT, S),
    ("minutes.revise", DRAFT, "", S),
    ("minutes.review", DRAFT, MinutesState.REVIEWED, LEADS),
    ("minutes.sign_off", REVIEWED, MinutesState.SIGNED_OFF, CLEARED),
    ("minutes.sign", SIGNED_OFF, MinutesState.SIGNED, CLEARED),
    ("minutes.send_back", (*REVIEWED, *SIGNED_OFF), MinutesState.DRAFT, LEADS),
    ("minutes.drop", DRAFT, MinutesState.DROPPED, S),
    ("minutes.approve", SIGNED, "", LEADS),
    ("minutes.correct", SIGNED, "", CLEARED),
)
