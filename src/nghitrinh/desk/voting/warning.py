"""What a vote is asked about before it is taken: who has no account to press with, and who has said nothing so far.

Nothing forbids either: whoever leads reads it where they press, and a form of voting that works stands beside it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import seats_on
from nghitrinh.record.kernel import clock
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.procedure.queries import RuleText
from nghitrinh.record.voting.models import Count, Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import rule_of
from nghitrinh.record.voting.rolls import Roll, RollSeat
from nghitrinh.record.voting.silence import by_name, seats_without_account, without_account
from nghitrinh.record.voting.wording import unsaid_words

MOST_NAMED = 20  # a sentence with more names is not read; the page lists every seat


@dataclass(frozen=True)
class Warned:
    """What whoever leads reads of a vote: who cannot press, and what they are asked as they open and as they close."""

    unpressed: str = ""
    opening: str = ""
    closing: str = ""


def warned(vote: Vote, roll: Roll | None, rule: RuleText | None, voted: Collection[UUID]) -> Warned:
    """Return what is to be read of a vote before it is opened or closed; nothing of one that is over."""
    if roll is None or vote.form == VoteForm.WRITTEN or vote.state not in (VoteState.PREPARED, VoteState.OPEN):
        return Warned()
    missing = without_account(vote, roll, rule, clock.today()) if vote.form == VoteForm.NAMED else []
    cannot = [each for each in missing if each.membership not in voted]
    said = _unpressed(list(map(called, cannot)), len(roll.voters)) if cannot else ""
    if vote.state == VoteState.PREPARED:
        return Warned(said, said)
    return Warned(said, closing=_before_closing(vote, roll, voted))


def unpressed_before(meeting: Meeting) -> str:
    """Return who of a body could not press at a meeting, before a vote by name is prepared; nothing where all could."""
    seats = seats_on(meeting.owner_id, meeting.day)
    missing = seats_without_account(meeting.owner_id, seats, clock.today())
    return _unpressed([_held(each.membership) for each in missing], len(seats)) if missing else ""


def called(seat: RollSeat) -> str:
    """Return whose seat it is: the post, and the name."""
    return ", ".join(filter(None, (seat.post, seat.name)))


def _held(post: Membership) -> str:
    return ", ".join(filter(None, (post.post, post.holder_name)))


def named(names: Sequence[str]) -> str:
    """Return names in a sentence: so many as are read, and how many more."""
    shown, more = "; ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return _("%(names)s; và %(more)d người nữa") % {"names": shown, "more": more} if more > 0 else shown


def _unpressed(names: list[str], of: int) -> str:
    words = {"n": len(names), "of": of, "names": named(names)}
    return _("%(n)d trên %(of)d người được biểu quyết không có tài khoản để bấm: %(names)s.") % words


def _before_closing(vote: Vote, roll: Roll, voted: Collection[UUID]) -> str:
    """Return what is so far missing of an open vote: who has not pressed, how many hands; and a quorum that is lost."""
    silent, rule = _silent(vote, roll, voted), rule_of(vote)
    found = [silent, unsaid_words(vote, rule) if silent and rule else ""]
    if not roll.is_enough:
        found.append(_("Lúc này không đủ số người họp: đóng bây giờ thì không có kết quả."))
    return " ".join(filter(None, found))


def _silent(vote: Vote, roll: Roll, voted: Collection[UUID]) -> str:
    if vote.form == VoteForm.HANDS:
        return _hands_so_far(vote, len(roll.voters))
    if vote.form != VoteForm.NAMED:
        return ""
    pressed = by_name(roll.voters, voted)
    if not pressed.silent:
        return ""
    words = {"n": pressed.said, "of": pressed.of, "names": named(list(map(called, pressed.silent)))}
    return _("Mới %(n)d trên %(of)d người đã biểu quyết. Chưa biểu quyết: %(names)s.") % words


def _hands_so_far(vote: Vote, voters: int) -> str:
    count = Count.objects.filter(vote=vote).first()
    shown = [each.agreeing + each.opposing + each.abstaining for each in count.tallies.all()] if count else []
    return hands_words(min(shown), voters) if shown and min(shown) < voters else ""


def hands_words(hands: int, voters: int) -> str:
    """Return how many hands were shown of how many who could: 11 lượt giơ tay trên 13 người có mặt được biểu quyết …"""
    words = {"hands": hands, "voters": voters, "silent": voters - hands}
    return (
        ngettext(
            "%(hands)d lượt giơ tay trên %(voters)d người có mặt được biểu quyết: %(silent)d người không giơ tay.",
            "%(hands)d lượt giơ tay trên %(voters)d người có mặt được biểu quyết: %(silent)d người không giơ tay.",
            voters - hands,
        )
        % words
    )
