"""What a line of the journal says of a task's deadline: read in one place, for the desk's story and for the public."""

from dataclasses import dataclass
from typing import Any

from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal


@dataclass(frozen=True)
class DeadlineMove:
    """From which deadline to which one an act moved a task; days as the journal has them (ISO), empty for none."""

    due_before: str
    due_text_before: str
    due_after: str


def deadline_move(line: Journal, content: dict[str, Any] | None) -> DeadlineMove:
    """Return what a line says of the deadline; all of it empty where it says nothing, or its content was erased."""
    changes = {change.field: change for change in journal.changes_of(line, content)}
    due_on, due_text = changes.get("due_on"), changes.get("due_text")
    return DeadlineMove(
        due_before=str(due_on.old or "") if due_on else "",
        due_text_before=str(due_text.old or "") if due_text else "",
        due_after=str(due_on.new or "") if due_on else "",
    )
