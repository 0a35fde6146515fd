"""What tells of a meeting: `record.acts` says it of the rooms above, so that a correction reaches them unimported."""

from collections.abc import Callable

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.meetings.models import Meeting

# Each is called within the correcting act, after the meeting is written, with the meeting and the reason. It marks what
# tells the meeting as it was; no text changes by itself.
DEPENDENTS: tuple[Callable[[Act, Meeting, str], None], ...] = ()


def mark_dependents(act: Act, meeting: Meeting, reason: str) -> None:
    """Tell every room above that what was recorded of a closed meeting was corrected."""
    for room in DEPENDENTS:
        room(act, meeting, reason)
