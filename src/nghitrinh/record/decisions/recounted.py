"""What a corrected count means for decisions that rest on the vote: none contradicts it, what tells it is marked."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.decisions import dependents
from nghitrinh.record.decisions.models import Decision, Point
from nghitrinh.record.decisions.resting import contradicts
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import ActError, Contradiction
from nghitrinh.record.publications.queries import raise_public_revision
from nghitrinh.record.voting.models import Tally, Vote
from nghitrinh.record.voting.publicity import in_numbers, public_counts
from nghitrinh.record.voting.results import Verdict
from nghitrinh.vietnamese import VoteCounts, find_vote_counts


def points_resting_on(vote: Vote) -> list[Point]:
    """Return the points in force of settled decisions that rest on a vote."""
    newest = Point.objects.filter(vote=vote, version__number=F("version__decision__current"))
    newest = newest.filter(version__decision__state__in=SETTLED).select_related("version__decision__item__meeting")
    return list(newest.order_by("version__decision", "position"))


def against_recount(vote: Vote, tallies: list[Tally]) -> Iterator[ActError]:
    """Yield the settled points that numbers of a vote would contradict: by their outcome, or by the counts they tell.

    A draft is asked again before it is approved.
    """
    is_passed, known = any(each.verdict == Verdict.PASSED for each in tallies), list(map(in_numbers, tallies))
    for point in points_resting_on(vote):
        decision = point.version.decision
        if contradicts(point.outcome, passed=is_passed):
            yield Contradiction(
                _("Kết luận “%(title)s” ghi “%(outcome)s”, trái với số vừa ghi: %(found)s"),
                code="decision_against_recount",
                field="tallies",
                found=_said(known),
                expected=_("đính chính kết luận trước, như “Để lại kỳ sau” hoặc “Ghi nhận”; rồi đính chính số đếm"),
                title=decision.title,
                outcome=point.get_outcome_display(),
            )
        for words in _counts_otherwise(point.text, known):
            yield Contradiction(
                _("Lời kết luận “%(title)s” ghi “%(words)s”, trái với số vừa ghi: %(found)s"),
                code="words_against_recount",
                field="tallies",
                found=_said(known),
                expected=_("đính chính kết luận trước: bỏ số khỏi lời; rồi đính chính số đếm"),
                title=decision.title,
                words=words,
            )


def _said(known: list[VoteCounts]) -> str:
    return "; ".join(f"{each.agreeing}/{each.of}" for each in known)


def _counts_otherwise(text: str, known: list[VoteCounts]) -> list[str]:
    return [each.words for each in find_vote_counts(text) if not any(each.tells(counts) for counts in known)]


def follow_recount(act: Act, vote: Vote, reason: str) -> list[str]:
    """Mark what tells the corrected counts of a vote to the public, and return the keys of what rests on it."""
    decisions: dict[object, Decision] = {
        each.version.decision_id: each.version.decision for each in points_resting_on(vote)
    }
    keys = [canonical.key(each) for each in decisions.values()]
    if public_counts(Vote.objects.get(pk=vote.pk)) is None:
        return keys
    for decision in decisions.values():
        raise_public_revision(act, decision)
        keys += [key for room in dependents.COUNTED for key in room(act, decision, reason)]
    return keys
