"""What those who follow a meeting are told as it changes: the parts of their page, as each may see them now.

Nobody's rights are kept. Whenever something changed, accounts, roles and sessions of all who follow are read anew, in
one query each; what is drawn is drawn once for all who have the same roles, the same language and the same meeting.
That is safe because what one sees of a meeting follows from one's roles alone (`bodies.queries.visible_to`, held by
`tests/desk/course/test_live.py`), and because the drawing is given items and votes, and no user.
"""

import json
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone, translation

from nghitrinh.desk.course.showing import seen_by, seen_in_the_room
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.opening import opened
from nghitrinh.desk.meetings.views import whole
from nghitrinh.desk.serving.following import HOLD, Following, Said
from nghitrinh.desk.voting.showing import is_followed, now_of
from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.bodies.queries import is_inside
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.heads import heads, reads
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.voting.models import Vote
from nghitrinh.record.voting.queries import votes_visible_to

OVER = Said("over", b'data: {"over": true}\n\n')
IN_THE_ROOM = "phong"


@dataclass(frozen=True)
class Follower:
    """Who follows which meeting: the account and its session, the language, and whether it is the room's screen.

    Whoever has the page of a `vote` open follows that alone.
    """

    user: UUID
    session: str
    meeting: UUID
    language: str
    is_room: bool = False
    vote: UUID | None = None


class _Kinds:
    """The kinds of rows that anything told here was made from, in this process."""

    read: frozenset[str] = frozenset()


def looks() -> object:
    """Return what becomes another once a row of a kind was written from which something told here was made."""
    heads.now()
    return heads.epoch, heads.latest(_Kinds.read), clock.today()


def _looks() -> object:
    """Look from a thread that has no request, and so nobody who gives its old connection to the database back."""
    close_old_connections()
    return looks()


def tells(followers: Collection[Follower]) -> dict[Follower, Said | None]:
    """Return what each follower is told now; None for whom the meeting is not, or is not any more."""
    with reads() as kinds:
        users = _with_roles(followers)
        drawn: dict[Hashable, Said | None] = {}
        found = {each: _for_one(each, users.get(each.user), drawn) for each in followers}
    _Kinds.read |= frozenset(kinds)
    return found


def _with_roles(followers: Collection[Follower]) -> dict[UUID, User]:
    """Return the accounts of those who are still signed in, each with the roles that it has today."""
    sessions = {each.session: each.user for each in followers}
    living = Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now())
    signed_in = {sessions[key] for key in living.values_list("session_key", flat=True)}
    users = {user.pk: user for user in User.objects.filter(pk__in=signed_in, is_active=True)}
    for user in users.values():
        user.remembered_grants = []
    grants = Grant.objects.filter(in_force(clock.today()), user__in=users).select_related("organization__body")
    for grant in grants.order_by("recorded_at", "id"):
        held: Any = users[grant.user_id].remembered_grants
        held.append(grant)
    return users


def _for_one(follower: Follower, user: User | None, drawn: dict[Hashable, Said | None]) -> Said | None:
    if user is None:
        return None
    roles = frozenset((grant.organization_id, grant.role) for grant in user.remembered_grants or ())
    key = (follower.meeting, follower.vote, follower.language, follower.is_room, roles)
    if key not in drawn:
        drawn[key] = _drawn_vote(follower, follower.vote, user) if follower.vote else _drawn(follower, user)
    return drawn[key]


def _drawn(follower: Follower, user: User) -> Said | None:
    """Draw a meeting for all who have the roles of a user."""
    meeting = meetings_visible_to(user).filter(pk=follower.meeting).first()
    if meeting is None or not is_inside(user, meeting):
        return None
    if meeting.state != MeetingState.OPEN:
        return OVER
    now = (seen_in_the_room if follower.is_room else seen_by)(user, meeting)
    template = "desk/course/room.html" if follower.is_room else "desk/course/event.html"
    with translation.override(follower.language):
        text = render_to_string(template, now | {"so_far": lambda _length: ""})  # the page's own clock goes on
    said = json.dumps({"now": clock.now().timestamp(), "parts": text}, ensure_ascii=False)
    return Said(text, f"data: {said}\n\n".encode())


def _drawn_vote(follower: Follower, followed: UUID, user: User) -> Said | None:
    """Draw a vote for all who have the roles of a user; `own` becomes another when their own buttons may have.

    A clock that goes on is no change: what tells one drawing from another is what it is made of.
    """
    vote = votes_visible_to(user).filter(pk=followed).first()
    if vote is None or not is_inside(user, vote):
        return None
    if not is_followed(vote):
        return OVER
    now = now_of(vote)
    roll, lines = now["roll"], tuple(now["lines"])
    with translation.override(follower.language):
        text = render_to_string("desk/voting/now.html", now | {"slips": {}, "slip_links": {}, "can": ()})
    own = [vote.edit, *(str(key) for key in (roll.voters if roll else ()))]
    said = json.dumps({"now": clock.now().timestamp(), "parts": text, "own": own}, ensure_ascii=False)
    return Said((vote.edit, lines, roll and (roll.present, roll.needed)), f"data: {said}\n\n".encode())


@access(SIGNED_IN)
def stream(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Keep the connection, and tell what changes in a meeting; where nobody keeps one, say that nothing will come."""
    found: Meeting = whole(request, meeting)
    if found.state != MeetingState.OPEN:
        return HttpResponse(status=204)
    return _held(request, found.pk, is_room=IN_THE_ROOM in request.GET)


@access(SIGNED_IN)
def vote_stream(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Keep the connection, and tell what changes of a vote: that it is opened, who has voted, that it is over."""
    found = opened(request, Vote, vote)
    if not is_followed(found):
        return HttpResponse(status=204)
    return _held(request, found.item.meeting_id, vote=found.pk)


def _held(request: DeskRequest, meeting: UUID, **follows: Any) -> HttpResponseBase:
    hold = request.META.get(HOLD)
    session = request.session.session_key or ""
    follower = Follower(request.user.pk, session, meeting, translation.get_language(), **follows)
    if hold is None or not hold(Following(follower, _looks, tells)):
        return HttpResponse(status=204)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse([b"retry: 2000\n\n"], content_type="text/event-stream", headers=headers)


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/theo-doi/", stream, name="course.stream"),
    path("bieu-quyet/<uuid:vote>/theo-doi/", vote_stream, name="course.vote_stream"),
]
