"""Acts on the text of minutes: drafted from the record by one press, edited, reviewed, sent back, dropped."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, Contradiction, WrongState
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.texts import Body, Reason, ShortLine, Word
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.minutes.models import Minutes, MinutesState
from nghitrinh.record.minutes.queries import in_force
from nghitrinh.record.minutes.rules import MINUTES
from nghitrinh.record.minutes.signing import Signer, chair_of, let_sign, unsign, writer_of
from nghitrinh.record.minutes.writing import (
    GivenPart,
    Prose,
    changed_since,
    prose_given,
    prose_of,
    renew,
    write_version,
)


@act("minutes.draft")
def draft(act: Act, *, meeting: UUID) -> Minutes:
    """Draft the minutes of a meeting from the record: who was there, what was put to the vote, what was concluded.

    Who drafts them signs as the secretary, who chaired as the chair, until somebody says otherwise. They are internal
    at least, and never public.
    """
    of = act.get(Meeting, meeting, field="meeting")
    made = Minutes(owner=of.owner, meeting=of, level=stricter(Level.INTERNAL, of.level), source=of.source, state="")
    act.step(MINUTES, made)
    act.refuse(*_against_drafting(of))
    let_sign(act, made, "writer", writer_of(act))
    let_sign(act, made, "chair", chair_of(of))
    act.create(made)
    write_version(act, made, Prose())
    return made


def _against_drafting(meeting: Meeting) -> Iterator[ActError]:
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        yield WrongState(
            _("Chưa họp thì chưa có biên bản: hội nghị %(found)s"),
            code="minutes_before_meeting",
            field="meeting",
            found=str(MeetingState(meeting.state).label).lower(),
            expected=_("hội nghị đã khai mạc"),
        )
    if Minutes.objects.filter(meeting=meeting).exclude(state=MinutesState.DROPPED).exists():
        yield Contradiction(
            _("Hội nghị này đã có biên bản"),
            code="minutes_exist",
            field="meeting",
            found=meeting.label(),
            expected=_("sửa, hoặc đính chính biên bản đã có"),
        )


@act("minutes.revise")
def revise(
    act: Act,
    *,
    minutes: UUID,
    edit: int,
    opening: Body | None = None,
    closing: Body | None = None,
    parts: list[GivenPart] = [],  # noqa: B006 - copied by the parameter model
    writer: UUID | None = None,
    writer_post: ShortLine = "",
    writer_name: Word = "",
    chair: UUID | None = None,
    chair_post: ShortLine = "",
    chair_name: Word = "",
) -> Minutes:
    """Change the words of a draft, and who signs it; the rest is read from the record anew.

    What of the words is not given stays. `writer` and `chair` are posts of the record; without one, post and name are
    as they are typed.
    """
    found = act.open(Minutes, minutes, edit, yours=opening or "")
    prose = prose_given(act, found, opening, closing, parts)
    let_sign(act, found, "writer", Signer(writer, writer_post, writer_name))
    let_sign(act, found, "chair", Signer(chair, chair_post, chair_name))
    renew(act, found, prose)
    return act.save(found)


@act("minutes.review")
def review(act: Act, *, minutes: UUID, edit: int) -> Minutes:
    """Pass a draft as right, with the sitting as it is recorded now: it waits for the secretary's signature."""
    found = act.open(Minutes, minutes, edit)
    act.refuse(*_against_review(found))
    if changed_since(in_force(found), found.meeting):
        renew(act, found, prose_of(found))
    return act.save(found)


def _against_review(minutes: Minutes) -> Iterator[ActError]:
    if minutes.meeting.state != MeetingState.CLOSED:
        yield WrongState(
            _("Hội nghị chưa kết thúc, nên biên bản chưa soát được"),
            code="minutes_before_closing",
            field="minutes",
            found=str(MeetingState(minutes.meeting.state).label).lower(),
            expected=_("hội nghị đã kết thúc"),
        )


@act("minutes.send_back")
def send_back(act: Act, *, minutes: UUID, edit: int, reason: Reason) -> Minutes:
    """Send reviewed minutes back to the draft, before the chair signed; the secretary signs anew then."""
    found = act.open(Minutes, minutes, edit)
    act.reason = reason
    unsign(act, found)
    return act.save(found)


@act("minutes.drop")
def drop(act: Act, *, minutes: UUID, edit: int, reason: Reason) -> Minutes:
    """Drop a draft; the meeting can be written anew."""
    found = act.open(Minutes, minutes, edit)
    act.reason = reason
    return act.save(found)
