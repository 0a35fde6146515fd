"""What rests on a decision: `record.acts` says it of the rooms above, so that a correction reaches them unimported."""

from collections.abc import Callable
from dataclasses import dataclass

from nghitrinh.record.decisions.models import Decision, DecisionRevision
from nghitrinh.record.decisions.queries import Difference
from nghitrinh.record.kernel.acts import Act

# Each is called within the correcting act, after the new version is written, with the decision and the reason. It
# marks what it answers for (a task, an instrument, an article) and returns the keys of those ("task:<identifier>").
DEPENDENTS: tuple[Callable[[Act, Decision, str], list[str]], ...] = ()

# Each is called likewise where the numbers of a vote were corrected that a decision tells the public.
COUNTED: tuple[Callable[[Act, Decision, str], list[str]], ...] = ()


@dataclass(frozen=True)
class DecisionCorrection:
    """What a correction did: the decision, its new version, what differs from the old one, and what rests on it."""

    decision: Decision
    version: DecisionRevision
    differences: list[Difference]
    dependents: list[str]


def mark_dependents(act: Act, decision: Decision, reason: str) -> list[str]:
    """Tell every room above that a decision was corrected; return the keys of what rests on it."""
    return [key for room in DEPENDENTS for key in room(act, decision, reason)]
