"""Counts of votes that no link leads to a vote: they stop a release, whatever they say beside what the record has."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nghitrinh.publication.gate.linked import tells_vote
from nghitrinh.publication.gate.text import ArticlePart, KnownFacts
from nghitrinh.publication.gate.verdict import Finding
from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.record.kernel.messages import Text
from nghitrinh.vietnamese import VoteCountFound, find_vote_counts

WITHHELD = _("Quy chế không cho công khai số phiếu")
NO_VOTE = _("Hồ sơ không có biểu quyết nào được công khai số phiếu")
_COUNT = _("Số biểu quyết")
_UNLINKED = _("Số biểu quyết chưa gắn với dữ kiện")


def vote_findings(part: ArticlePart, known: KnownFacts) -> Iterator[Finding]:
    """Yield the unlinked counts of a part. Title and lead are held against the record; in the body each is linked."""
    votes = [fact for fact in known.facts if fact.counts]
    for each in unlinked_votes(part, known):
        is_true = any(tells_vote(each, fact) for fact in votes)
        if not is_true or part.name == "body":
            label = _UNLINKED if is_true else _COUNT
            yield Finding(part.name, each.words, _record(votes, known), label, each.start, each.end)


def unlinked_votes(part: ArticlePart, known: KnownFacts) -> list[VoteCountFound]:
    """Return the counts of votes without a link; where the record has no vote, not those that its own words tell."""
    found = [each for each in find_vote_counts(part.text) if not part.is_linked(each.start, each.end)]
    if known.withheld_votes or any(fact.counts for fact in known.facts):
        return found
    return [each for each in found if not any(each.words in words for words in known.words)]


def _record(votes: list[ArticleFact], known: KnownFacts) -> Text:
    return "; ".join(fact.value for fact in votes) or (WITHHELD if known.withheld_votes else NO_VOTE)
