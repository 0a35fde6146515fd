"""A meeting under way whose members can vote, for tests of votes."""

from dataclasses import dataclass, field
from typing import Any

from tests.record.presence.room import Sitting, adopt_rule, sitting, tie
from tests.world import PASSWORD, World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Meeting
from nghitrinh.record.voting.models import Tally, Vote

POSTS = ("Bí thư", "Phó Bí thư", "Trưởng ban", "Giám đốc", "Chủ tịch")


@dataclass
class Hall:
    """A sitting with an item, and who is there; every post has an account of its holder, by the post's name."""

    sitting: Sitting
    item: AgendaItem
    there: dict[str, Attendance]
    accounts: dict[str, User] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.sitting.world

    def prepare(self, form: str = "named", **given: Any) -> Vote:
        """Prepare a vote, as the secretary."""
        asked = {"item": self.item.pk, "question": "Thông qua vùng công nghiệp?", "form": form} | given
        found: Vote = ACTS["vote.prepare"](by=self.world.secretary, **asked)
        return found

    def step(self, verb: str, vote: Vote, *, by: User | None = None, **given: Any) -> Any:
        """Do a verb to a vote, as the secretary unless somebody is named."""
        now = Vote.objects.get(pk=vote.pk)
        return ACTS[f"vote.{verb}"](by=by or self.world.secretary, vote=vote.pk, edit=now.edit, **given)

    def opened(self, form: str = "named", **given: Any) -> Vote:
        """Prepare a vote and open it."""
        vote = self.prepare(form, **given)
        self.step("open", vote)
        return vote

    def cast(self, vote: Vote, post: str, option: str = "agrees", *, by: User | None = None) -> Any:
        """Vote for a post, by its holder's account unless another is named."""
        held = self.sitting.posts[post]
        return ACTS["ballot.cast"](by=by or self.accounts[post], vote=vote.pk, membership=held.pk, option=option)

    def leave(self, post: str) -> None:
        """Let somebody leave now."""
        now = Attendance.objects.get(pk=self.there[post].pk)
        ACTS["attendance.leave"](by=self.world.secretary, attendance=now.pk, edit=now.edit)

    def result(self, vote: Vote) -> tuple[int, int, int, int | None, int | None, str]:
        """Return the one tally of a closed vote: the three counts, of how many, how many were needed, the verdict."""
        tally = Tally.objects.get(count__vote=vote)
        return tally.agreeing, tally.opposing, tally.abstaining, tally.of, tally.needed, tally.verdict


def hall(world: World, *, present: int = 5, accounts: bool = True, posts: tuple[str, ...] = POSTS, **rule: str) -> Hall:
    """Open a meeting of five members; the first is in the chair, and so many of them are there."""
    adopt_rule(world, **rule)
    made = sitting(world, *posts)
    item = world.item(made.meeting)
    there = {}
    for post in posts[:present]:
        role, held = ("chair" if post == posts[0] else "member"), made.posts[post]
        there[post] = made.step("attendance.record", role=role, post=post, membership=held.pk)
    now = made.now()
    begun = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)  # whoever leaves now leaves after it
    ACTS["meeting.open"](by=world.chair, meeting=now.pk, edit=now.edit, starts_at=begun)
    found = Hall(made, item, there, {posts[0]: world.member})
    for number, post in enumerate(posts[1:] if accounts else ()):
        user = bodies.create_user(by=world.admin, username=f"m{number}", post=post, password=PASSWORD)
        bodies.give_grant(by=world.admin, user=user.pk, organization=world.committee.pk, role="member")
        tie(world, user, made.posts[post])
        found.accounts[post] = user
    return found


def meeting_of(made: Hall) -> Meeting:
    """Return the meeting as it is."""
    return made.sitting.now()
