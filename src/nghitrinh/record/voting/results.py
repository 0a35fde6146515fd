"""What counts come to by a rule, in exact fractions: no rounding decides, and nobody types a result.

decided(Threshold.read("> 1/2 in_office"), Tie.NOT_PASSED, Counts(8, 7, 0), members=15, present=15)
Result(of=15, needed=8, verdict=Verdict.PASSED)
"""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.procedure.provisions import Tie
from nghitrinh.record.procedure.values import Base, Threshold

_HALF = Fraction(1, 2)


class Verdict(TextChoices):
    """What a vote came to."""

    PASSED = "passed", _("Được thông qua")
    NOT_PASSED = "not_passed", _("Không được thông qua")
    NO_QUORUM = "no_quorum", _("Không có kết quả, vì không đủ số người họp")


@dataclass(frozen=True)
class Counts:
    """How many said what."""

    agreeing: int
    opposing: int
    abstaining: int = 0

    @property
    def all(self) -> int:
        """Return how many said anything."""
        return self.agreeing + self.opposing + self.abstaining


@dataclass(frozen=True)
class Result:
    """What counts came to: `needed` of `of` had to agree; `by_chair` where equal numbers went with the chair."""

    of: int
    needed: int
    verdict: Verdict
    by_chair: bool = False


def decided(
    threshold: Threshold,
    tie: Tie,
    counts: Counts,
    *,
    members: int,
    present: int,
    chair_agrees: bool | None = None,
    enough: bool = True,
) -> Result:
    """Return what counts come to.

    `members` is what the rule takes for all members, `present` who was there with a vote, `chair_agrees` the side of
    the chair where it is known, and `enough` whether there was a quorum.
    """
    of = _of(threshold.base, counts, members, present)
    needed = threshold.needed(of)
    if not enough:
        return Result(of, needed, Verdict.NO_QUORUM)
    if _is_tied(threshold, counts, needed):
        by_chair = tie == Tie.CHAIR and chair_agrees is not None
        return Result(of, needed, _verdict(passed=by_chair and bool(chair_agrees)), by_chair)
    return Result(of, needed, _verdict(passed=counts.agreeing >= needed))


def _of(base: Base, counts: Counts, members: int, present: int) -> int:
    if base == Base.CAST:
        return counts.agreeing + counts.opposing
    return present if base == Base.PRESENT else members


def _is_tied(threshold: Threshold, counts: Counts, needed: int) -> bool:
    """Tell whether equal numbers decide: where half is wanted, and one more who agrees would do.

    Of two thirds, or with many who did not vote, the majority itself says that too few agree.
    """
    is_equal = counts.agreeing == counts.opposing > 0
    return is_equal and threshold.share == _HALF and counts.agreeing + 1 >= needed


def _verdict(*, passed: bool) -> Verdict:
    return Verdict.PASSED if passed else Verdict.NOT_PASSED
