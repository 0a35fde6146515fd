"""Whose secretaries keep what many share: the act and the query of a page say the same, for everybody."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.keepers import (
    from_outside,
    kept_by,
    persons_kept_by,
    side_from_outside,
    side_of_body,
    side_of_person,
    side_of_source,
    sources_kept_by,
)
from nghitrinh.record.bodies.models import Organization, Person, Source
from nghitrinh.record.bodies.queries import organizations_of
from nghitrinh.record.kernel.errors import NotAllowed
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import Journal

FOUND = {"name": "Sở Nội vụ", "kind": "department"}


def test_a_secretary_founds_bodies_of_their_jurisdiction_and_of_no_other(world: World) -> None:
    made = ACTS["organization.found"](by=world.secretary, body=world.body.pk, **FOUND)
    assert Journal.objects.get(subject=f"organization:{made.pk}").owner == str(world.committee.pk)
    other = ACTS["body.found"](by=world.admin, name="Tỉnh khác")
    for by, body in ((world.secretary, other), (world.chair, world.body), (world.officer, world.body)):
        with refusing(NotAllowed, "not_for_you"):
            ACTS["organization.found"](by=by, body=body.pk, **FOUND | {"name": "Sở khác"})


def test_a_body_inside_which_somebody_works_is_its_own(world: World) -> None:
    assert {world.department, world.ministry} <= set(kept_by(world.secretary))
    assert world.council not in kept_by(world.secretary)
    ACTS["grant.give"](by=world.admin, user=world.bob.pk, organization=world.department.pk, role="reader")
    assert world.department not in kept_by(world.secretary)
    with refusing(NotAllowed, "not_for_you"):
        ACTS["membership.appoint"](by=world.secretary, organization=world.department.pk, post="Giám đốc")


def test_one_does_not_end_the_body_by_which_one_has_a_say(world: World) -> None:
    found = Organization.objects.get(pk=world.committee.pk)
    given = {"organization": found.pk, "edit": found.edit, "ended_on": "2021-09-01", "reason": "Giải thể"}
    with refusing(NotAllowed, "not_for_you"):
        ACTS["organization.end"](by=world.secretary, **given)
    succeed = {"happened_on": "2021-09-01", "legal_act": "Nghị quyết 9"}
    with refusing(NotAllowed, "not_for_you"):
        ACTS["organization.succeed"](by=world.secretary, old=[found.pk], new=[world.department.pk], **succeed)
    ACTS["organization.succeed"](by=world.secretary, old=[world.ministry.pk], new=[world.department.pk], **succeed)
    assert Organization.objects.get(pk=world.ministry.pk).ended_on


def test_many_posts_of_a_person_are_asked_as_one(world: World, django_assert_num_queries: Any) -> None:
    """Of the first that is the secretary's to keep; those of bodies that keep themselves are passed over."""
    person = ACTS["person.register"](by=world.admin, name="Nguyễn Thị Hai")

    def appoint(organization: Organization, *posts: str) -> None:
        for post in posts:
            ACTS["membership.appoint"](by=world.admin, organization=organization.pk, post=post, person=person.pk)

    appoint(world.council, "Đại biểu", "Thư ký kỳ họp")
    appoint(world.department, "Giám đốc")
    with CaptureQueriesContext(connection) as asked:
        assert side_of_person(world.secretary, person) == world.committee.pk
    appoint(world.council, *(f"Ủy viên {number}" for number in range(5)))
    appoint(world.ministry, *(f"Chuyên viên {number}" for number in range(5)))
    with django_assert_num_queries(len(asked)):
        assert side_of_person(world.secretary, person) == world.committee.pk


@pytest.mark.parametrize("who", ["secretary", "chair", "reader", "officer", "bob", "admin"])
def test_the_query_and_the_side_say_the_same(world: World, who: str) -> None:
    user: Any = world.admin if who == "admin" else world.users[who]
    for name, organization in (("Một", world.committee), ("Hai", world.council), ("Ba", None)):
        person = ACTS["person.register"](by=world.admin, name=name)
        if organization:
            ACTS["membership.appoint"](by=world.admin, organization=organization.pk, post="Ủy viên", person=person.pk)
            given = {"organization": organization.pk, "kind": "page", "title": f"Nguồn {name}"}
            ACTS["source.register"](by=world.admin, **given)
    own = organizations_of(user, [Role.SECRETARY])
    for each in Organization.objects.all():
        assert (side_of_body(user, each) in own) == (each in kept_by(user))
        assert (side_from_outside(user, each) in own) == (each in from_outside(user))
    for person in Person.objects.all():
        assert (side_of_person(user, person) in own) == (person in persons_kept_by(user))
    for source in Source.objects.all():
        assert (side_of_source(user, source) in own) == (source in sources_kept_by(user))
