"""Acts on who speaks: asking for oneself or for somebody in the room, asking no more, calling, ending."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.seats import memberships_of, require_seat, seat_of, seats_on
from nghitrinh.record.course.checks import against_called, against_not_heard, against_speaking
from nghitrinh.record.course.models import Speech, SpeechKind
from nghitrinh.record.course.queries import heard_now, speaking_now
from nghitrinh.record.course.rules import LEADS
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import Contradiction, WrongState, not_for_you
from nghitrinh.record.meetings.models import AgendaItem, Attendance
from nghitrinh.record.presence.quorum import attendance_of


@act("speech.ask")
def ask(act: Act, *, item: UUID, membership: UUID, kind: SpeechKind = SpeechKind.SPEAK) -> Speech:
    """Ask to speak on the item that is heard, for the seat of a post that is one's own."""
    found = act.open(AgendaItem, item, None, judged=lambda each: each.meeting)
    post = require_seat(act, found.owner_id, membership)
    seats = seats_on(found.owner_id, found.meeting.day)
    attendance = attendance_of(found.meeting, post, seat_of(post.pk, seats), seats)
    if attendance is None:
        raise Contradiction(
            _("Chưa ghi anh chị có mặt ở hội nghị này: %(found)s"),
            code="asks_from_outside",
            field="membership",
            found=post.post,
            expected=_("điểm danh rồi đăng ký phát biểu"),
        )
    return _ask(act, found, attendance, kind)


@act("speech.ask_for")
def ask_for(act: Act, *, item: UUID, attendance: UUID, kind: SpeechKind = SpeechKind.SPEAK) -> Speech:
    """Put somebody who is in the room on the list of those who want to speak on the item that is heard."""
    found = act.open(AgendaItem, item, None, judged=lambda each: each.meeting)
    return _ask(act, found, act.get(Attendance, attendance, field="attendance"), kind)


def _ask(act: Act, item: AgendaItem, attendance: Attendance, kind: SpeechKind) -> Speech:
    act.refuse(*against_not_heard(item, heard_now(item.meeting_id)), *against_speaking(item, attendance, act.at))
    return act.create(Speech(meeting=item.meeting, item=item, attendance=attendance, kind=kind))


def _open(act: Act, speech: UUID) -> Speech:
    found = act.open(Speech, speech, None, side=lambda each: each.meeting.owner_id, judged=lambda each: each.meeting)
    act.about(found, owner=found.meeting.owner_id)
    return found


@act("speech.withdraw")
def withdraw(act: Act, *, speech: UUID) -> Speech:
    """Ask no more to speak: whoever asked, or for them whoever leads the meeting."""
    found = _open(act, speech)
    if not act.roles_for(found.meeting.owner_id) & set(LEADS) and not _is_own(act, found):
        raise not_for_you(act.name, found=act.by or "")
    act.refuse(*against_called(found))
    return withdraw_speech(act, found)


def _is_own(act: Act, speech: Speech) -> bool:
    """Tell whether a user acts for the post of whoever asked, by whichever of their posts the attendance names them."""
    meeting, seats = speech.meeting, seats_on(speech.meeting.owner_id, speech.meeting.day)
    own = memberships_of(act.by, act.at.date())
    if speech.attendance.membership_id in own:
        return True
    held = [seat for seat in seats if seat.keys & own]
    found = [attendance_of(meeting, seat.membership, seat, seats) for seat in held]
    return speech.attendance_id in {each.pk for each in found if each}


@act("speech.call")
def call(act: Act, *, speech: UUID) -> Speech:
    """Call somebody who waits, whoever it is; who speaks until then ends in the same moment."""
    found = _open(act, speech)
    act.refuse(*against_called(found), *against_not_heard(found.item, heard_now(found.meeting_id)))
    act.settle()
    speaking = speaking_now(found.meeting_id)
    if speaking is not None:
        end_speech(act, speaking)
    act.change(found, "called_at", None, act.at)
    found.called_at = act.at
    return act.save(found)


@act("speech.end")
def end(act: Act, *, speech: UUID) -> Speech:
    """End a speech; how long it took is told by its two moments."""
    found = _open(act, speech)
    if found.called_at is None or found.ended_at is not None:
        act.refuse(
            WrongState(
                _("Người này không đang phát biểu: %(found)s"),
                code="not_speaking",
                field="speech",
                found=found.label(),
                expected=_("người đang phát biểu"),
            )
        )
    return end_speech(act, found)


def withdraw_speech(act: Act, speech: Speech) -> Speech:
    """Write that somebody waits no more; called by every act with which that ends."""
    act.change(speech, "withdrawn_at", None, act.at)
    speech.withdrawn_at = act.at
    return act.save(speech)


def end_speech(act: Act, speech: Speech) -> Speech:
    """Write the end of a speech; called by every act with which one ends."""
    act.change(speech, "ended_at", None, act.at)
    speech.ended_at = act.at
    return act.save(speech)
