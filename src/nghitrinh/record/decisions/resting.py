"""What a point rests on: a vote on its item, consent among them, or the chair's word with a reason.

A decision cannot contradict its sitting: what says "agreed" against a vote, or where there never was a quorum, is
refused with both beside each other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.course.models import Outcome
from nghitrinh.record.decisions.counts import against_counts, against_public_counts
from nghitrinh.record.decisions.given import GivenCharge, GivenPoint
from nghitrinh.record.decisions.models import Charge, Decision, Point
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.presence.quorum import Quorum, Room
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.voting.models import Vote, VoteState
from nghitrinh.record.voting.results import Verdict
from nghitrinh.record.voting.wording import agreed_words, verdict_words
from nghitrinh.vietnamese import find_vote_counts

AGREEING = (Outcome.AGREED, Outcome.AGREED_IN_PRINCIPLE)


@dataclass(frozen=True)
class Resting:
    """One point: where it stands, its words with those of its charges, what it concludes, and on what."""

    path: str
    words: tuple[tuple[str, str], ...]
    outcome: str
    vote: UUID | None
    without_vote: str

    @property
    def outcome_words(self) -> str:
        """Return what it concludes, in words."""
        return str(Outcome(self.outcome).label)


def of_given(points: Iterable[GivenPoint]) -> list[Resting]:
    """Return what points rest on as they are given."""
    return [
        Resting(f"points.{at}", _words(at, each.text, each.charges), each.outcome, each.vote, each.without_vote)
        for at, each in enumerate(points)
    ]


def of_rows(points: Iterable[Point]) -> list[Resting]:
    """Return what recorded points rest on."""
    return [
        Resting(
            f"points.{at}", _words(at, each.text, each.charges.all()), each.outcome, each.vote_id, each.without_vote
        )
        for at, each in enumerate(points)
    ]


def _words(at: int, text: str, charges: Iterable[Charge | GivenCharge]) -> tuple[tuple[str, str], ...]:
    of_charges = ((f"points.{at}.charges.{index}.text", each.text) for index, each in enumerate(charges))
    return ((f"points.{at}.text", text), *of_charges)


def words_of(points: Iterable[Resting]) -> list[tuple[str, str]]:
    """Return the words of points and charges, each with the path of its field."""
    return [each for point in points for each in point.words]


def against_releasing(decisions: list[Decision]) -> Iterator[ActError]:
    """Yield the counts in the words of decisions that the public has not read yet and may not be told."""
    words = _words_in_force(decisions)
    for each in decisions:
        if any(find_vote_counts(text) for _path, text in words[each.pk]) and not is_live(each):
            yield from against_public_counts(each, words[each.pk])


def _words_in_force(decisions: list[Decision]) -> dict[UUID, list[tuple[str, str]]]:
    """Return the words of decisions as they are in force, each with its path, in two queries."""
    found: dict[UUID, list[Point]] = {each.pk: [] for each in decisions}
    newest = Point.objects.filter(version__decision__in=found, version__number=F("version__decision__current"))
    for point in newest.select_related("version").prefetch_related("charges").order_by("position"):
        found[point.version.decision_id].append(point)
    return {key: words_of(of_rows(points)) for key, points in found.items()}


def votes_for(decision: Decision) -> dict[UUID, Vote]:
    """Return the closed votes on an item on which its decision can rest: who reads it inside reads them too."""
    closed = Vote.objects.filter(item=decision.item_id, state=VoteState.CLOSED).order_by("recorded_at", "id")
    closed = closed.select_related("owner", "count").prefetch_related("count__tallies__candidate")
    if decision.level != Level.RESTRICTED:
        closed = closed.exclude(level=Level.RESTRICTED)
    return {each.pk: each for each in closed}


def never_enough(meeting: Meeting) -> Quorum | None:
    """Return the best that was there of a meeting that never had a quorum; None where it had one, or may have had.

    Unknown is not none: seats of which nothing is recorded may have been there. What was entered from a source has the
    attendance that the source tells, and is not judged by it.
    """
    if meeting.is_written or meeting.entered_past or meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        return None
    quorums = [each.quorum for each in Room(meeting).course()]
    if not quorums or any(_may_be_enough(each) for each in quorums):
        return None
    return max(quorums, key=lambda each: each.present)


def _may_be_enough(quorum: Quorum) -> bool:
    """Tell whether there was a quorum, or may have been: of all members, those who are recorded as away were not."""
    if not quorum.members or quorum.needed is None:
        return True
    away = sum(not each.counts and bool(each.attendance or each.substitute) for each in quorum.seats)
    return max(quorum.members, len(quorum.seats)) - away >= quorum.needed


def against_resting(decision: Decision, points: list[Resting]) -> Iterator[ActError]:
    """Yield where points contradict the votes on their item, or the sitting."""
    votes = votes_for(decision)
    agreeing_alone = any(each.outcome in AGREEING and not each.vote and not each.without_vote for each in points)
    meeting = decision.item.meeting
    short = never_enough(meeting) if agreeing_alone and not votes else None
    named = {each.vote for each in points}
    unsaid = [vote for key, vote in votes.items() if key not in named]
    for each in points:
        if each.vote is not None:
            yield from _against_vote(each, votes.get(each.vote))
        elif each.outcome in AGREEING and not each.without_vote:
            yield from _against_nothing(each, votes, short)
            if meeting.is_written and not votes:
                yield _never_asked(each)
        else:
            yield from _against_unsaid(each, unsaid)
    if not decision.item.meeting.entered_past:
        yield from against_counts(words_of(points), votes, "; ".join(map(said_of, votes.values())))


def _against_vote(point: Resting, vote: Vote | None) -> Iterator[ActError]:
    if vote is None:
        yield BadInput(
            _("Không phải biểu quyết đã đóng của nội dung này"),
            code="vote_of_other_item",
            field=f"{point.path}.vote",
            found=point.vote,
            expected=_("một biểu quyết đã đóng của nội dung, không hạn chế hơn kết luận"),
        )
        return
    if point.without_vote:
        yield BadInput(
            _("Ý dựa trên biểu quyết thì không ghi vì sao kết luận không qua biểu quyết"),
            code="vote_and_none",
            field=f"{point.path}.without_vote",
            found=point.without_vote,
            expected=_("một trong hai"),
        )
    if contradicts(point.outcome, passed=_is_passed(vote)):
        yield Contradiction(
            _("Ý ghi “%(outcome)s”, mà biểu quyết ra khác: %(found)s"),
            code="against_vote",
            field=f"{point.path}.vote",
            found=said_of(vote),
            expected=_("mức kết luận như kết quả biểu quyết"),
            outcome=point.outcome_words,
        )


def _is_passed(vote: Vote) -> bool:
    return any(each.verdict == Verdict.PASSED for each in vote.count.tallies.all())


def contradicts(outcome: str, *, passed: bool) -> bool:
    """Tell whether an outcome says otherwise than a vote that was passed, or was not."""
    return (outcome in AGREEING and not passed) or (outcome == Outcome.REFUSED and passed)


def _against_unsaid(point: Resting, unsaid: list[Vote]) -> Iterator[ActError]:
    """Yield the refusal of the chair's word against votes on the item that no point of the decision tells.

    A vote may have been about another point: where that one rests on it, this one can rest on the chair's reason.
    """
    against = [vote for vote in unsaid if contradicts(point.outcome, passed=_is_passed(vote))]
    if against:
        yield Contradiction(
            _("Ý ghi “%(outcome)s” không qua biểu quyết, mà biểu quyết của nội dung ra khác: %(found)s"),
            code="against_unsaid_vote",
            field=f"{point.path}.vote",
            found="; ".join(said_of(each) for each in against),
            expected=_("một ý của kết luận này ghi kết quả biểu quyết ấy"),
            outcome=point.outcome_words,
        )


def _against_nothing(point: Resting, votes: dict[UUID, Vote], short: Quorum | None) -> Iterator[ActError]:
    """Yield the refusal of agreement that rests on nothing, where votes were taken or nobody could take any."""
    if votes:
        yield BadInput(
            _("Ý ghi “%(outcome)s” chưa nói dựa trên biểu quyết nào: %(found)s"),
            code="vote_unsaid",
            field=f"{point.path}.vote",
            found="; ".join(said_of(each) for each in votes.values()),
            expected=_("một biểu quyết, hoặc vì sao người chủ trì kết luận không qua biểu quyết"),
            outcome=point.outcome_words,
        )
    elif short is not None:
        yield Contradiction(
            _("Ý ghi “%(outcome)s”, mà hội nghị không lúc nào đủ số người: nhiều nhất %(found)s, cần %(needed)d"),
            code="agreed_without_quorum",
            field=f"{point.path}.without_vote",
            found=short.present,
            expected=_("đính chính điểm danh nếu ghi thiếu, hoặc lý do của người chủ trì"),
            outcome=point.outcome_words,
            needed=short.needed or 0,
        )


def _never_asked(point: Resting) -> ActError:
    """Return the refusal of agreement on an item of which no question in writing came to an end."""
    return Contradiction(
        _("Ý ghi “%(outcome)s”, mà chưa có kết quả lấy ý kiến bằng văn bản về nội dung này"),
        code="agreed_unasked",
        field=f"{point.path}.without_vote",
        found=point.outcome_words,
        expected=_("kết thúc lấy ý kiến trước, hoặc lý do của người chủ trì"),
        outcome=point.outcome_words,
    )


def said_of(vote: Vote) -> str:
    """Return a vote with what it came to: Thông qua …? (14/15 tán thành, cần 10, Được thông qua)."""
    came_to = "; ".join(f"{agreed_words(each)}, {verdict_words(each)}" for each in vote.count.tallies.all())
    return f"{vote.question} ({came_to})"
