"""Whose account is tied to no post of the body where they sit, and who is asked that no account answers for."""

from datetime import date
from typing import Any

import pytest
from tests.record.presence.room import Sitting, appoint, sitting, tie
from tests.world import PASSWORD, World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import users_of
from nghitrinh.record.bodies.unseated import SITTING, free_posts, post_meant, unseated, without_account
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User

TODAY = date(2021, 10, 5)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-05")


def names() -> list[str]:
    return [each.user.username for each in unseated(TODAY)]


def new_user(world: World, role: str, **given: Any) -> User:
    user = bodies.create_user(by=world.admin, username="moi", post="Trưởng ban", password=PASSWORD)
    bodies.give_grant(by=world.admin, user=user.pk, organization=world.committee.pk, role=role, **given)
    return user


def test_a_body_without_posts_has_nobody_to_be_tied(world: World) -> None:
    assert names() == []
    appoint(world, "Bí thư")
    assert set(names()) >= {"chair", "member"}


@pytest.mark.parametrize("role", Role)
def test_who_sits_in_a_body_needs_a_post_there_and_nobody_else_does(world: World, role: Role) -> None:
    post = appoint(world, "Trưởng ban")
    user = new_user(world, role)
    assert ("moi" in names()) is (role in SITTING)
    tie(world, user, post)
    assert "moi" not in names()


def test_a_post_elsewhere_one_that_ended_or_a_blocked_account_is_no_post_here(world: World) -> None:
    post = appoint(world, "Trưởng ban")
    user = new_user(world, "member")
    elsewhere = ACTS["membership.appoint"](by=world.admin, organization=world.department.pk, post="Giám đốc")
    tie(world, user, elsewhere)
    assert "moi" in names()
    tie(world, user, post)
    ACTS["membership.end"](by=world.secretary, membership=post.pk, edit=post.edit, ends_on=date(2021, 10, 4))
    appoint(world, "Ủy viên")
    assert "moi" in names()
    now = User.objects.get(pk=user.pk)
    bodies.disable_user(by=world.admin, user=now.pk, edit=now.edit, reason="Thôi việc")
    assert "moi" not in names()


def test_another_post_of_the_same_person_counts_and_a_delegation_needs_none(world: World) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    here = appoint(world, "Trưởng ban", person=person)
    there = ACTS["membership.appoint"](by=world.admin, organization=world.department.pk, post="Giám đốc", person=person)
    user = new_user(world, "member")
    tie(world, user, there)
    assert "moi" not in names()
    assert here not in free_posts(TODAY)
    days = {"starts_on": "2021-10-05", "ends_on": "2021-10-07", "reason": "Đi công tác"}
    given = {"user": world.bob.pk, "organization": world.committee.pk, "role": "member", "membership": here.pk}
    ACTS["grant.delegate"](by=world.admin, **given, **days)
    assert "bob" not in names()


def test_the_post_that_is_meant_is_called_alike_and_only_one_is(world: World) -> None:
    new_user(world, "member")
    first = appoint(world, "trưởng  ban")
    account = next(each for each in unseated(TODAY) if each.user.username == "moi")
    assert post_meant(account, free_posts(TODAY)) == first
    appoint(world, "Trưởng ban", beside="Hai ban")
    assert post_meant(account, free_posts(TODAY)) is None


def test_who_is_asked_and_answers_by_no_account_is_found_as_one_by_one(world: World) -> None:
    """The officer of a body, a holder, a delegate and the same person's other post answer; a guest never counts."""
    room: Sitting = sitting(world, "Bí thư", "Ủy viên", "Trưởng ban")
    asked = [room.invitation(post) for post in room.posts]
    asked += [room.step("invitation.invite", organization=each.pk) for each in (world.department, world.council)]
    asked.append(room.step("invitation.invite", post="Khách"))
    posts = {each.pk: each.membership for each in asked}
    expected = {key for key, post in posts.items() if post and not users_of(post, TODAY)}
    bodies_without = {asked[-2].pk}  # the council has no officer
    assert len(expected) == 2
    assert without_account(asked, TODAY) == expected | bodies_without
    tie(world, world.chair, Membership.objects.get(post="Ủy viên"))
    assert without_account(asked, TODAY) == {room.invitation("Trưởng ban").pk} | bodies_without
