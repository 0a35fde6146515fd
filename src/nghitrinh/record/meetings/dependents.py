"""What tells of a meeting: `record.acts` says it of the rooms above, so that a correction reaches them unimported."""

from collections.abc import Callable, Iterator

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.meetings.models import AgendaItem, Meeting

# Each is called within the act, after it has written, with the meeting, the reason and the level of what changed. It
# marks what tells of it; no text changes by itself.
DEPENDENTS: tuple[Callable[[Act, Meeting, str, str], None], ...] = ()
# Each is called within the act that convenes a meeting: it asks to it whoever is due.
CONVENED: tuple[Callable[[Act, Meeting], object], ...] = ()
# Each is called within the act that closes a meeting: it ends what of it still runs and needs no answer.
CLOSED: tuple[Callable[[Act, Meeting], object], ...] = ()
# Each is called within the act that puts an item on an agenda which goes on from an earlier one: with both of them. It
# brings along what lay under that one.
CONTINUED: tuple[Callable[[Act, AgendaItem, AgendaItem], object], ...] = ()
# Each says what speaks against closing a meeting, or against taking one item off its agenda: what of it still runs.
STOPPING: tuple[Callable[[Meeting, AgendaItem | None], Iterator[ActError]], ...] = ()


def mark_dependents(act: Act, meeting: Meeting, reason: str, *, level: str = Level.PUBLIC) -> None:
    """Tell every room above that what was recorded of a meeting was corrected, or a document of it was withdrawn."""
    for room in DEPENDENTS:
        room(act, meeting, reason, stricter(meeting.level, level))


def against_stopping(meeting: Meeting, item: AgendaItem | None = None) -> Iterator[ActError]:
    """Yield what speaks against closing a meeting, or against taking an item off its agenda."""
    for room in STOPPING:
        yield from room(meeting, item)
