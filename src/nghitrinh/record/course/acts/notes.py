"""Acts that note what was said at an item: a line of who said what, or the chair's word of what comes of it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.course.models import Note, Outcome
from nghitrinh.record.course.queries import was_heard
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, WrongState, nothing_corrected, unknown
from nghitrinh.record.kernel.texts import Line, Reason
from nghitrinh.record.meetings.models import AgendaItem, Attendance


@act("note.add")
def add(
    act: Act, *, item: UUID, text: Line = "", attendance: UUID | None = None, outcome: Outcome | None = None
) -> Note:
    """Note one line at an item that is or was heard: what somebody said, or the chair's word of what comes of it."""
    found = act.open(AgendaItem, item, None, judged=lambda each: each.meeting)
    note = Note(meeting=found.meeting, item=found, text=text, outcome=outcome or "")
    note.attendance = _attendance(act, note, attendance)
    _require_words(act, note)
    if not was_heard(found):
        act.refuse(
            WrongState(
                _("Hội nghị chưa bàn nội dung này: %(found)s"),
                code="item_never_heard",
                field="item",
                found=found.title,
                expected=_("bắt đầu nội dung rồi ghi"),
            )
        )
    return act.create(note)


@act("note.correct")
def correct(
    act: Act,
    *,
    note: UUID,
    edit: int,
    reason: Reason,
    text: Line = "",
    attendance: UUID | None = None,
    outcome: Outcome | None = None,
) -> Note:
    """Correct a note; the journal keeps what it said before."""
    found = act.open(
        Note, note, edit, side=lambda each: each.meeting.owner_id, judged=lambda each: each.meeting, yours=text
    )
    act.about(found, owner=found.meeting.owner_id)
    act.reason = reason
    said = _attendance(act, found, attendance)
    act.change(found, "attendance", found.attendance_id, said and said.pk)
    act.change(found, "text", found.text, text)
    act.change(found, "outcome", found.outcome, outcome or "")
    if not act.changes:
        raise nothing_corrected(field="text")
    found.attendance, found.text, found.outcome = said, text, outcome or ""
    _require_words(act, found)
    return act.save(found)


def _attendance(act: Act, note: Note, identifier: UUID | None) -> Attendance | None:
    """Return who said it: somebody recorded at this meeting, who may have left since."""
    if identifier is None:
        return None
    found = act.get(Attendance, identifier, field="attendance")
    if found.meeting_id != note.meeting_id:
        raise unknown(identifier, field="attendance")
    return found


def _require_words(act: Act, note: Note) -> None:
    if not note.text and not note.outcome:
        act.refuse(
            BadInput(
                _("Chưa ghi gì"),
                code="note_empty",
                field="text",
                expected=_("một dòng ai nói gì, hoặc mức kết luận của người chủ trì"),
            )
        )
