"""What closed votes came to, as minutes tell it: the numbers, and of one by name who could vote and said nothing."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.procedure.provisions import Key, Shown
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import closing_of, opening_of, rule_of, voters_of
from nghitrinh.record.voting.silence import by_name


@dataclass(frozen=True)
class Counted:
    """What a vote came to, of one question or one candidate ("" for the question itself)."""

    about: str
    agreeing: int
    opposing: int
    abstaining: int
    of: int | None
    needed: int | None
    verdict: str
    by_chair: bool


@dataclass(frozen=True)
class Voted:
    """One closed vote: the question, the form, what it came to; of one by name, who could vote and said nothing.

    `silent` has their names where the body's rule lets names be told, `silent_count` how many they are in any case.
    """

    key: str
    question: str
    form: str
    counts: tuple[Counted, ...]
    silent_count: int = 0
    silent: tuple[str, ...] = ()

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> Self:
        """Return what a part has kept; one of before a field was there has nothing of it."""
        counts = tuple(Counted(**each) for each in kept["counts"])
        return cls(**kept | {"counts": counts, "silent": tuple(kept.get("silent", ()))})


def votes_of(meeting: Meeting) -> dict[UUID, list[Voted]]:
    """Return what the closed votes of a meeting came to, by the item's key."""
    closed = Vote.objects.filter(item__meeting=meeting, state=VoteState.CLOSED).select_related("count")
    closed = closed.prefetch_related("count__tallies__candidate", "ballots")
    found: dict[UUID, list[Voted]] = {}
    for vote in closed.order_by("closed_at", "recorded_at", "id"):
        count, names = _silent(vote)
        voted = Voted(str(vote.pk), vote.question, vote.form, _counted(vote), count, names)
        found.setdefault(vote.item_id, []).append(voted)
    return found


def _silent(vote: Vote) -> tuple[int, tuple[str, ...]]:
    """Return how many could vote by name and said nothing, and who, where the rule of the vote lets names be told."""
    if vote.form != VoteForm.NAMED:
        return 0, ()
    cast = {each.membership_id for each in vote.ballots.all()}
    silent = by_name(voters_of(vote, opening_of(vote), closing_of(vote)), cast).silent
    rule = rule_of(vote)
    may_name = rule is not None and rule.get(Key.PUBLIC_VOTES) == Shown.NAMES
    return len(silent), tuple(", ".join(filter(None, (each.name, each.post))) for each in silent) if may_name else ()


def _counted(vote: Vote) -> tuple[Counted, ...]:
    return tuple(
        Counted(
            about=each.candidate.label() if each.candidate else "",
            agreeing=each.agreeing,
            opposing=each.opposing,
            abstaining=each.abstaining,
            of=each.of,
            needed=each.needed,
            verdict=each.verdict,
            by_chair=each.by_chair,
        )
        for each in vote.count.tallies.all()
    )
