"""Engagements: put into the week, changed, called off; restricted ones are the cleared's alone."""

import pytest
from tests.record.presence.room import appoint
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.engagements.models import Engagement
from nghitrinh.record.engagements.queries import engagements_visible_to
from nghitrinh.record.kernel.errors import BadInput, NotAllowed, WrongState


@pytest.fixture
def posts(world: World) -> list[Membership]:
    return [appoint(world, post) for post in ("Bí thư", "Phó Bí thư")]


def planned(world: World, *members: Membership, level: str = "internal") -> Engagement:
    given = {"organization": world.committee.pk, "title": "Thăm xã", "kind": "visit", "level": level}
    made: Engagement = ACTS["engagement.plan"](
        by=world.secretary, starts_at="2021-10-08T09:00", members=[each.pk for each in members], **given
    )
    return made


def again(made: Engagement, *members: Membership) -> dict[str, object]:
    said = {"title": made.title, "kind": made.kind, "starts_at": made.starts_at, "place": made.place}
    return said | {"engagement": made.pk, "edit": made.edit, "members": [each.pk for each in members]}


def who(made: Engagement) -> list[str]:
    return sorted(made.going.values_list("membership__post", flat=True))


def test_who_goes_is_changed_by_naming_all_who_go(world: World, posts: list[Membership]) -> None:
    first, second = posts
    made = planned(world, first, first)
    assert who(made) == ["Bí thư"]
    made = ACTS["engagement.revise"](by=world.secretary, **again(made, first, second))
    assert who(made) == ["Bí thư", "Phó Bí thư"]
    made = ACTS["engagement.revise"](by=world.secretary, **again(made, second))
    assert who(made) == ["Phó Bí thư"]
    with refusing(BadInput, "nothing_corrected"):
        ACTS["engagement.revise"](by=world.secretary, **again(made, second))


def test_only_posts_of_the_body_go_and_nothing_is_public(world: World, posts: list[Membership]) -> None:
    other = ACTS["membership.appoint"](by=world.admin, organization=world.council.pk, post="Chủ tịch HĐND")
    with refusing(BadInput, "going_of_another"):
        planned(world, other)
    with pytest.raises(BadInput):
        planned(world, posts[0], level="public")
    with pytest.raises(NotAllowed):
        ACTS["engagement.cancel"](by=world.chair, engagement=planned(world, posts[0]).pk, edit=1, reason="Hoãn")
    assert Engagement.objects.count() == 1


def test_a_restricted_one_is_seen_by_the_cleared_alone(world: World, posts: list[Membership]) -> None:
    made, hidden = planned(world, posts[0]), planned(world, posts[0], level="restricted")
    assert set(engagements_visible_to(world.member)) == {made, hidden}
    assert set(engagements_visible_to(world.reader)) == {made}
    assert not engagements_visible_to(world.officer).exists()
    assert not engagements_visible_to(world.bob).exists()


def test_what_is_called_off_stays_and_is_changed_no_more(world: World, posts: list[Membership]) -> None:
    made = planned(world, posts[0])
    made = ACTS["engagement.cancel"](by=world.secretary, engagement=made.pk, edit=made.edit, reason="Hoãn")
    assert made.state == "cancelled"
    with pytest.raises(WrongState):
        ACTS["engagement.revise"](by=world.secretary, **again(made, posts[1]))
