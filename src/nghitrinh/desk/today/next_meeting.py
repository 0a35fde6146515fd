"""The meeting that stands first on somebody's day: what is sitting, or the first to come, with what it asks of them.

What it asks is said here and not once more among the needs: its own invitation, and its papers that are not read.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.access import DeskRequest, roles_for
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.kit.needs import Need, OnePress
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import when_and_where
from nghitrinh.desk.meetings.reads import coming
from nghitrinh.desk.presence.invitations import MEANT
from nghitrinh.desk.presence.wording import coming_words, others_words
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.form_words import words_of
from nghitrinh.record.meetings.models import Meeting, MeetingForm, MeetingState
from nghitrinh.record.presence.ahead import QuorumAhead, quorum_ahead
from nghitrinh.record.presence.models import Answer, Invitation
from nghitrinh.record.presence.queries import invitations_to

_LOOKED_AT = 10  # meetings ahead among which one may be sitting


@dataclass(frozen=True)
class OwnAnswer:
    """One's own invitation: for whom, what was answered, the press that says one comes, where one excuses oneself."""

    who: str
    said: str
    address: str
    excuse: str
    come: OnePress | None


@dataclass(frozen=True)
class Ahead:
    """Whether enough will come: the answers as seats are drawn, how many must be, the words."""

    answers: list[Answer]
    counting: frozenset[Answer]
    needed: int | None
    words: str
    others: str
    is_short: bool


@dataclass(frozen=True)
class NextMeeting:
    """The meeting as the day shows it; `unread` are its papers that whoever looks has not opened."""

    title: str
    address: str
    when: str
    soon: str
    is_sitting: bool
    is_illustrative: bool
    papers: str
    answers: tuple[OwnAnswer, ...]
    guests: str
    room: str
    beyond: str
    ahead: Ahead | None
    unread: Need | None = None


def next_meeting(request: DeskRequest, needs: list[Need]) -> tuple[NextMeeting | None, list[Need]]:
    """Return the meeting that stands first, and the needs without what is said with it; none where none comes."""
    found = keep(request, f"today.next.{request.user.pk}", lambda: _found(request))
    if found is None:
        return None, needs
    said = {each.address for each in found.answers}
    unread = next((each for each in needs if each.more == found.papers), None)
    left = (_without(each, said) for each in needs if each is not unread)
    return replace(found, unread=unread), [each for each in left if each.count]


def _without(need: Need, said: set[str]) -> Need:
    things = tuple(each for each in need.things if each.address not in said)
    return replace(need, things=things, count=need.count - len(need.things) + len(things))


def _found(request: DeskRequest) -> NextMeeting | None:
    ahead = list(coming(request.user)[:_LOOKED_AT])
    meeting = next((each for each in ahead if each.state == MeetingState.OPEN), next(iter(ahead), None))
    if meeting is None:
        return None
    leads = bool(roles_for(request, meeting.owner_id) & {Role.SECRETARY, Role.CHAIR})
    inside = bool(roles_for(request, meeting.owner_id))
    in_room = meeting.form == MeetingForm.ROOM
    counts = leads and in_room and meeting.state == MeetingState.CONVENED
    return NextMeeting(
        title=title_of(meeting),
        address=reverse("meetings.meeting", args=[meeting.pk]),
        when=when_and_where(meeting),
        soon=_soon(meeting),
        is_sitting=meeting.state == MeetingState.OPEN,
        is_illustrative=meeting.is_illustrative,
        papers=reverse("meetings.papers", args=[meeting.pk]) if inside else "",
        answers=_own_answers(request, meeting),
        guests=reverse("presence.invitations", args=[meeting.pk]) if inside and in_room else "",
        room=reverse("presence.room", args=[meeting.pk]) if leads and in_room and meeting.day == clock.today() else "",
        beyond=str(words_of(meeting).beyond),
        ahead=_ahead(quorum_ahead(meeting)) if counts else None,
    )


def _soon(meeting: Meeting) -> str:
    """Return how far off a meeting is."""
    if meeting.state == MeetingState.OPEN:
        return meeting.get_state_display()
    left, said = (meeting.day - clock.today()).days, words_of(meeting)
    if left < 0:
        return str(said.passed)
    if left == 0:
        words = str(said.today)
    elif left == 1:
        words = str(said.tomorrow)
    elif meeting.is_written:
        words = ngettext("Gửi phiếu sau %(days)d ngày", "Gửi phiếu sau %(days)d ngày", left) % {"days": left}
    else:
        words = ngettext("Họp sau %(days)d ngày", "Họp sau %(days)d ngày", left) % {"days": left}
    return words if meeting.state == MeetingState.CONVENED else str(said.not_yet) % {"when": words}


def _own_answers(request: DeskRequest, meeting: Meeting) -> tuple[OwnAnswer, ...]:
    if meeting.state != MeetingState.CONVENED:
        return ()
    own = invitations_to(request.user, clock.today()).filter(meeting=meeting).order_by("recorded_at", "id")
    return tuple(_own_answer(each) for each in own)


def _own_answer(invitation: Invitation) -> OwnAnswer:
    address = reverse("presence.answer", args=[invitation.pk])
    come = OnePress(
        reverse("presence.come", args=[invitation.pk]), invitation.edit, _("Tôi sẽ dự"), "invitation.answer"
    )
    is_open = invitation.answer == Answer.OPEN
    body = invitation.organization.name if invitation.organization else ""
    item = invitation.item.title if invitation.item else ""
    return OwnAnswer(
        who=": ".join(filter(None, (body, item))),
        said="" if is_open else str(invitation.get_answer_display()),
        address=address,
        excuse=f"{address}?{MEANT}={Answer.EXCUSED}",
        come=come if is_open else None,
    )


def _ahead(ahead: QuorumAhead) -> Ahead | None:
    """Return what is drawn of the seats; nothing of a body whose seats are not recorded."""
    if not ahead.answers:
        return None
    is_short = ahead.needed is not None and ahead.coming < ahead.needed
    drawn = ahead.in_order(), ahead.counting, ahead.needed
    return Ahead(*drawn, coming_words(ahead), others_words(ahead), is_short)
