"""One person has one vote, and nobody acts for another but by a delegation with an end."""

from datetime import date

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import acts_for, memberships_of, seat_of, seats_on, users_of
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User

TODAY = date(2021, 10, 5)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-05")


def appoint(world: World, post: str, person: object = None, **given: object) -> Membership:
    membership: Membership = ACTS["membership.appoint"](
        by=world.secretary, organization=world.committee.pk, person=person, post=post, **given
    )
    return membership


def tie(world: World, username: str, membership: Membership) -> None:
    user = User.objects.get(username=username)
    ACTS["user.name_holder"](by=world.admin, user=user.pk, edit=user.edit, membership=membership.pk)


def delegate(world: World, membership: Membership, role: str = "member") -> None:
    days = {"starts_on": "2021-10-05", "ends_on": "2021-10-07", "reason": "Đi công tác"}
    given = {"user": world.bob.pk, "organization": world.committee.pk, "role": role, "membership": membership.pk}
    ACTS["grant.delegate"](by=world.admin, **given, **days)


def test_two_posts_of_one_person_are_one_seat_and_posts_without_a_name_one_each(world: World) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    first = appoint(world, "Phó Bí thư", person)
    second = appoint(world, "Trưởng ban", person)
    appoint(world, "Ủy viên 1")
    appoint(world, "Ủy viên 2")
    appoint(world, "Thư ký", voting=False)
    gone = appoint(world, "Ủy viên cũ")
    ACTS["membership.end"](by=world.secretary, membership=gone.pk, edit=gone.edit, ends_on=date(2021, 10, 4))
    appoint(world, "Ủy viên mới", starts_on=date(2021, 10, 6))
    seats = seats_on(world.committee.pk, TODAY)
    assert [each.membership.post for each in seats] == ["Phó Bí thư", "Ủy viên 1", "Ủy viên 2"]
    assert seat_of(second.pk, seats) == seat_of(first.pk, seats) == seats[0]


def test_who_acts_for_a_seat_is_its_holder_or_a_delegate_on_their_days(world: World) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    first, other = appoint(world, "Phó Bí thư", person), appoint(world, "Trưởng ban", person)
    tie(world, "member", first)
    delegate(world, other)
    assert users_of(first, TODAY) == [world.member]
    assert users_of(other, TODAY) == [world.member, world.bob]
    assert memberships_of(world.member, TODAY) == {first.pk, other.pk}
    assert memberships_of(world.bob, date(2021, 10, 7)) == {other.pk}
    assert memberships_of(world.bob, date(2021, 10, 8)) == set()
    assert memberships_of(None, TODAY) == memberships_of(world.reader, TODAY) == set()


def test_one_post_is_acted_for_by_whom_the_list_of_all_says(world: World) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    first, other = appoint(world, "Phó Bí thư", person), appoint(world, "Trưởng ban", person)
    third, late = appoint(world, "Ủy viên"), appoint(world, "Ủy viên mới", starts_on=date(2021, 10, 6))
    tie(world, "member", first)
    tie(world, "reader", late)
    delegate(world, other)
    asked = {
        (user, day): memberships_of(user, day)
        for user in (world.member, world.bob, world.reader, None)
        for day in (TODAY, date(2021, 10, 5), date(2021, 10, 6), date(2021, 10, 7), date(2021, 10, 8))
    }
    assert len({frozenset(each) for each in asked.values()}) > 3
    for (user, day), held in asked.items():
        assert {each.pk for each in (first, other, third, late) if acts_for(user, each, day)} == held


def test_a_post_that_has_ended_is_acted_for_by_nobody(world: World) -> None:
    membership = appoint(world, "Ủy viên")
    tie(world, "member", membership)
    delegate(world, membership)
    edit = Membership.objects.get(pk=membership.pk).edit
    ACTS["membership.end"](by=world.secretary, membership=membership.pk, edit=edit, ends_on=date(2021, 10, 5))
    assert memberships_of(world.member, date(2021, 10, 6)) == memberships_of(world.bob, date(2021, 10, 6)) == set()


def test_a_seat_is_delegated_with_a_role_by_which_one_sits_there(world: World) -> None:
    elsewhere = ACTS["membership.appoint"](by=world.admin, organization=world.council.pk, post="Đại biểu")
    with refusing(ActError, "seat_elsewhere"):
        delegate(world, elsewhere)
    with refusing(ActError, "seat_elsewhere"):
        delegate(world, appoint(world, "Ủy viên"), role="reader")
