"""The act that corrects the numbers of a closed vote; the result is computed again from what the vote has kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.agreed import agreement
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, nothing_corrected
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.texts import Reason
from nghitrinh.record.voting.acts.results import result_of
from nghitrinh.record.voting.checks import against_other_form
from nghitrinh.record.voting.dependents import against_numbers, mark_dependents
from nghitrinh.record.voting.models import Count, CountCorrection, Option, Tally, Vote, VoteForm
from nghitrinh.record.voting.queries import closing_of, opening_of, voters_of
from nghitrinh.record.voting.sheets import (
    COLUMNS,
    GivenTally,
    Number,
    Sheet,
    against_more,
    against_sheet,
    against_tallies,
    against_unknown_chair,
)

_RESULT = ("of", "needed", "verdict", "by_chair")


@dataclass(frozen=True)
class VoteCorrection:
    """What a correction did: the vote, what its numbers were, and the keys of what rests on them."""

    vote: Vote
    correction: CountCorrection
    dependents: list[str]


@act("vote.correct")
def correct(
    act: Act,
    *,
    vote: UUID,
    edit: int,
    reason: Reason,
    authority: Reason,
    tallies: list[GivenTally],
    issued: Number | None = None,
    returned: Number | None = None,
    valid: Number | None = None,
    spoilt: Number | None = None,
    chair: Option | None = None,
    agreed_on: date | None = None,
) -> VoteCorrection:
    """Correct a clerical error in the numbers of a closed vote by hands or on paper; the chair agrees to it.

    Ballots by name are each member's own word, and nobody corrects them. What was concluded by the vote must not
    contradict it then: a decision that would is corrected first.
    """
    found = act.open(Vote, vote, edit)
    for refused in against_other_form(found, VoteForm.HANDS, VoteForm.PAPER):
        raise refused
    act.reason = reason
    own = Role.CHAIR in act.roles_for(found.owner_id)
    since = found.closed_at.date() if found.closed_at else None
    agreed = agreement(act, agreed_on, own=own, whose=Role.CHAIR.label, since=since)
    count = act.get(Count, Count.objects.get(vote=found).pk)
    before = as_kept(count)
    sheet = (issued, returned, valid, spoilt)
    act.refuse(*_against_numbers(found, sheet, tallies, chair))
    corrected = _recounted(act, found, count, sheet, tallies, chair)
    act.refuse(*against_numbers(found, corrected))
    if as_given(count, corrected) == before:
        raise nothing_corrected(field="tallies")
    made = CountCorrection(vote=found, before=before, reason=reason, authority=authority)
    made.agreed_on, made.recorded_by = agreed.agreed_on or act.at.date(), agreed.recorded_by
    act.create(made)
    act.save(count)
    for tally in corrected:
        act.save(tally)
    act.save(found)
    return VoteCorrection(found, made, mark_dependents(act, found, reason))


def _against_numbers(
    vote: Vote, sheet: tuple[int | None, ...], tallies: list[GivenTally], chair: Option | None
) -> Iterator[ActError]:
    voters = len(voters_of(vote, opening_of(vote), closing_of(vote)))
    yield from against_tallies(vote, tallies)
    if vote.form == VoteForm.HANDS:
        yield from against_more(tallies, voters)
        yield from against_unknown_chair(vote, tallies, chair)
    elif None in sheet:
        yield BadInput(
            _("Chưa ghi đủ số phiếu phát ra, thu về, hợp lệ, không hợp lệ"),
            code="sheet_incomplete",
            field="issued",
            expected=_("cả bốn số, như biên bản kiểm phiếu"),
        )
    else:
        yield from against_sheet(Sheet(*(each or 0 for each in sheet)), tallies, voters)


def _recounted(
    act: Act,
    vote: Vote,
    count: Count,
    sheet: tuple[int | None, ...],
    tallies: list[GivenTally],
    chair: Option | None,
) -> list[Tally]:
    """Return the tallies with the numbers given and what they come to, not written yet."""
    if vote.form == VoteForm.PAPER:
        count.issued, count.returned, count.valid, count.spoilt = sheet
    else:
        count.chair = chair.value if chair else ""
    given = {each.candidate: each for each in tallies}
    rows = list(count.tallies.all())
    for tally in rows:
        if tally.candidate_id in given:
            given[tally.candidate_id].write(act, tally)
        result = result_of(vote, count, tally)
        act.change(tally, "verdict", tally.verdict, result.verdict.value)
        tally.of, tally.needed, tally.by_chair = result.of, result.needed, result.by_chair
        tally.verdict = result.verdict.value
    return rows


def as_kept(count: Count) -> dict[str, Any]:
    """Return the numbers of a count as they are recorded, in JSON's values."""
    return as_given(count, list(count.tallies.all()))


def as_given(count: Count, tallies: list[Tally]) -> dict[str, Any]:
    """Return the numbers of a count with its tallies, in JSON's values."""
    return {
        "sheet": {name: getattr(count, name) for name in Sheet._fields},
        "chair": count.chair,
        "tallies": [{name: getattr(each, name) for name in ("position", *COLUMNS, *_RESULT)} for each in tallies],
    }
