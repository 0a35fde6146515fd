"""The act by which a member votes by name: for their own seat, once, while they are there or are asked in writing."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import require_seat
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, Contradiction
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.texts import Body
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.procedure.provisions import Key, QuestionKind
from nghitrinh.record.voting.answers import against_answer, against_late
from nghitrinh.record.voting.checks import against_other_form, against_voting
from nghitrinh.record.voting.models import BY_NAME, ROLLS, Ballot, Option, Vote, VoteForm
from nghitrinh.record.voting.queries import opening_of, rule_of
from nghitrinh.record.voting.rolls import RollSeat, seat_now


@act("ballot.cast")
def cast(act: Act, *, vote: UUID, membership: UUID, option: Option, text: Body = "") -> Ballot:
    """Vote for the seat of a post that is one's own, or for which one is a substitute where the rule lets those vote.

    It can be changed until the vote is closed where the rule says so. A person of two posts has one ballot. In writing
    `text` goes with it, and nothing is taken after the last day.
    """
    found = act.open(Vote, vote, None, yours=text, unread=ROLLS)
    found.item = AgendaItem.objects.select_related("meeting").get(pk=found.item_id)
    act.refuse(*against_other_form(found, *BY_NAME), *against_answer(found, option, text))
    act.refuse(*against_late(found, act.at.date()))
    post = require_seat(act, found.owner_id, membership)
    act.settle()
    seat = _seat_of(act, found, post)
    if seat is None:
        raise Contradiction(
            _("Chức vụ này không có quyền biểu quyết ở hội nghị: %(found)s"),
            code="post_without_vote",
            field="membership",
            found=post.post,
            expected=_("thành viên có quyền biểu quyết vào ngày họp"),
        )
    act.refuse(*against_voting(act.by, found, post, seat))
    ballot = found.ballots.filter(membership__in=seat.posts).first()
    if ballot is None:
        ballot = Ballot(vote=found, membership_id=seat.membership, post=seat.post, name=seat.name)
    else:
        act.refuse(*_against_changing(found, ballot))
    ballot.option, ballot.cast_at, ballot.text, ballot.received_on = option, act.at, text, None
    act.create(ballot) if ballot._state.adding else act.save(ballot)
    return ballot


def _seat_of(act: Act, vote: Vote, post: Membership) -> RollSeat | None:
    """Return the seat that a post stands for: as it is in the room now, or as it was asked in writing."""
    if vote.form == VoteForm.WRITTEN:
        opening = opening_of(vote)
        return opening.seat_of([post.pk]) if opening else None
    candidates = vote.candidates.select_related("membership") if vote.kind != QuestionKind.ORDINARY else ()
    return seat_now(vote.item.meeting, act.at, post, candidates)


def _against_changing(vote: Vote, ballot: Ballot) -> Iterator[ActError]:
    rule = rule_of(vote)
    if rule is not None and not rule.get(Key.VOTE_CHANGES):
        yield Contradiction(
            _("Đã biểu quyết rồi: %(found)s"),
            code="voted_already",
            field="option",
            found=label_of(ballot, "option"),
            expected=_("giữ nguyên: quy chế không cho đổi ý kiến (%(title)s)"),
            title=rule.title,
        )
