"""A vote of five members with the decision that rests on it, for tests of who may be told the counts."""

from dataclasses import dataclass
from typing import Any

from tests.record.decided import point
from tests.record.instruments.chain import Chain
from tests.record.voting.hall import Hall, hall
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.voting.models import Vote

WORDS = "Thống nhất chủ trương, với 4/5 đồng chí biểu quyết tán thành."


@dataclass
class Concluded:
    """A closed vote on a public item, and what was concluded by it."""

    hall: Hall
    vote: Vote
    chain: Chain

    @property
    def decision(self) -> Decision:
        """Return the decision as it is."""
        return Decision.objects.get(pk=self.chain.decision.pk)


def voted(made: Hall, agreeing: int = 4, form: str = "hands", **given: Any) -> Vote:
    """Close a vote in which so many of the five agree and the others do not."""
    vote = made.opened(form, **given)
    tallies = [{"agreeing": agreeing, "opposing": 5 - agreeing}]
    if form == "hands":
        made.step("count_hands", vote, tallies=tallies)
    else:
        sheet = {"issued": 5, "returned": 5, "valid": 5, "spoilt": 0, "tallies": tallies}
        made.step("count_ballots", vote, **sheet)
        made.step("confirm_count", vote, by=made.world.member, **sheet)
    made.step("close", vote)
    return Vote.objects.get(pk=vote.pk)


def concluded(world: World, words: str = WORDS, *, agreeing: int = 4, form: str = "hands", **rule: str) -> Concluded:
    """Vote on a public item, and approve a decision that rests on the vote; the rule lets counts out."""
    made = hall(world, accounts=False, **{"public_votes": "counts", "secrecy": "no"} | rule)
    made.item = world.item(made.sitting.now(), level="public")
    vote = voted(made, agreeing, form)
    given = point(world, outcome="agreed", text=words) | {"vote": vote.pk}
    found = ACTS["decision.draft"](by=world.secretary, item=made.item.pk, title="Kết luận", points=[given])
    found = ACTS["decision.review"](by=world.secretary, decision=found.pk, edit=found.edit)
    found = ACTS["decision.approve"](by=world.chair, decision=found.pk, edit=found.edit)
    register = instruments.open_register(
        by=world.secretary, organization=world.committee.pk, symbol="TB/TU", term=world.term.pk, starts_at=120
    )
    chain = Chain(world, Meeting.objects.get(pk=made.sitting.meeting.pk), made.item, found, register)
    return Concluded(made, vote, chain)
