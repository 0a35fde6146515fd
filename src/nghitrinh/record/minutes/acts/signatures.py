"""Acts on signed minutes: both signatures, the approval by a later meeting, correction."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.agreed import agreement
from nghitrinh.record.bodies.seats import is_holders_own
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import TemplateKind
from nghitrinh.record.instruments.queries import template_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, WrongState, nothing_corrected
from nghitrinh.record.kernel.levels import stricter
from nghitrinh.record.kernel.texts import Authority, Body, Reason
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.minutes.models import Minutes
from nghitrinh.record.minutes.queries import in_force, wants_approval
from nghitrinh.record.minutes.rules import LEADS
from nghitrinh.record.minutes.signing import signed, words_of
from nghitrinh.record.minutes.writing import GivenPart, changed_since, prose_given, prose_of, renew


@act("minutes.sign_off")
def sign_off(act: Act, *, minutes: UUID, edit: int, signed_on: date | None = None) -> Minutes:
    """Sign reviewed minutes as the secretary of the meeting: with one's own account, or on paper on a day.

    A signature on paper is recorded by those who lead; who did is kept.
    """
    found = act.open(Minutes, minutes, edit)
    act.refuse(*_as_reviewed(found))
    signed(act, found, "writer", signed_on)
    return act.save(found)


@act("minutes.sign")
def sign(act: Act, *, minutes: UUID, edit: int, signed_on: date | None = None) -> Minutes:
    """Sign minutes as the chair, after the secretary; heading and template are kept from then on."""
    found = act.open(Minutes, minutes, edit)
    act.refuse(*_as_reviewed(found))
    day = signed(act, found, "chair", signed_on)
    if found.writer_signed_on and day < found.writer_signed_on:
        act.refuse(
            BadInput(
                _("Chủ trì ký ngày %(found)s, trước thư ký"),
                code="chair_before_writer",
                field="signed_on",
                found=day,
                expected=_("%(first)s hoặc muộn hơn"),
                first=found.writer_signed_on,
            )
        )
    found.heading = heading_of(found.owner).as_kept()
    found.template = template_of(found.owner, TemplateKind.MINUTES)
    found.approval_wanted = wants_approval(found.meeting)
    return act.save(found)


def _as_reviewed(minutes: Minutes) -> Iterator[ActError]:
    """Refuse to sign a text beside which the record says otherwise since it was reviewed."""
    if changed_since(in_force(minutes), minutes.meeting):
        yield Contradiction(
            _("Hồ sơ hội nghị đã đổi sau khi soát biên bản"),
            code="record_changed_since_review",
            field="minutes",
            found=title_of(minutes.meeting),
            expected=_("trả lại dự thảo, rồi soát lại"),
        )


@act("minutes.approve")
def approve(act: Act, *, minutes: UUID, edit: int, meeting: UUID) -> Minutes:
    """Note which later meeting of the body approved signed minutes, where the body's rule wants that."""
    found = act.open(Minutes, minutes, edit)
    at = act.get(Meeting, meeting, field="meeting")
    act.refuse(*_against_approving(found, at))
    act.change(found, "approved_at", found.approved_at_id, at.pk)
    found.approved_at = at
    return act.save(found)


def _against_approving(minutes: Minutes, at: Meeting) -> Iterator[ActError]:
    if minutes.approved_at is not None:
        yield WrongState(
            _("Biên bản này đã được thông qua ở %(found)s"),
            code="minutes_approved_already",
            field="minutes",
            found=title_of(minutes.approved_at),
        )
    if not minutes.approval_wanted:
        yield WrongState(
            _("Quy chế làm việc không đòi thông qua biên bản ở phiên sau"),
            code="minutes_need_no_approval",
            field="minutes",
            found=minutes.label(),
            expected=_("biên bản có đủ chữ ký là xong"),
        )
    if stricter(minutes.level, at.level) != minutes.level:
        yield Contradiction(
            _("%(found)s hạn chế hơn biên bản: ai xem biên bản cũng sẽ biết hội nghị ấy"),
            code="approving_meeting_stricter",
            field="meeting",
            found=title_of(at),
            expected=_("một hội nghị mà người xem biên bản được biết"),
        )
    begun = at.state in (MeetingState.OPEN, MeetingState.CLOSED)
    if at.owner_id != minutes.owner_id or at.starts_at <= minutes.meeting.starts_at or not begun:
        yield BadInput(
            _("Biên bản không thông qua được ở %(found)s"),
            code="not_a_later_meeting",
            field="meeting",
            found=title_of(at),
            expected=_("một hội nghị sau đó của %(owner)s, đã khai mạc"),
            owner=minutes.owner.name,
        )


@act("minutes.correct")
def correct(
    act: Act,
    *,
    minutes: UUID,
    edit: int,
    reason: Reason,
    authority: Authority,
    agreed_on: date | None = None,
    opening: Body | None = None,
    closing: Body | None = None,
    parts: list[GivenPart] = [],  # noqa: B006 - copied by the parameter model
) -> Minutes:
    """Correct signed minutes: other words, and the sitting as it is recorded now. The version before stays.

    It is the chair's as the first text was: corrected with their own account, or agreed to on a day, which is recorded.
    What a later meeting had approved is approved anew.
    """
    found = act.open(Minutes, minutes, edit)
    own = is_holders_own(act.by, found.chair)
    if not own:
        act.require(found.owner_id, *LEADS)
    act.reason = reason
    prose = prose_given(act, found, opening, closing, parts)
    if prose == prose_of(found) and not changed_since(in_force(found), found.meeting):
        raise nothing_corrected(field="opening")
    agreed = agreement(act, agreed_on, own=own, whose=words_of(found, "chair"), since=found.signed_on)
    act.change(found, "approved_at", found.approved_at_id, None)
    found.approved_at = None
    renew(act, found, prose, authority=authority, agreed=agreed)
    return act.save(found)
