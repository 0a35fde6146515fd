"""Whether enough members will be there, by what they have answered: counted from invitations, by the body's own rule.

    ahead = quorum_ahead(meeting)
    ahead.coming      11
    ahead.needed      10; None where the body has adopted no rule

It promises nothing: who is there is counted when they are (`presence.quorum`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from nghitrinh.record.bodies.seats import Seat, seats_on
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.presence.models import Answer
from nghitrinh.record.procedure.provisions import Key, Substitute
from nghitrinh.record.procedure.queries import RuleText, rule_text_on


@dataclass(frozen=True)
class QuorumAhead:
    """What each seat of a body has answered to a meeting, and how many must come by the rule of the meeting's day.

    A seat that was asked nothing has answered nothing. `counting` are the answers by which a seat comes.
    """

    answers: tuple[tuple[Seat, Answer], ...]
    rule: RuleText | None
    counting: frozenset[Answer]

    def count(self, *answers: Answer) -> int:
        """Count the seats that answered so."""
        return sum(said in answers for _seat, said in self.answers)

    @property
    def coming(self) -> int:
        """Count the seats that will come, a substitute's where the rule lets substitutes vote."""
        return self.count(*self.counting)

    @property
    def members(self) -> int | None:
        """Return of how many members the rule takes the share; None without a rule."""
        return self.rule.members_of(self.rule.quorum.base, len(self.answers)) if self.rule else None

    @property
    def needed(self) -> int | None:
        """Return how many must be there; None without a rule."""
        return self.rule.quorum.needed(self.members or 0) if self.rule else None

    def in_order(self) -> list[Answer]:
        """Return the answers as seats are drawn: who comes first, then who has not said, then who does not come."""
        said = (answer for _seat, answer in self.answers)
        return sorted(said, key=lambda answer: (answer not in self.counting, answer != Answer.OPEN))


def quorum_ahead(meeting: Meeting) -> QuorumAhead:
    """Return what the seats of the body that holds a meeting have answered; of invitations to the whole meeting."""
    text = rule_text_on(meeting.owner_id, meeting.day)
    asked = meeting.invitations.filter(item=None, membership__isnull=False).order_by("recorded_at", "id")
    said = {each.membership_id: each.answer for each in asked if each.membership_id}
    seats = seats_on(meeting.owner_id, meeting.day)
    answers = tuple((seat, _answer_of(seat, said)) for seat in seats)
    sends = text is not None and text.get(Key.SUBSTITUTE) == Substitute.VOTES
    return QuorumAhead(answers, text, frozenset((Answer.COMES, *((Answer.SENDS,) if sends else ()))))


def _answer_of(seat: Seat, said: Mapping[UUID, str]) -> Answer:
    """Return what was answered for a seat: a person of two posts may be asked by either, and one answer is enough."""
    found = [Answer(said[key]) for key in seat.keys if key in said]
    return next((each for each in found if each != Answer.OPEN), Answer.OPEN)
