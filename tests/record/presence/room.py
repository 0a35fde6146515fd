"""A meeting of a body with members and a rule, for tests of who is asked and who is there."""

from dataclasses import dataclass
from typing import Any

from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Attendance, Meeting
from nghitrinh.record.presence.models import Invitation

DAY = "2021-10-08"


@dataclass
class Sitting:
    """A meeting, the posts with a seat there by name, and what a test does to them."""

    world: World
    meeting: Meeting
    posts: dict[str, Membership]

    def now(self) -> Meeting:
        """Return the meeting as it is."""
        return Meeting.objects.get(pk=self.meeting.pk)

    def step(self, verb: str, **given: Any) -> Any:
        """Do a verb to the meeting, as the secretary."""
        return ACTS[verb](by=self.world.secretary, meeting=self.meeting.pk, edit=self.now().edit, **given)

    def invitation(self, post: str) -> Invitation:
        """Return the invitation of a post's holder."""
        return Invitation.objects.get(meeting=self.meeting, post=post)

    def answer(self, post: str, answer: str, *, by: User | None = None, **given: Any) -> Invitation:
        """Answer for a post: as its holder's account where one is named, otherwise as the secretary was called."""
        asked = self.invitation(post)
        verb = "invitation.answer" if by else "invitation.note_answer"
        how = {} if by else {"heard": "phone"}
        acting = by or self.world.secretary
        found: Invitation = ACTS[verb](by=acting, invitation=asked.pk, edit=asked.edit, answer=answer, **how, **given)
        return found

    def came(self, post: str, at: str | None = None) -> Attendance:
        """Record that a post's holder came; without a time, that they were there from the opening."""
        if at is None:
            role, held = "member", self.posts[post]
            return self.step("attendance.record", role=role, post=post, membership=held.pk)  # type: ignore[no-any-return]
        given = {"membership": self.posts[post].pk, "arrived_at": f"{DAY}T{at}"}
        return ACTS["attendance.arrive"](by=self.world.secretary, meeting=self.meeting.pk, **given)  # type: ignore[no-any-return]

    def left(self, attendance: Attendance, at: str) -> Attendance:
        """Record that somebody left."""
        found = Attendance.objects.get(pk=attendance.pk)
        given = {"attendance": found.pk, "edit": found.edit, "left_at": f"{DAY}T{at}"}
        return ACTS["attendance.leave"](by=self.world.secretary, **given)  # type: ignore[no-any-return]


def adopt_rule(world: World, **values: str) -> None:
    """Let the committee adopt a rule: half of those in office, unless something else is said."""
    said = {"quorum": "> 1/2 in_office", "majority": "> 1/2 in_office"} | values
    provisions = [{"key": key, "value": value, "basis": "Quy chế, Điều 7"} for key, value in said.items()]
    given = {"organization": world.committee.pk, "title": "Quy chế làm việc", "starts_on": "2021-01-01"}
    rule = ACTS["rule.draft"](by=world.secretary, **given, provisions=provisions)
    ACTS["rule.adopt"](by=world.chair, rule=rule.pk, edit=rule.edit)


def appoint(world: World, post: str, **given: Any) -> Membership:
    """Give a post of the committee."""
    held: Membership = ACTS["membership.appoint"](
        by=world.secretary, organization=world.committee.pk, post=post, **given
    )
    return held


def tie(world: World, user: User, membership: Membership) -> None:
    """Let an account be the holder's own."""
    now = User.objects.get(pk=user.pk)
    ACTS["user.name_holder"](by=world.admin, user=now.pk, edit=now.edit, membership=membership.pk)
    user.refresh_from_db()  # whoever signs in with it does so in the edit that it has now


def sitting(world: World, *posts: str, level: str = "public", convene: bool = True) -> Sitting:
    """Plan a meeting of the committee, and convene it; the holder of the first post is the account `member`."""
    held = {post: appoint(world, post) for post in posts}
    tie(world, world.member, held[posts[0]])
    given = {"organization": world.committee.pk, "name": "Hội nghị", "level": level}
    meeting = ACTS["meeting.plan"](by=world.secretary, **given, starts_at=f"{DAY}T08:00")
    made = Sitting(world, meeting, held)
    if convene:
        made.step("meeting.convene")
    return made
