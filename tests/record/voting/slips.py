"""Members who are asked in writing, for tests of questions without a room."""

from dataclasses import dataclass, field
from typing import Any

from tests.record.presence.room import DAY, Sitting, adopt_rule, appoint, tie
from tests.record.voting.hall import POSTS
from tests.world import PASSWORD, World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.voting.models import Tally, Vote

# The working days after DAY, which is a Friday: a week-end lies between them.
LAST, OVER = "2021-10-13", "2021-10-14"


@dataclass
class Asked:
    """A meeting in writing with an item, and the accounts of its members by their posts."""

    sitting: Sitting
    item: AgendaItem
    accounts: dict[str, User] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.sitting.world

    def question(self, item: AgendaItem | None = None, **given: Any) -> Vote:
        """Prepare a question, as the secretary."""
        asked = {"item": (item or self.item).pk, "question": "Đồng ý ban hành chỉ thị?", "form": "written"} | given
        found: Vote = ACTS["vote.prepare"](by=self.world.secretary, **asked)
        return found

    def ask(self, **given: Any) -> Vote:
        """Prepare a question and send the slips."""
        vote = self.question()
        self.sitting.step("meeting.ask", **given)
        return Vote.objects.get(pk=vote.pk)

    def answer(self, vote: Vote, post: str, option: str = "agrees", **given: Any) -> Any:
        """Answer for a post, by its holder's account unless another is named."""
        acting, held = given.pop("by", self.accounts[post]), self.sitting.posts[post]
        return ACTS["ballot.cast"](by=acting, vote=vote.pk, membership=held.pk, option=option, **given)

    def read(self, vote: Vote, post: str, option: str = "agrees", *, by: User, **given: Any) -> Any:
        """Enter what is read on the slip of a post."""
        read = {"membership": self.sitting.posts[post].pk, "option": option, "received_on": DAY} | given
        return ACTS["slip.enter"](by=by, vote=vote.pk, **read)

    def close(self, vote: Vote) -> Vote:
        now = Vote.objects.get(pk=vote.pk)
        found: Vote = ACTS["vote.close"](by=self.world.secretary, vote=now.pk, edit=now.edit)
        return found

    def tally(self, vote: Vote) -> Tally:
        return Tally.objects.get(count__vote=vote)


def slips(world: World, *, posts: tuple[str, ...] = POSTS, level: str = "public", **rule: str) -> Asked:
    """Plan a meeting in writing with one item: members answer within three working days, unless the rule says else."""
    adopt_rule(world, **({"written": "yes", "written_delay": "3 working"} | rule))
    held = {post: appoint(world, post) for post in posts}
    accounts = {}
    for number, post in enumerate(posts):
        user = bodies.create_user(by=world.admin, username=f"p{number}", post=post, password=PASSWORD)
        bodies.give_grant(by=world.admin, user=user.pk, organization=world.committee.pk, role="member")
        tie(world, user, held[post])
        accounts[post] = user
    given = {"organization": world.committee.pk, "name": "Lấy ý kiến về chỉ thị", "level": level}
    meeting = ACTS["meeting.plan"](by=world.secretary, **given, form="written", starts_at=f"{DAY}T08:00")
    return Asked(Sitting(world, meeting, held), world.item(meeting, "Ban hành chỉ thị"), accounts)
