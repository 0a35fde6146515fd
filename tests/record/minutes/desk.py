"""A sitting that is over, with a vote, a decision and a restricted item, and its minutes; for tests of minutes."""

from dataclasses import dataclass
from typing import Any

from tests.record.decided import point
from tests.record.voting.hall import Hall, hall
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.minutes.models import Minutes

SECRET = "Điều động đồng chí X"


@dataclass
class Table:
    """The hall after the sitting: the public item was voted on and concluded, the restricted one stayed open."""

    hall: Hall
    secret: AgendaItem

    @property
    def world(self) -> World:
        return self.hall.world

    def meeting(self) -> Meeting:
        """Return the meeting as it is."""
        return self.hall.sitting.now()

    def draft(self) -> Minutes:
        """Draft the minutes, as the secretary."""
        found: Minutes = ACTS["minutes.draft"](by=self.world.secretary, meeting=self.meeting().pk)
        return found

    def step(self, verb: str, minutes: Minutes, *, by: User | None = None, **given: Any) -> Minutes:
        """Do a verb to minutes, as the secretary unless somebody is named."""
        now = Minutes.objects.get(pk=minutes.pk)
        who = by or self.world.secretary
        found: Minutes = ACTS[f"minutes.{verb}"](by=who, minutes=now.pk, edit=now.edit, **given)
        return found

    def signers(self, minutes: Minutes) -> Minutes:
        """Let the second member sign as the secretary; the first one chaired, whose account is the member's."""
        writer = self.hall.sitting.posts["Phó Bí thư"]
        chair = self.hall.sitting.posts["Bí thư"]
        return self.step("revise", minutes, writer=writer.pk, chair=chair.pk)

    def reviewed(self) -> Minutes:
        """Return minutes that both are to sign."""
        return self.step("review", self.signers(self.draft()))

    def signed(self) -> Minutes:
        """Return minutes that both have signed with their own accounts."""
        minutes = self.step("sign_off", self.reviewed(), by=self.hall.accounts["Phó Bí thư"])
        return self.step("sign", minutes, by=self.hall.accounts["Bí thư"])

    def attend(self, **given: Any) -> None:
        """Correct who was there."""
        now = self.meeting()
        ACTS["attendance.correct"](by=self.world.secretary, meeting=now.pk, edit=now.edit, reason="Ghi sót", **given)


def table(world: World, **rule: str) -> Table:
    """Hold the sitting, and close it."""
    made = hall(world, **rule)
    secret = world.item(made.sitting.meeting, SECRET, level="restricted")
    vote = made.opened("named")
    for post in made.accounts:
        made.cast(vote, post)
    made.step("close", vote)
    decide(world, made.item, vote.pk)
    now = made.sitting.now()
    ACTS["meeting.close"](by=world.secretary, meeting=now.pk, edit=now.edit)
    return Table(made, AgendaItem.objects.get(pk=secret.pk))


def decide(world: World, item: AgendaItem, vote: Any) -> Decision:
    """Conclude an item, resting on a vote."""
    words = point(world, vote=vote)
    decision: Decision = ACTS["decision.draft"](
        by=world.secretary, item=item.pk, title="Kết luận về vùng công nghiệp", points=[words]
    )
    for verb, who in (("review", world.secretary), ("approve", world.chair)):
        decision.refresh_from_db()
        decision = ACTS[f"decision.{verb}"](by=who, decision=decision.pk, edit=decision.edit)
    return decision
