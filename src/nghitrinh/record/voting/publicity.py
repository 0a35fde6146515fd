"""What of a vote the public may be told: counts, where the rule that the vote kept lets them out; the vote never.

public_counts(vote).value      "14/15 đại biểu tán thành (93,33 %)"
public_counts(vote).phrase     "với 14/15 đại biểu biểu quyết tán thành"

These are words of the record: they have no other language.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from nghitrinh.record.bodies.models import OrganizationKind
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.procedure.provisions import Key, Shown
from nghitrinh.record.procedure.values import Base
from nghitrinh.record.voting.models import CountCorrection, Tally, Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import rule_of, threshold_of
from nghitrinh.record.voting.results import Verdict
from nghitrinh.record.voting.wording import silence_counts
from nghitrinh.vietnamese import VoteCounts

_SAY = {VoteForm.PAPER: "bỏ phiếu tán thành", VoteForm.CONSENT: "nhất trí", VoteForm.WRITTEN: "tán thành bằng văn bản"}
_PARTY = (
    OrganizationKind.STANDING_COMMITTEE,
    OrganizationKind.EXECUTIVE_COMMITTEE,
    OrganizationKind.PARTY_CIVIL_AFFAIRS,
    OrganizationKind.PARTY_CELL,
)
_MEMBERS = {OrganizationKind.PEOPLES_COUNCIL.value: "đại biểu"} | {kind.value: "đồng chí" for kind in _PARTY}


@dataclass(frozen=True)
class PublicCounts:
    """The counts of a vote as the public is told them: of whom (`members`), and what those who agree did (`say`)."""

    counts: VoteCounts
    members: str
    say: str
    is_passed: bool

    @property
    def number(self) -> str:
        """Return how many of how many: 14/15."""
        return f"{self.counts.agreeing}/{self.counts.of}"

    @property
    def value(self) -> str:
        """Return what the record says: 14/15 đại biểu tán thành (93,33 %)."""
        return f"{self.number} {self.members} tán thành ({share_words(self.counts.agreeing, self.counts.of)})"

    @property
    def phrase(self) -> str:
        """Return the usual words of a decision: với 14/15 đại biểu biểu quyết tán thành."""
        return f"{'với' if self.is_passed else 'có'} {self.number} {self.members} {self.say}"


def share_words(part: int, of: int) -> str:
    """Return a share in hundredths, to two places.

    >>> share_words(14, 15), share_words(15, 15)
    ('93,33 %', '100 %')
    """
    share = (Decimal(100 * part) / (of or 1)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{format(share, 'f').rstrip('0').rstrip('.').replace('.', ',')} %"


def lets_out(vote: Vote) -> bool:
    """Tell whether the public may be told the counts of a closed vote.

    The rule that it kept says so; of a restricted vote nobody outside knows, and one about persons is restricted.
    """
    rule = rule_of(vote)
    if rule is None or vote.state != VoteState.CLOSED or vote.level == Level.RESTRICTED:
        return False
    return bool(rule.get(Key.PUBLIC_VOTES) != Shown.NONE)


def public_counts(vote: Vote | None) -> PublicCounts | None:
    """Return what the public may be told of a vote; None where that is nothing, or where it came to nothing.

    Nor is it told that somebody agreed who did not answer, whatever the rule makes of that inside.
    """
    if (
        vote is None
        or not lets_out(vote)
        or any(each.silent and silence_counts(vote) for each in vote.count.tallies.all())
    ):
        return None
    return counts_of(vote)


def counts_of(vote: Vote) -> PublicCounts | None:
    """Return the counts of a closed vote on one question as a text tells them, to whoever may read the vote."""
    tallies = list(vote.count.tallies.all())
    if len(tallies) != 1 or tallies[0].verdict not in (Verdict.PASSED, Verdict.NOT_PASSED):
        return None
    members, of_ballots = _members(vote)
    say = "tán thành" if of_ballots else _SAY.get(VoteForm(vote.form), "biểu quyết tán thành")
    return PublicCounts(in_numbers(tallies[0]), members, say, tallies[0].verdict == Verdict.PASSED)


def public_before(vote: Vote | None, correction: CountCorrection) -> PublicCounts | None:
    """Return what the public could be told of a vote before its numbers were corrected."""
    now, before = public_counts(vote), correction.before["tallies"][0]
    if now is None or before["verdict"] == Verdict.NO_QUORUM:
        return None
    counts = VoteCounts(before["agreeing"], before["opposing"], before["abstaining"], before["of"])
    return replace(now, counts=counts, is_passed=before["verdict"] == Verdict.PASSED)


def in_numbers(tally: Tally) -> VoteCounts:
    """Return the numbers of a tally of a closed vote."""
    return VoteCounts(tally.agreeing, tally.opposing, tally.abstaining, tally.of or 0)


def _members(vote: Vote) -> tuple[str, bool]:
    """Return of whom the majority was taken, as the body calls its members; and whether what they said is counted."""
    rule = rule_of(vote)
    base = threshold_of(vote, rule).base if rule else Base.IN_OFFICE
    if base == Base.CAST:
        return "phiếu" if vote.form == VoteForm.PAPER else "ý kiến", True
    members = _MEMBERS.get(vote.owner.kind, "thành viên")
    return f"{members} có mặt" if base == Base.PRESENT else members, False
