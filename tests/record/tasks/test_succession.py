"""Organizations end and are succeeded: all or nothing, tasks under one cause, the first addressee kept."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.record.tasks.given import body, do, merge, task_in, task_of
from tests.world import World

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Organization, Succession, SuccessionLink
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, NotAllowed
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.acts import succession
from nghitrinh.record.tasks.models import Task


def refused(world: World, old: list[Organization], new: list[Organization], **changes: Any) -> str:
    lines, ended = Journal.objects.count(), Organization.objects.filter(ended_on__isnull=False).count()
    with pytest.raises(BadInput) as caught:
        merge(world, old, new, **changes)
    assert Journal.objects.count() == lines
    assert Organization.objects.filter(ended_on__isnull=False).count() == ended
    assert not SuccessionLink.objects.filter(old__ended_on__isnull=True).exists()
    return caught.value.field


@pytest.mark.parametrize("state", ["assigned", "accepted", "reported", "returned"])
def test_open_tasks_move_in_their_state(world: World, state: str) -> None:
    task, heir = task_in(world, state), body(world, "Sở mới")
    cause = merge(world, [world.department], [heir])
    now = Task.objects.get()
    assert (now.state, now.addressee, now.responsible, now.moved_by) == (state, world.department, heir, cause)
    assert now.edit == task.edit + 1
    assert Organization.objects.get(pk=world.department.pk).ended_on == date(2022, 1, 1)


@pytest.mark.parametrize("state", ["confirmed", "cancelled"])
def test_closed_tasks_stay_with_who_closed_them(world: World, state: str) -> None:
    task = task_in(world, state)
    merge(world, [world.department], [body(world, "Sở mới")])
    now = Task.objects.get()
    assert (now.responsible, now.moved_by, now.edit) == (world.department, None, task.edit)


def test_several_become_several_and_every_pair_is_linked(world: World) -> None:
    old, new = [world.department, world.council], [body(world, "Sở A"), body(world, "Sở B")]
    task = task_of(world)
    cause = merge(world, old, new, moves={world.department.pk: new[1].pk})
    assert set(cause.links.values_list("old__name", "new__name")) == {(a.name, b.name) for a in old for b in new}
    assert Task.objects.get(pk=task.pk).responsible == new[1]


def test_moves_must_name_an_heir_where_tasks_are_open(world: World) -> None:
    new = [body(world, "Sở A"), body(world, "Sở B")]
    task_of(world)
    old = [world.department, world.ministry]
    assert refused(world, old, new, moves={world.ministry.pk: new[0].pk}) == f"moves.{world.department.pk}"
    assert refused(world, old, new) == f"moves.{world.department.pk}"


def test_moves_may_name_only_the_two_sides(world: World) -> None:
    new, stranger = [body(world, "Sở A"), body(world, "Sở B")], uuid4()
    assert refused(world, [world.department], new, moves={stranger: new[0].pk}) == f"moves.{stranger}"
    wrong: dict[UUID, UUID] = {world.department.pk: world.council.pk}
    assert refused(world, [world.department], new, moves=wrong) == f"moves.{world.department.pk}"


def test_every_relation_of_a_task_moves(world: World) -> None:
    heir = body(world, "Sở mới")
    task = task_of(
        world,
        responsible=world.council.pk,
        through=world.department.pk,
        report_to=world.department.pk,
        with_bodies=[world.ministry.pk, world.department.pk],
    )
    merge(world, [world.department], [heir])
    now = Task.objects.get(pk=task.pk)
    assert (now.responsible, now.moved_by, now.through, now.report_to) == (world.council, None, heir, heir)
    assert set(now.with_bodies.all()) == {world.ministry, heir}


def test_an_heir_that_helps_already_is_not_doubled(world: World) -> None:
    task = task_of(world, responsible=world.council.pk, with_bodies=[world.ministry.pk, world.department.pk])
    merge(world, [world.department], [world.ministry])
    assert list(Task.objects.get(pk=task.pk).with_bodies.all()) == [world.ministry]
    assert journal.verify() == []


def test_what_ended_ends_once(world: World) -> None:
    merge(world, [world.department], [world.council])
    assert refused(world, [world.department], [world.ministry]) == "old.0"
    assert refused(world, [world.ministry], [world.department]) == "new.0"


def test_sides_are_apart_whole_and_real(world: World) -> None:
    assert refused(world, [world.department], []) == "new"
    assert refused(world, [], [world.department]) == "old"
    assert refused(world, [world.department], [world.department]).split(".")[0] in ("old", "new")
    assert refused(world, [world.department, world.department], [world.council]) == "old.1"
    assert refused(world, [Organization(pk=uuid4())], [world.council]) == "old.0"
    assert refused(world, [world.department], [world.council], happened_on=date(2999, 1, 1)) == "happened_on"
    assert refused(world, [world.department], [world.council], legal_act=" ") == "legal_act"
    assert not Succession.objects.exists()


def test_nobody_but_who_keeps_them_ends_organizations(world: World) -> None:
    """The secretary keeps a body inside which nobody works: tests/record/bodies/test_keepers.py."""
    for user in (*(user for name, user in world.users.items() if name != "secretary"), None):
        with pytest.raises(NotAllowed):
            succession.succeed(
                by=user,
                old=[world.department.pk],
                new=[world.council.pk],
                happened_on=date(2022, 1, 1),
                legal_act="Nghị quyết 01",
            )


def test_the_heirs_officer_goes_on_with_the_task(world: World) -> None:
    task, heir = task_in(world, "accepted"), body(world, "Sở mới")
    merge(world, [world.department], [heir])
    with pytest.raises(NotAllowed):
        do("task.report", task, world.officer)
    bodies.give_grant(by=world.admin, user=world.bob.pk, organization=heir.pk, role="officer")
    do("task.report", task, world.bob)
    assert Task.objects.get().state == "reported"
