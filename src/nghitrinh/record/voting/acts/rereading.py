"""The ways out of a slip that was entered wrongly: taken back, read anew by two, or corrected once all is closed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.agreed import agreement
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, WrongState, not_for_you, nothing_corrected
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.texts import Body, Reason
from nghitrinh.record.procedure.provisions import Key, Silence
from nghitrinh.record.voting.acts.corrections import VoteCorrection, as_given, as_kept
from nghitrinh.record.voting.acts.results import result_of
from nghitrinh.record.voting.acts.slips import asked_seat
from nghitrinh.record.voting.answers import against_answer
from nghitrinh.record.voting.checks import against_other_form
from nghitrinh.record.voting.dependents import against_numbers, mark_dependents
from nghitrinh.record.voting.models import Ballot, Count, CountCorrection, Option, SlipEntry, Tally, Vote, VoteForm
from nghitrinh.record.voting.queries import rule_of
from nghitrinh.record.voting.rolls import RollSeat


@act("slip.take_back")
def take_back(act: Act, *, vote: UUID, entry: UUID, reason: Reason) -> Vote:
    """Take back what one has entered of a slip that is no ballot yet, such as one entered for another member.

    The secretary takes back what another reader entered who does not come to it any more.
    """
    found = act.open(Vote, vote, None, yours=reason)
    act.refuse(*against_other_form(found, VoteForm.WRITTEN))
    act.settle()
    act.reason = reason
    taken = _entry(act, found, entry)
    act.refuse(*_against_counted(found, taken))
    act.remove(taken)
    return found


def _entry(act: Act, vote: Vote, identifier: UUID) -> SlipEntry:
    """Return the entry that is to be taken back.

    Raises:
        BadInput: it is of another question (`entry_of_other_vote`).
        NotAllowed: it is somebody else's, and who takes it back is no secretary.
    """
    found = act.get(SlipEntry, identifier, field="entry")
    if found.vote_id != vote.pk:
        raise BadInput(
            _("Phiếu này không thuộc biểu quyết này: %(found)s"),
            code="entry_of_other_vote",
            field="entry",
            found=found.post,
            expected=_("phiếu đã nhập ở biểu quyết này"),
        )
    is_own = act.by is not None and found.reader_id == act.by.pk
    if not is_own and Role.SECRETARY not in act.roles_for(vote.owner_id):
        raise not_for_you(act.name, found=act.by or "")
    return found


def _against_counted(vote: Vote, entry: SlipEntry) -> Iterator[ActError]:
    if vote.ballots.filter(membership=entry.membership_id).exists():
        yield WrongState(
            _("Phiếu này đã được tính: %(found)s"),
            code="slip_counted",
            field="entry",
            found=entry.post,
            expected=_("phiếu chưa được tính; đã tính mà sai thì cho đọc lại"),
        )


@act("slip.reread")
def reread(act: Act, *, vote: UUID, membership: UUID, reason: Reason) -> Vote:
    """Let both read a slip again that they read wrongly alike: it counts no more until they read the same once more.

    What they read stays, so that the question is not closed before; either of them or a secretary does it.
    """
    found = act.open(Vote, vote, None, yours=reason)
    act.refuse(*against_other_form(found, VoteForm.WRITTEN))
    seat = asked_seat(act, found, membership)
    is_reader = found.slip_entries.filter(membership=seat.membership, reader=act.by).exists()
    if not is_reader and Role.SECRETARY not in act.roles_for(found.owner_id):
        raise not_for_you(act.name, found=act.by or "")
    act.reason = reason
    ballot = _of_slip(act, found, seat)
    act.remove(ballot)
    return found


def _of_slip(act: Act, vote: Vote, seat: RollSeat) -> Ballot:
    """Return the ballot that was read from a member's slip.

    Raises:
        WrongState: there is none: nobody but the member changes what they said with their own account.
    """
    found = vote.ballots.filter(membership=seat.membership, received_on__isnull=False).first()
    if found is None:
        act.settle()
        raise WrongState(
            _("Người này không có phiếu giấy nào được tính: %(found)s"),
            code="no_slip_counted",
            field="membership",
            found=seat.post,
            expected=_("phiếu giấy mà hai người đã nhập khớp nhau"),
        )
    return found


@act("slip.correct")
def correct(
    act: Act,
    *,
    vote: UUID,
    edit: int,
    membership: UUID,
    option: Option,
    reason: Reason,
    authority: Reason,
    text: Body = "",
    agreed_on: date | None = None,
) -> VoteCorrection:
    """Correct what two people read wrongly on a slip, after the question is closed; the chair agrees to it.

    The result is computed again from what the vote has kept. What was concluded by it must not contradict it then. What
    a member said with their own account, nobody corrects.
    """
    found = act.open(Vote, vote, edit, yours=text)
    for refused in against_other_form(found, VoteForm.WRITTEN):
        raise refused
    act.reason = reason
    act.refuse(*against_answer(found, option, text))
    own = Role.CHAIR in act.roles_for(found.owner_id)
    since = found.closed_at.date() if found.closed_at else None
    agreed = agreement(act, agreed_on, own=own, whose=Role.CHAIR.label, since=since)
    ballot = _of_slip(act, found, asked_seat(act, found, membership))
    if (ballot.option, ballot.text) == (option, text):
        act.settle()
        raise nothing_corrected(field="option")
    count = act.get(Count, Count.objects.get(vote=found).pk)
    before = as_kept(count) | {"slip": {"post": ballot.label(), "option": ballot.option, "text": ballot.text}}
    tally = _recounted(act, found, count, ballot, option)
    act.refuse(*against_numbers(found, [tally]))
    act.change(ballot, "option", ballot.option, option.value)
    act.change(ballot, "text", ballot.text, text)
    ballot.option, ballot.text = option, text
    made = CountCorrection(vote=found, before=before, reason=reason, authority=authority)
    made.agreed_on, made.recorded_by = agreed.agreed_on or act.at.date(), agreed.recorded_by
    act.create(made)
    for each in (ballot, tally, found):
        act.save(each)
    is_other = as_given(count, [tally]) != {name: before[name] for name in ("sheet", "chair", "tallies")}
    return VoteCorrection(found, made, mark_dependents(act, found, reason) if is_other else [])


def _recounted(act: Act, vote: Vote, count: Count, ballot: Ballot, option: Option) -> Tally:
    """Return the one tally with what it comes to once a slip says something else, not written yet."""
    tally, rule = count.tallies.get(), rule_of(vote)
    said = Counter(each.option for each in vote.ballots.exclude(pk=ballot.pk)) + Counter([option.value])
    silent = tally.silent or 0 if rule is not None and rule.get(Key.SILENCE) == Silence.AGREES else 0
    numbers = {
        "agreeing": said[Option.AGREES] + silent,
        "opposing": said[Option.OPPOSES],
        "abstaining": said[Option.ABSTAINS] + said[Option.OTHER],
    }
    for column, number in numbers.items():
        act.change(tally, column, getattr(tally, column), number)
        setattr(tally, column, number)
    result = result_of(vote, count, tally, corrected={ballot.membership_id: option.value})
    act.change(tally, "verdict", tally.verdict, result.verdict.value)
    tally.of, tally.needed, tally.by_chair = result.of, result.needed, result.by_chair
    tally.verdict = result.verdict.value
    return tally
