"""Acts on engagements: planned, changed, called off."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.ended import has_ended
from nghitrinh.record.bodies.models import Membership, Organization, Source
from nghitrinh.record.engagements.models import Engagement, EngagementKind, Going
from nghitrinh.record.engagements.rules import ENGAGEMENT
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, nothing_corrected
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.texts import Headline, Reason, ShortLine
from nghitrinh.record.meetings.days import aware

# A leader's week is no publication: what is public of it is a meeting.
Kept = Literal[Level.INTERNAL, Level.RESTRICTED]
Posts = Annotated[list[UUID], Field(min_length=1)]


@act("engagement.plan")
def plan(
    act: Act,
    *,
    organization: UUID,
    title: Headline,
    kind: EngagementKind,
    starts_at: datetime,
    members: Posts,
    place: ShortLine = "",
    level: Kept = Level.INTERNAL,
    source: UUID | None = None,
) -> Engagement:
    """Put an engagement into a body's week; `members` are the posts of it whose holders go."""
    owner = act.get(Organization, organization, field="organization")
    if owner.ended_on and owner.ended_on < aware(starts_at).date():
        act.refuse(has_ended(owner, field="organization"))
    made = Engagement(
        owner=owner,
        title=title,
        kind=kind,
        starts_at=aware(starts_at),
        place=place,
        level=level,
        state="",
        source=act.get(Source, source, field="source") if source else None,
    )
    act.step(ENGAGEMENT, made)
    posts = [_member(act, made, each) for each in dict.fromkeys(members)]
    act.create(made)
    act.about(made)
    for each in posts:
        act.create(Going(engagement=made, membership=each))
    return made


@act("engagement.revise")
def revise(
    act: Act,
    *,
    engagement: UUID,
    edit: int,
    title: Headline,
    kind: EngagementKind,
    starts_at: datetime,
    members: Posts,
    place: ShortLine = "",
    level: Kept | None = None,
) -> Engagement:
    """Change an engagement: what, when, where, who goes."""
    found = act.open(Engagement, engagement, edit, yours=title)
    said = {"title": title, "kind": kind.value, "starts_at": aware(starts_at), "place": place}
    said |= {"level": level} if level else {}
    for column, value in said.items():
        act.change(found, column, getattr(found, column), value)
        setattr(found, column, value)
    if not _go(act, found, list(dict.fromkeys(members))) and not act.changes:
        raise nothing_corrected(field="title")
    return act.save(found)


def _go(act: Act, engagement: Engagement, members: list[UUID]) -> bool:
    """Let those go who are named, and nobody else; tell whether that changes anything."""
    held = {each.membership_id: each for each in engagement.going.all()}
    fresh = [_member(act, engagement, each) for each in members if each not in held]
    gone = [each for key, each in held.items() if key not in members]
    for post in fresh:
        act.create(Going(engagement=engagement, membership=post))
    for row in gone:
        act.remove(row)
    return bool(fresh or gone)


def _member(act: Act, engagement: Engagement, identifier: UUID) -> Membership:
    """Return a post of the body whose week it is; another body has its own."""
    found = act.get(Membership, identifier, field="members")
    if found.organization_id != engagement.owner_id:
        act.refuse(
            BadInput(
                _("Chức vụ này không thuộc cơ quan có lịch: %(found)s"),
                code="going_of_another",
                field="members",
                found=found.post,
                expected=_("chức vụ của %(owner)s"),
                owner=engagement.owner.name,
            )
        )
    return found


@act("engagement.cancel")
def cancel(act: Act, *, engagement: UUID, edit: int, reason: Reason) -> Engagement:
    """Call an engagement off; it leaves the week and stays in the record."""
    found = act.open(Engagement, engagement, edit)
    act.reason = reason
    return act.save(found)
