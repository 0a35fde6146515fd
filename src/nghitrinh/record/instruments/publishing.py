"""Publications: the one place that writes which objects cross. Only acts of release and withdrawal call it."""

from typing import Any

from nghitrinh.record.instruments.ceilings import ceiling
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import Contradiction, WrongState
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.kernel.publications import publication_of
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState


def publish(act: Act, noun: Any, *, subject_revision: int, again: bool = False) -> Publication:
    """Let an object of public level cross; released again, it crosses in the newer revision.

    What was withdrawn comes back only when the act says `again`: an address that fell silent must not speak by chance.
    """
    found = ceiling(noun)
    if found != Level.PUBLIC:
        raise Contradiction(f"{noun.label()} may not cross", field="level", found=found, expected=Level.PUBLIC)
    return _write(act, noun, subject_revision, again=again)


def publish_meeting(act: Act, meeting: Meeting) -> None:
    """Let a meeting cross with its agenda: public matters, and restricted ones under their approved public titles."""
    if meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        raise WrongState(
            "the meeting is not to be shown", field="meeting", found=meeting.state, expected="convened or later"
        )
    publish(act, meeting, subject_revision=meeting.edit)
    for item in matters_that_cross(meeting):
        _write(act, item, item.edit)


def matters_that_cross(meeting: Meeting) -> list[AgendaItem]:
    """Return the matters that cross with their meeting: none that was taken back crosses by itself."""
    matters = meeting.items.exclude(state=ItemState.WITHDRAWN)
    return [item for item in matters if _crosses(item) and not was_withdrawn(item)]


def _crosses(item: AgendaItem) -> bool:
    named = item.level == Level.RESTRICTED and item.public_title_approved and bool(item.public_title)
    return named or item.level == Level.PUBLIC


def was_withdrawn(noun: Any) -> bool:
    """Tell whether an object was released and taken back: it does not come again by itself."""
    found = publication_of(noun)
    return found is not None and found.withdrawn_at is not None


def _write(act: Act, noun: Any, subject_revision: int, *, again: bool = False) -> Publication:
    found = publication_of(noun)
    if found is None:
        return act.create(
            Publication(
                recorded_at=act.at,
                subject_kind=noun._meta.model_name,
                subject_id=noun.pk,
                subject_revision=subject_revision,
                released_at=act.at,
            )
        )
    if found.withdrawn_at is not None and not again:
        raise WrongState(
            f"{noun.label()} was withdrawn", field="publication", found=found.reason, expected="no withdrawal"
        )
    if found.subject_revision != subject_revision or found.withdrawn_at is not None:
        found.subject_revision, found.withdrawn_at, found.reason = subject_revision, None, ""
        act.save(found)
    return found


def withdraw(act: Act, noun: Any, reason: str) -> None:
    """Take an object back from the public, when it is there; a tombstone with the reason stays."""
    found = publication_of(noun)
    if found is None or found.withdrawn_at is not None:
        return
    found.withdrawn_at, found.reason = act.at, reason
    act.save(found)
