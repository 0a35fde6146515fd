"""What a corrected decision changed in its public tasks, in the words of the portal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nghitrinh.publication.pages.words import DEADLINE
from nghitrinh.publication.released import KEYS_AT_ONCE, Released, batched
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.tasks.corrected import BODIES, DUE, STATE, TEXT, WITH_BODIES, changed_tasks

# What of a task was corrected, as its page calls it.
_WORDS = {TEXT: "nội dung", DUE: DEADLINE, WITH_BODIES: "phối hợp", STATE: "tình trạng"}
_WORDS |= dict(zip(BODIES, ("cơ quan", "thông qua", "báo cáo cho"), strict=True))


@dataclass(frozen=True)
class TaskCorrection:
    """One value of a task that a correction of its decision changed, in words; "" for none."""

    task: UUID
    line: int
    at: datetime
    field: str
    old: str
    new: str
    reason: str


def corrected_tasks(released: Released) -> Iterator[TaskCorrection]:
    """Yield what corrections changed in public tasks after these were public."""
    for decisions in batched(released.decisions.values(), KEYS_AT_ONCE):
        lines = journal.lines_on(*map(canonical.key, decisions)).filter(act="decision.correct", level=Level.PUBLIC)
        for each in changed_tasks(lines, released.tasks):
            at = datetime.fromisoformat(each.line.at)
            if at > released.publication_of(each.task).released_at:
                words = _WORDS[each.field]
                yield TaskCorrection(each.task.pk, each.line.seq, at, words, each.old, each.new, each.reason)
