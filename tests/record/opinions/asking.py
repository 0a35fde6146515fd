"""A paper of the department with a text, members and bodies to ask about it, for tests of opinions."""

from dataclasses import dataclass, field
from typing import Any

from tests.record.presence.room import adopt_rule, appoint, tie
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.kernel.models import User
from nghitrinh.record.opinions.models import Comment, Opinion, Request, Response, Round
from nghitrinh.record.papers.models import Paper, PaperRevision

TODAY = "2021-10-08"  # a Friday
TEXT = "Điều 1. Phạm vi\nVùng công nghiệp rộng 4.000 ha.\nĐiều 2. Thời hạn\nHoàn thành trước năm 2030.\n"


@dataclass
class Asking:
    """A paper and whom a test asks about it."""

    world: World
    paper: Paper
    posts: dict[str, Membership]
    users: dict[str, User] = field(default_factory=dict)

    @property
    def version(self) -> PaperRevision:
        """Return the newest version."""
        return PaperRevision.objects.filter(paper=self.paper).latest("number")

    def now(self) -> Round:
        """Return the last round as it is."""
        return Round.objects.latest("recorded_at")

    def submit(self, body: str = TEXT) -> PaperRevision:
        """Hand in a version."""
        paper = Paper.objects.get(pk=self.paper.pk)
        made: PaperRevision = ACTS["paper.submit"](by=self.world.officer, paper=paper.pk, edit=paper.edit, body=body)
        return made

    def open(self, *posts: str, bodies: tuple[Any, ...] = (), **given: Any) -> Round:
        """Ask the holders of posts, and bodies, about the newest version."""
        made: Round = ACTS["round.open"](
            by=self.world.secretary,
            version=self.version.pk,
            question="Xin ý kiến về dự thảo",
            members=[self.posts[post].pk for post in posts],
            bodies=[each.pk for each in bodies],
            **given,
        )
        return made

    def step(self, verb: str, *, by: User | None = None, **given: Any) -> Any:
        """Do a verb to the round."""
        now = self.now()
        return ACTS[verb](by=by or self.world.secretary, round=now.pk, edit=now.edit, **given)

    def request(self, who: str) -> Request:
        """Return the request to a post or a body in the last round."""
        return next(each for each in self.now().requests.all() if who in each.label())

    def give(self, who: str, choice: str, *texts: str, by: User | None = None, **given: Any) -> Opinion:
        """Give an opinion: as somebody's account where one is named, otherwise as it came on paper."""
        asked = self.request(who)
        verb = "opinion.give" if by else "opinion.note"
        said = [{"text": each} for each in texts]
        given = {"comments": said} | given
        found: Opinion = ACTS[verb](
            by=by or self.world.secretary, request=asked.pk, edit=asked.edit, choice=choice, **given
        )
        return found

    def comment(self, text: str) -> Comment:
        """Return the comment that says so, as it is."""
        return Comment.objects.get(text=text)

    def respond(self, text: str, outcome: str, words: str = "", *, by: User | None = None, **given: Any) -> Response:
        """Answer what was said so."""
        found = self.comment(text)
        made: Response = ACTS["comment.respond"](
            by=by or self.world.officer, comment=found.pk, edit=found.edit, outcome=outcome, text=words, **given
        )
        return made

    def user(self, name: str, body: Any, role: str) -> User:
        """Return an account with a role for a body, made when it is first asked for."""
        if name not in self.users:
            made = bodies.create_user(
                by=self.world.admin, username=name, post=f"Chức vụ {name}", password="một câu đủ dài"
            )
            bodies.give_grant(by=self.world.admin, user=made.pk, organization=body.pk, role=role)
            self.users[name] = User.objects.get(pk=made.pk)
        return self.users[name]


def passage(text: str, words: str) -> dict[str, Any]:
    """Return the passage of words in a text."""
    start = text.index(words)
    return {"words": words, "start": start, "end": start + len(words)}


def asking(world: World, *, level: str = "internal", **rule: str) -> Asking:
    """Submit a paper of the department; two posts, the first the account `member`'s; a rule of five days."""
    adopt_rule(world, **({"opinions": "5 working"} | rule))
    posts = {post: appoint(world, post) for post in ("Bí thư", "Ủy viên")}
    tie(world, world.member, posts["Bí thư"])
    paper = ACTS["paper.register"](
        by=world.secretary,
        organization=world.committee.pk,
        submitted_by=world.department.pk,
        title="Dự thảo quy chế",
        kind="draft_text",
        level=level,
    )
    made = Asking(world, paper, posts)
    made.submit()
    return made
