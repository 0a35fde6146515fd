"""Reporting above: a step of the rule once after each deadline, by the program alone."""

import pytest
from tests.mail.test_tasks import adopt
from tests.record.tasks.given import do, task_of
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import NotAllowed, WrongState
from nghitrinh.record.tasks.models import Task, TaskEscalation


@pytest.fixture
def task(world: World, monkeypatch: pytest.MonkeyPatch) -> Task:
    adopt(world, escalation="3,7")
    found = task_of(world)
    do("task.accept", found, world.officer)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-11-10")
    return Task.objects.get()


def late(task: Task, days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert task.due_on is not None
    monkeypatch.setenv("NGHITRINH_TODAY", str(task.due_on.fromordinal(task.due_on.toordinal() + days)))


def test_each_step_is_taken_once_and_of_several_the_last(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    late(task, 2, monkeypatch)
    for step in (1, 3):
        with pytest.raises(WrongState) as early:
            ACTS["task.escalate"](by=None, task=task.pk, step=step)
        assert early.value.code == "task_not_to_escalate"
    late(task, 8, monkeypatch)
    with pytest.raises(WrongState):
        ACTS["task.escalate"](by=None, task=task.pk, step=3)
    ACTS["task.escalate"](by=None, task=task.pk, step=7)
    with pytest.raises(WrongState):
        ACTS["task.escalate"](by=None, task=task.pk, step=7)
    assert [each.step for each in TaskEscalation.objects.all()] == [7]
    assert Task.objects.get().edit == task.edit  # what its body is writing is not made stale


def test_a_new_deadline_begins_anew_and_a_report_ends_it(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    late(task, 3, monkeypatch)
    ACTS["task.escalate"](by=None, task=task.pk, step=3)
    do("task.extend", task, world.secretary)
    now = Task.objects.get()
    late(now, 3, monkeypatch)
    ACTS["task.escalate"](by=None, task=task.pk, step=3)
    assert TaskEscalation.objects.count() == 2
    do("task.report", now, world.officer)
    late(now, 8, monkeypatch)
    with pytest.raises(WrongState):
        ACTS["task.escalate"](by=None, task=task.pk, step=7)


@pytest.mark.parametrize("who", ["chair", "secretary", "officer"])
def test_nobody_presses_for_it(world: World, task: Task, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    late(task, 3, monkeypatch)
    with pytest.raises(NotAllowed):
        ACTS["task.escalate"](by=world.users[who], task=task.pk, step=3)
