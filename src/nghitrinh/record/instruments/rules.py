"""What may happen to an instrument, and by whom: the signing chain, then correction, release and withdrawal."""

from nghitrinh.record.instruments.models import Instrument, InstrumentState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.transitions import NEW, table

S = (Role.SECRETARY,)
LEADS = (Role.SECRETARY, Role.CHAIR)

INSTRUMENT = table(
    "instrument",
    Instrument,
    ("instrument.draft", (NEW,), InstrumentState.DRAFT, S),
    ("instrument.revise", (InstrumentState.DRAFT,), "", S),
    ("instrument.check", (InstrumentState.DRAFT,), InstrumentState.CHECKED, S),
    ("instrument.sign", (InstrumentState.CHECKED,), InstrumentState.SIGNED, (Role.CHAIR,)),
    ("instrument.send_back", (InstrumentState.CHECKED, InstrumentState.SIGNED), InstrumentState.DRAFT, LEADS),
    ("instrument.issue", (InstrumentState.SIGNED,), InstrumentState.ISSUED, S),
    ("instrument.correct", (InstrumentState.ISSUED,), "", S),
    ("instrument.release", (InstrumentState.ISSUED,), "", S),
    ("instrument.withdraw", (InstrumentState.ISSUED,), InstrumentState.WITHDRAWN, S),
)
