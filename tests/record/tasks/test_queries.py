"""Reads of tasks: who sees them, how many queries they take, what is overdue, what each body has."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.record.decided import approved, charge, open_item, point
from tests.record.tasks.given import ROAD, do, merge, task_in, task_of
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.tasks.acts import lists
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.tasks.queries import (
    BodyTasks,
    can_see_task,
    is_overdue,
    overdue,
    tasks_per_body,
    tasks_visible_to,
)


def everywhere(world: World) -> dict[str, Task]:
    """Return tasks of every level, and of every relation to the officer's body."""
    made = {
        level: task_of(
            world,
            approved(
                world,
                open_item(world, level),
                points=[point(world, charges=[charge(world, responsible=world.ministry.pk)])],
            ),
        )
        for level in ("public", "internal", "restricted")
    }
    made["responsible"] = task_of(world)
    made["through"] = task_of(world, responsible=world.ministry.pk, through=world.department.pk)
    made["with"] = task_of(world, responsible=world.ministry.pk, with_bodies=[world.council.pk, world.department.pk])
    made["report_to"] = task_of(world, responsible=world.ministry.pk, report_to=world.department.pk)
    made["charged in confidence"] = task_of(world, approved(world, open_item(world, "restricted")))
    return made


def test_query_and_predicate_agree_for_every_role(world: World) -> None:
    made = everywhere(world)
    bodies.give_grant(by=world.admin, user=world.member.pk, organization=world.ministry.pk, role="officer")
    restricted = {made["restricted"], made["charged in confidence"]}
    expected = {
        "secretary": set(made.values()),
        "chair": set(made.values()),
        "member": set(made.values()),
        "reader": set(made.values()) - restricted,
        "officer": {made[name] for name in ("responsible", "through", "with", "charged in confidence")},
    }
    for name, user in [*world.users.items(), ("admin", world.admin), ("nobody", None)]:
        seen = list(tasks_visible_to(user))
        assert len(seen) == len(set(seen))
        assert set(seen) == expected.get(name, set()), name
        assert {task for task in made.values() if can_see_task(user, task)} == set(seen)


def test_a_member_of_the_charged_body_is_not_its_officer(world: World) -> None:
    task = task_of(world, responsible=world.council.pk)
    assert not can_see_task(world.bob, task)
    assert not tasks_visible_to(world.bob).exists()


def test_an_officer_whose_role_was_taken_back_sees_nothing(world: World) -> None:
    task = task_of(world)
    bodies.revoke_grant(by=world.admin, grant=world.officer.grants.get().pk, reason="chuyển công tác")
    assert not can_see_task(world.officer, task)
    assert not tasks_visible_to(world.officer).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_however_long(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        task = task_of(world, with_bodies=[world.council.pk], through=world.ministry.pk)
        do("task.accept", task, world.officer)
        do("task.report", task, world.officer)
    for user in (world.secretary, world.officer):
        with django_assert_num_queries(6):
            for each in tasks_visible_to(user):
                assert each.decision is not None
                assert (each.decision.item.meeting.name, list(each.with_bodies.all())) == (
                    "Hội nghị Ban Thường vụ",
                    [world.council],
                )
                assert [report.text for report in each.reports.all()] == ["Đã trình dự thảo."]
                assert (each.through, each.addressee, each.moved_by) == (world.ministry, world.department, None)


@pytest.mark.parametrize("state", ROAD)
def test_overdue_is_judged_as_of_a_day(world: World, state: str) -> None:
    task, due = task_in(world, state), date(2021, 10, 31)
    late = state in ("assigned", "accepted", "returned")
    for day, expected in ((due, False), (due + timedelta(days=1), late)):
        assert is_overdue(task, day) is expected
        assert Task.objects.filter(overdue(day)).exists() is expected


def test_what_has_no_deadline_is_never_overdue(world: World) -> None:
    task = task_of(world, due_on=None)
    assert not is_overdue(task, date(2999, 1, 1))
    assert not Task.objects.filter(overdue(date(2999, 1, 1))).exists()


def test_tasks_are_listed_by_deadline_and_open_ends_come_last(world: World) -> None:
    days = [None, date(2022, 1, 1), date(2021, 12, 1)]
    for day in days:
        task_of(world, due_on=day)
    assert [task.due_on for task in tasks_visible_to(world.secretary)] == [days[2], days[1], None]


def test_counts_per_body_are_of_what_the_user_sees(world: World) -> None:
    for state in ROAD:
        task_in(world, state)
    task_of(world, approved(world, open_item(world, "restricted")))
    task_of(world, responsible=world.council.pk, with_bodies=[world.ministry.pk, world.department.pk], due_on=None)
    day = date(2021, 11, 1)
    council = BodyTasks(world.council, open=1, overdue=0, done=0)
    assert tasks_per_body(world.secretary, day) == [BodyTasks(world.department, open=5, overdue=4, done=1), council]
    assert tasks_per_body(world.reader, day) == [BodyTasks(world.department, open=4, overdue=3, done=1), council]
    assert tasks_per_body(world.bob, day) == []


def test_a_body_whose_only_task_was_called_off_is_not_counted(world: World) -> None:
    task = task_of(world)
    assert [each.organization for each in tasks_per_body(world.secretary)] == [world.department]
    ACTS["task.cancel"](by=world.secretary, task=task.pk, edit=task.edit, reason="Không cần nữa")
    assert tasks_per_body(world.secretary) == []


def test_counts_are_judged_today_unless_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    task_of(world)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-31")
    assert [each.overdue for each in tasks_per_body(world.secretary)] == [0]
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-11-01")
    assert [each.overdue for each in tasks_per_body(world.secretary)] == [1]


def test_moved_tasks_count_for_the_heir(world: World) -> None:
    task_of(world)
    merge(world, [world.department], [world.ministry])
    assert [(each.organization, each.open) for each in tasks_per_body(world.secretary)] == [(world.ministry, 1)]


def test_the_text_of_a_list_is_not_read_once_more_with_every_task(world: World) -> None:
    row = {"reference": "KL 1", "text": "Rà soát quỹ đất", "responsible": world.department.pk}
    lists.import_list(by=world.secretary, organization=world.committee.pk, source=world.source.pk, rows=[row])
    source = tasks_visible_to(world.secretary).get().source
    assert source is not None
    assert (source.title, source.get_deferred_fields()) == ("Trang cũ", {"text"})
