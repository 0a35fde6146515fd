"""Acts that let an item be heard and left, and correct when that was."""

from datetime import datetime
from uuid import UUID

from nghitrinh.record.course.acts.speeches import end_speech, withdraw_speech
from nghitrinh.record.course.checks import against_hearing, against_moments, against_not_heard
from nghitrinh.record.course.models import Hearing, Speech
from nghitrinh.record.course.queries import heard_now, speaking_now
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import nothing_corrected
from nghitrinh.record.kernel.texts import Reason
from nghitrinh.record.meetings.days import aware
from nghitrinh.record.meetings.models import AgendaItem, Meeting


@act("item.begin")
def begin(act: Act, *, item: UUID) -> Hearing:
    """Begin to hear an item, or go on with it; the one that was heard is left in the same moment."""
    found = act.open(AgendaItem, item, None, judged=lambda each: each.meeting)
    now = heard_now(found.meeting_id)
    act.refuse(*against_hearing(found, now))
    act.settle()
    if now is not None:
        _end(act, now)
    hearing = Hearing(meeting=found.meeting, item=found, began_at=act.at)
    act.change(hearing, "began_at", None, hearing.began_at)
    return act.create(hearing)


@act("item.leave")
def leave(act: Act, *, item: UUID) -> AgendaItem:
    """Stop hearing an item: it is over, or goes on later. Who speaks stops, too."""
    found = act.open(AgendaItem, item, None, judged=lambda each: each.meeting)
    now = heard_now(found.meeting_id)
    act.refuse(*against_not_heard(found, now))
    act.settle()
    if now is not None:
        _end(act, now)
    return found


def end_course(act: Act, meeting: Meeting) -> None:
    """End what is heard, who speaks and who waits to, as a meeting is closed; called by the act that closes it."""
    now = heard_now(meeting.pk)
    if now is not None:
        _end(act, now)
    for each in Speech.objects.select_for_update(no_key=True).filter(
        meeting=meeting, called_at=None, withdrawn_at=None
    ):
        withdraw_speech(act, each)


def _end(act: Act, hearing: Hearing) -> None:
    speaking = speaking_now(hearing.meeting_id)
    if speaking is not None:
        end_speech(act, speaking)
    act.change(hearing, "ended_at", None, act.at)
    hearing.ended_at = act.at
    act.save(hearing)


@act("hearing.correct")
def correct(
    act: Act, *, hearing: UUID, edit: int, reason: Reason, began_at: datetime, ended_at: datetime | None = None
) -> Hearing:
    """Correct from when to when an item was heard; the journal keeps old and new. What is heard now has no end."""
    found = act.open(Hearing, hearing, edit, side=lambda each: each.meeting.owner_id, judged=lambda each: each.meeting)
    act.about(found, owner=found.meeting.owner_id)
    act.reason = reason
    for column, typed in (("began_at", began_at), ("ended_at", ended_at if found.ended_at else None)):
        moment = aware(typed) if typed else getattr(found, column)
        act.change(found, column, getattr(found, column), moment)
        setattr(found, column, moment)
    if not act.changes:
        raise nothing_corrected(field="began_at")
    act.refuse(*against_moments(found, act.at))
    return act.save(found)
