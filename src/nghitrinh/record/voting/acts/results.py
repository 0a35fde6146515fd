"""Acts at the end of a vote: closing it with the computed result, noting consent, reserving one's view."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState, not_for_you
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.texts import Text
from nghitrinh.record.procedure.provisions import Key, Silence
from nghitrinh.record.voting.acts.counts import teller_of
from nghitrinh.record.voting.answers import against_ending
from nghitrinh.record.voting.asked import answered_of, roll_answered, unanswered_of
from nghitrinh.record.voting.checks import against_other_form, roll_now
from nghitrinh.record.voting.models import BY_NAME, Count, Option, Reservation, Tally, Vote, VoteForm
from nghitrinh.record.voting.queries import (
    chair_of,
    closing_of,
    counts_by_name,
    opening_of,
    rule_of,
    threshold_of,
    tie_of,
    voters_of,
)
from nghitrinh.record.voting.results import Counts, Result, Verdict, decided
from nghitrinh.record.voting.rolls import Roll, RollSeat


@act("vote.close")
def close(act: Act, *, vote: UUID, edit: int) -> Vote:
    """Close a vote with its result, computed by the rule as it stood; where the quorum is lost it has none.

    Ballots by name are counted now; hands and ballots on paper were counted before. A question in writing is closed
    when its last day is over or everybody has answered.
    """
    found = act.open(Vote, vote, edit)
    act.refuse(*against_other_form(found, *BY_NAME, VoteForm.HANDS, VoteForm.PAPER))
    if found.form == VoteForm.WRITTEN:
        return _closed_in_writing(act, found)
    count = Count.objects.filter(vote=found).first()
    if found.form != VoteForm.NAMED and (count is None or (found.form == VoteForm.PAPER and not count.second_teller)):
        act.refuse(
            WrongState(
                _("Chưa đếm xong"),
                code="not_counted",
                field="vote",
                expected=_("số giơ tay; hoặc hai người kiểm phiếu đếm khớp nhau"),
            )
        )
    act.settle()
    roll = roll_now(found, found.item.meeting, act.at)
    if count is None:
        count = _counted(act, found, counts_by_name(found))
    return _closed(act, found, count, roll)


def _closed_in_writing(act: Act, vote: Vote) -> Vote:
    """Close a question in writing: who did not answer is counted as the rule that it was asked by says."""
    act.refuse(*against_ending(vote, act.at.date()))
    act.settle()
    opening, rule = opening_of(vote), rule_of(vote)
    if opening is None or rule is None:
        raise ValueError("found a vote that is not open, expected one with its rule and its roll")
    roll = roll_answered(opening, answered_of(vote), rule, act.at)
    silent, said = len(unanswered_of(vote)), counts_by_name(vote)
    agreeing = said.agreeing + (silent if rule.get(Key.SILENCE) == Silence.AGREES else 0)
    count = _counted(act, vote, Counts(agreeing, said.opposing, said.abstaining), silent=silent)
    return _closed(act, vote, count, roll)


@act("vote.note_consent")
def note_consent(act: Act, *, vote: UUID, edit: int) -> Vote:
    """Note that nobody had another view. Whoever is there agrees then; it is passed where these are enough."""
    found = act.open(Vote, vote, edit)
    act.refuse(*against_other_form(found, VoteForm.CONSENT))
    act.settle()
    roll = roll_now(found, found.item.meeting, act.at)
    return _closed(act, found, _counted(act, found, Counts(len(roll.voters), 0)), roll)


def _counted(act: Act, vote: Vote, counts: Counts, *, silent: int | None = None) -> Count:
    """Write down what the program counted itself."""
    count = act.create(Count(vote=vote, teller=teller_of(act)))
    tally = Tally(count=count, candidate=vote.candidates.first(), position=1)
    tally.agreeing, tally.opposing, tally.abstaining = counts.agreeing, counts.opposing, counts.abstaining
    tally.silent = silent
    act.create(tally)
    return count


def _closed(act: Act, vote: Vote, count: Count, roll: Roll) -> Vote:
    vote.closing, vote.closed_at = roll.as_kept(), act.at
    for tally in count.tallies.all():
        result = result_of(vote, count, tally)
        tally.of, tally.needed, tally.by_chair = result.of, result.needed, result.by_chair
        act.change(tally, "verdict", tally.verdict, result.verdict.value)
        tally.verdict = result.verdict.value
        act.save(tally)
    return act.save(vote)


def result_of(vote: Vote, count: Count, tally: Tally, *, corrected: Mapping[UUID, str] | None = None) -> Result:
    """Return what a tally comes to, from what the vote has kept alone; `corrected` is for `chair_of`."""
    rule, opening, closing = rule_of(vote), opening_of(vote), closing_of(vote)
    if rule is None or opening is None or closing is None:
        raise ValueError("found a vote that is not closed, expected one with its rule and both rolls")
    threshold = threshold_of(vote, rule)
    chair = chair_of(vote, count, opening, closing, corrected=corrected)
    return decided(
        threshold,
        tie_of(rule),
        Counts(tally.agreeing, tally.opposing, tally.abstaining),
        members=rule.members_of(threshold.base, len(opening.seats)),
        present=len(voters_of(vote, opening, closing)),
        chair_agrees=chair == Option.AGREES if chair in (Option.AGREES, Option.OPPOSES) else None,
        enough=closing.is_enough,
    )


@act("reservation.note")
def reserve(act: Act, *, vote: UUID, membership: UUID, text: Text) -> Reservation:
    """Note the view that a member keeps against the result, where the rule lets them; or the secretary for them."""
    found = act.open(Vote, vote, None)
    rule = rule_of(found)
    if rule is not None and not rule.get(Key.RESERVATION):
        act.refuse(
            Contradiction(
                _("Quy chế không nói thành viên được bảo lưu ý kiến: %(found)s"),
                code="no_reservation",
                field="vote",
                found=rule.title,
                expected=_("một quy chế cho bảo lưu ý kiến"),
            )
        )
    post = act.get(Membership, membership, field="membership")
    is_own = act.by is not None and post.pk in memberships_of(act.by, act.at.date())
    if not is_own and Role.SECRETARY not in act.roles_for(found.owner_id):
        raise not_for_you(act.name, found=act.by or "")
    voters = voters_of(found, opening_of(found), closing_of(found))
    seat = next((each for each in voters.values() if post.pk in each.posts), None)
    if seat is None:
        raise BadInput(
            _("Người này không biểu quyết ở đây: %(found)s"),
            code="took_no_part",
            field="membership",
            found=post.post,
            expected=_("người có mặt được biểu quyết"),
        )
    _require_other_view(act, found, seat)
    made = Reservation(vote=found, membership_id=seat.membership, post=seat.post, name=seat.name, text=text)
    return act.create(made)


def _require_other_view(act: Act, vote: Vote, seat: RollSeat) -> None:
    """Refuse a second reservation of a seat, and one of who said by name what was voted."""
    if vote.reservations.filter(membership=seat.membership).exists():
        act.refuse(
            Contradiction(
                _("Đã ghi ý kiến bảo lưu của người này: %(found)s"),
                code="reserved_already",
                field="membership",
                found=seat.post,
                expected=_("mỗi người một lần"),
            )
        )
    ballot = vote.ballots.filter(membership=seat.membership).first()
    verdict = Tally.objects.get(count__vote=vote, position=1).verdict
    sides = {Verdict.PASSED: Option.AGREES, Verdict.NOT_PASSED: Option.OPPOSES}
    if ballot is not None and ballot.option == sides.get(Verdict(verdict)):
        act.refuse(
            Contradiction(
                _("Người này đã biểu quyết như kết quả: %(found)s"),
                code="reserved_by_majority",
                field="membership",
                found=Option(ballot.option).label,
                expected=_("người có ý kiến khác kết quả"),
            )
        )
