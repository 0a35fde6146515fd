"""What may happen to an instrument, and by whom: the signing chain, then correction, release and withdrawal.

Who is cleared may be its named signer; that it is their own account, the act asks (decision on signing).
"""

from nghitrinh.record.instruments.models import Instrument, InstrumentState
from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.kernel.transitions import NEW, table

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)

INSTRUMENT = table(
    "instrument",
    Instrument,
    ("instrument.draft", (NEW,), InstrumentState.DRAFT, S),
    ("instrument.revise", (InstrumentState.DRAFT,), "", S),
    ("instrument.check", (InstrumentState.DRAFT,), InstrumentState.CHECKED, S),
    ("instrument.sign", (InstrumentState.CHECKED,), InstrumentState.SIGNED, CLEARED),
    ("instrument.record_signature", (InstrumentState.CHECKED,), InstrumentState.SIGNED, LEADS),
    ("instrument.send_back", (InstrumentState.CHECKED, InstrumentState.SIGNED), InstrumentState.DRAFT, LEADS),
    ("instrument.drop", (InstrumentState.DRAFT,), InstrumentState.DROPPED, S),
    ("instrument.issue", (InstrumentState.SIGNED,), InstrumentState.ISSUED, S),
    ("instrument.ask_correction", (InstrumentState.ISSUED,), "", LEADS),
    ("instrument.drop_correction", (InstrumentState.ISSUED,), "", CLEARED),
    ("instrument.correct", (InstrumentState.ISSUED,), "", CLEARED),
    ("instrument.release", (InstrumentState.ISSUED,), "", S),
    ("instrument.withdraw", (InstrumentState.ISSUED,), InstrumentState.WITHDRAWN, S),
)
