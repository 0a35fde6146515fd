"""Why an object stands where it stands: who withdraws, calls off, drops or sends it back says why, and its page too.

{{ ended(paper) }}      "Rút tài liệu ngày 30/11/2026", and the reason
"""

from dataclasses import dataclass
from datetime import datetime

from nghitrinh.desk.kit.wording import day, verb_words
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.journal import content_of, lines_about
from nghitrinh.record.nouns import row_of


@dataclass(frozen=True)
class Ended:
    """What brought an object to its state, on which day, and the reason; "" where that was erased."""

    words: str
    day: str
    reason: str


def reasoned(noun: type[Owned]) -> dict[str, str]:
    """Return the verbs of a noun that bring it to a state and must say why, each with that state."""
    table = row_of(noun).table
    return {
        row.verb: row.target
        for row in table.transitions
        if row.target and row.verb.startswith(f"{table.noun}.") and "reason" in ACTS[row.verb].required
    }


def ended_of(noun: Owned) -> Ended | None:
    """Return why an object stands in its state, where the last verb that brought it there had to say why."""
    row, state = row_of(noun), str(getattr(noun, "state", ""))
    said = reasoned(type(noun))
    if state not in said.values():
        return None
    verbs = [each.verb for each in row.table.transitions if each.target == state]
    line = lines_about(row.key, noun.pk).filter(act__in=verbs).first()
    if line is None or line.act not in said:
        return None
    reason = str((content_of(line.seq) or {}).get("reason", ""))
    return Ended(verb_words(line.act, getattr(noun, "form", "")), day(datetime.fromisoformat(line.at)), reason)
