"""Counts of votes in the words of a decision: they are what the vote came to, and outside only what its rule lets out.

What was entered from a source says what the source does, and is not held against votes that this record never had.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.errors import ActError, Contradiction
from nghitrinh.record.voting.models import Vote
from nghitrinh.record.voting.publicity import in_numbers, public_counts
from nghitrinh.vietnamese import VoteCounts, find_vote_counts


def against_counts(words: Iterable[tuple[str, str]], votes: dict[UUID, Vote], said: str) -> Iterator[ActError]:
    """Yield the counts in words, each with the path of its field, to which no vote on the item came.

    `said` are the votes in words. Where no vote was taken in this record, the words may tell one that was.
    """
    known = [in_numbers(each) for vote in votes.values() for each in vote.count.tallies.all()]
    for field, found in _otherwise(words, known) if votes else ():
        yield Contradiction(
            _("Lời kết luận ghi “%(found)s”, mà biểu quyết ra: %(said)s"),
            code="words_against_vote",
            field=field,
            found=found,
            expected=_("số như kết quả biểu quyết, hoặc không ghi số"),
            said=said,
        )


def against_public_counts(decision: Decision, words: Iterable[tuple[str, str]]) -> Iterator[ActError]:
    """Yield the counts in words that are to be public while no vote under the decision lets them out."""
    if decision.item.meeting.entered_past:
        return
    words = [each for each in words if find_vote_counts(each[1])]
    if not words:
        return
    votes = (
        Vote.objects.filter(item=decision.item_id).select_related("owner", "count").prefetch_related("count__tallies")
    )
    let_out = [public.counts for public in map(public_counts, votes) if public]
    for field, found in _otherwise(words, let_out):
        yield Contradiction(
            _("“%(title)s” ghi số biểu quyết “%(found)s”, mà quy chế không cho công khai số ấy"),
            code="count_not_public",
            field=field,
            found=found,
            expected=_("bỏ số khỏi lời kết luận; hoặc một biểu quyết mà quy chế cho công khai số lượng"),
            title=decision.title,
        )


def _otherwise(words: Iterable[tuple[str, str]], known: list[VoteCounts]) -> Iterator[tuple[str, str]]:
    for field, text in words:
        for each in find_vote_counts(text):
            if not any(each.tells(counts) for counts in known):
                yield field, each.words
