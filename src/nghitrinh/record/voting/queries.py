"""Reads of votes that carry meaning."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.procedure.provisions import Key, QuestionKind, Tie
from nghitrinh.record.procedure.queries import RuleText
from nghitrinh.record.procedure.values import Threshold
from nghitrinh.record.voting.models import BY_NAME, Count, Option, Tally, Vote, VoteForm, VoteState
from nghitrinh.record.voting.results import Counts
from nghitrinh.record.voting.rolls import Roll, RollSeat


@remembered
def votes_visible_to(user: User | None) -> QuerySet[Vote]:
    """Return the votes a user may see, in the order of the agenda; of a restricted one only the cleared know."""
    tallies = Tally.objects.select_related("candidate")
    return (
        visible_to(user, Vote.objects.all())
        .select_related("owner", "source", "item__meeting", "version__paper", "count")
        .prefetch_related("candidates", Prefetch("count__tallies", tallies))
    )


def rule_of(vote: Vote) -> RuleText | None:
    """Return the rule as it stood when a vote was opened; None before that."""
    return RuleText.from_kept(vote.rule) if vote.rule else None


def threshold_of(vote: Vote, rule: RuleText) -> Threshold:
    """Return which majority a vote wants by a rule."""
    return rule.majority_of(QuestionKind(vote.kind))


def tie_of(rule: RuleText) -> Tie:
    """Return what equal numbers mean by a rule."""
    found: Tie = rule.get(Key.TIE)
    return found


def opening_of(vote: Vote) -> Roll | None:
    """Return who was there as a vote was opened; None before that."""
    return Roll.from_kept(vote.opening) if vote.opening else None


def closing_of(vote: Vote) -> Roll | None:
    """Return who was there as a vote was closed; None before that."""
    return Roll.from_kept(vote.closing) if vote.closing else None


def voters_of(vote: Vote, *rolls: Roll | None) -> dict[UUID, RollSeat]:
    """Return who was there with a vote at one of some moments, or voted and was gone at each of them."""
    if vote.form == VoteForm.WRITTEN:  # who was asked and has not answered takes no part
        rolls = rolls[-1:]
    found: dict[UUID, RollSeat] = {}
    for roll in filter(None, rolls):
        found = roll.voters | found
    known = {each.membership: each for roll in filter(None, rolls) for each in roll.seats}
    voted = vote.ballots.values_list("membership", flat=True) if vote.form in BY_NAME else ()
    return found | {key: known[key] for key in voted if key in known and key not in found}


def counts_by_name(vote: Vote) -> Counts:
    """Return how many said what by name; who said something else in writing is on neither side."""
    said = Counter(vote.ballots.values_list("option", flat=True))
    return Counts(said[Option.AGREES], said[Option.OPPOSES], said[Option.ABSTAINS] + said[Option.OTHER])


def chair_of(vote: Vote, count: Count, *rolls: Roll, corrected: Mapping[UUID, str] | None = None) -> str:
    """Return what the chair said; "" where that is not known, where chairs differ, and of a secret ballot.

    `corrected` is what some seats said, by a correction that is not written yet.
    """
    if vote.form == VoteForm.HANDS:
        return count.chair
    if vote.form not in BY_NAME:
        return ""
    chairs = {each.membership for roll in rolls for each in roll.seats if each.chairs}
    written = vote.ballots.filter(membership__in=chairs).values_list("membership", "option")
    said = {(corrected or {}).get(seat, option) for seat, option in written}
    return said.pop() if len(said) == 1 else ""


def to_be_reported(meeting: Meeting, *, restricted: bool) -> QuerySet[Vote]:
    """Return the closed questions of a meeting in writing: the restricted ones, or the others."""
    closed = Vote.objects.filter(item__meeting=meeting, form=VoteForm.WRITTEN, state=VoteState.CLOSED)
    found = closed.filter(level=Level.RESTRICTED) if restricted else closed.exclude(level=Level.RESTRICTED)
    tallies = Tally.objects.select_related("candidate", "count__vote")
    found = found.select_related("item", "count").prefetch_related(Prefetch("count__tallies", tallies), "ballots")
    return found.order_by("item__position", "recorded_at", "id")


def open_by_name(user: User, owners: Iterable[UUID]) -> QuerySet[Vote]:
    """Return the open votes by name, in the room or in writing, of bodies that a user may see."""
    return votes_visible_to(user).filter(owner__in=owners, state=VoteState.OPEN, form__in=BY_NAME)
