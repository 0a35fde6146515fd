"""Charges become tasks; corrected charges reach them."""

from datetime import date
from typing import Any

import pytest
from tests.record.decided import approved, charge, correct, drafted, entered, kept, open_item, point, reviewed
from tests.record.tasks.given import ROAD, body, do, merge, task_in, task_of
from tests.world import World

from nghitrinh.record.decisions.models import Charge, Decision
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, NotAllowed, WrongState
from nghitrinh.record.tasks.acts import assigning
from nghitrinh.record.tasks.models import Task, TaskState


def test_a_task_says_what_the_charge_says(world: World) -> None:
    decision = approved(
        world,
        open_item(world, "restricted"),
        points=[
            point(
                world,
                charges=[charge(world, through=world.council.pk, with_bodies=[world.ministry.pk], due_text="tháng 10")],
            )
        ],
    )
    task, row = task_of(world, decision), Charge.objects.get()
    assert (task.charge_key, task.point_key, task.decision) == (row.key, row.point.key, decision)
    assert (task.owner, task.level, task.state) == (world.committee, "restricted", "assigned")
    assert (task.text, task.addressee, task.responsible) == (row.text, world.department, world.department)
    assert (task.through, task.report_to, list(task.with_bodies.all())) == (
        world.council,
        world.committee,
        [world.ministry],
    )
    assert (task.due_on, task.due_text) == (date(2021, 10, 31), "tháng 10")


def test_assigning_again_makes_no_second_task(world: World) -> None:
    decision = approved(world, points=[point(world, charges=[charge(world), charge(world, text="Việc hai")])])
    assert [task.text for task in assigning.assign(by=world.secretary, decision=decision.pk)] == [
        "Chỉ đạo hoàn thiện quy hoạch",
        "Việc hai",
    ]
    assert assigning.assign(by=world.secretary, decision=decision.pk) == []


def test_only_a_decision_in_effect_assigns(world: World) -> None:
    for decision in (drafted(world), reviewed(world)):
        with pytest.raises(WrongState):
            assigning.assign(by=world.secretary, decision=decision.pk)


def test_only_the_secretariat_assigns(world: World) -> None:
    decision = approved(world)
    for user in (world.chair, world.member, world.reader, world.officer, world.bob, world.admin, None):
        with pytest.raises(NotAllowed):
            assigning.assign(by=user, decision=decision.pk)
    assert not Task.objects.exists()


def test_days_of_assignment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-14")
    assert task_of(world, entered(world)).assigned_on == date(2021, 9, 10)
    assert task_of(world, approved(world)).assigned_on == date(2021, 9, 14)


def test_a_past_charge_goes_to_who_has_the_duties_now(world: World) -> None:
    first, second = body(world, "Sở một"), body(world, "Sở hai")
    merge(world, [world.department], [first])
    last = merge(world, [first], [second], happened_on=date(2023, 1, 1))
    task = task_of(world, entered(world))
    assert (task.addressee, task.responsible, task.moved_by) == (world.department, second, last)


def test_a_past_charge_of_a_divided_body_needs_a_choice(world: World) -> None:
    first, second = body(world, "Sở một"), body(world, "Sở hai")
    merge(world, [world.department], [first, second])
    decision = entered(world)
    for moves in ({}, {world.department.pk: world.council.pk}):
        with pytest.raises(BadInput) as caught:
            assigning.assign(by=world.secretary, decision=decision.pk, moves=moves)
        assert caught.value.field == f"moves.{world.department.pk}"
    (task,) = assigning.assign(by=world.secretary, decision=decision.pk, moves={world.department.pk: second.pk})
    assert (task.addressee, task.responsible) == (world.department, second)


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"charge_text": "Chỉ đạo lập lại quy hoạch"}, "text", "Chỉ đạo lập lại quy hoạch"),
        ({"charge_due_on": "2021-11-30", "charge_due_text": ""}, "due_on", date(2021, 11, 30)),
        ({"charge_due_text": "quý IV"}, "due_text", "quý IV"),
    ],
)
@pytest.mark.parametrize("state", [state for state in ROAD if state not in ("confirmed", "cancelled")])
def test_a_corrected_charge_reaches_its_open_task(
    world: World, state: str, changes: dict[str, Any], field: str, value: object
) -> None:
    task = task_in(world, state)
    assert task.decision is not None
    correction = correct(world, task.decision, kept(task.decision, **changes))
    now = Task.objects.get()
    assert (getattr(now, field), now.note, now.state) == (value, "Đính chính: gõ nhầm số", state)
    assert now.edit == task.edit + 1
    assert correction.dependents[0] == f"task:{task.pk}"


@pytest.mark.parametrize("state", ["confirmed", "cancelled"])
def test_a_closed_task_stays_as_it_was_closed(world: World, state: str) -> None:
    task = task_in(world, state)
    assert task.decision is not None
    correction = correct(world, task.decision, kept(task.decision, charge_text="Khác"))
    assert Task.objects.values().get() == {**Task.objects.values().get(), "text": task.text, "edit": task.edit}
    assert f"task:{task.pk}" in correction.dependents


def test_a_correction_of_a_figure_leaves_the_task_alone(world: World) -> None:
    task = task_of(world, approved(world))
    assert task.decision is not None
    correct(world, task.decision, kept(task.decision, figure_high=5500))
    assert Task.objects.get().edit == task.edit


def test_the_first_addressee_stays(world: World) -> None:
    task = task_of(world, approved(world))
    assert task.decision is not None
    correct(world, task.decision, kept(task.decision, charge_responsible=world.council.pk))
    now = Task.objects.get()
    assert (now.addressee, now.responsible) == (world.department, world.council)


def test_an_extension_and_a_succession_outlive_a_correction_of_something_else(world: World) -> None:
    task, heir = task_of(world, approved(world)), body(world, "Sở mới")
    do("task.extend", task, world.secretary)
    cause = merge(world, [world.department], [heir])
    assert task.decision is not None
    correct(world, task.decision, kept(task.decision, charge_text="Việc khác"))
    now = Task.objects.get()
    assert (now.text, now.due_on, now.responsible, now.moved_by) == ("Việc khác", date(2030, 1, 1), heir, cause)


def test_a_charge_that_a_correction_drops_is_cancelled_and_a_new_one_waits(world: World) -> None:
    task = task_of(world, approved(world))
    assert task.decision is not None
    correct(world, task.decision, kept(task.decision, charge_key=None, charge_text="Việc mới"))
    now = Task.objects.get()
    assert (now.state, now.note) == (TaskState.CANCELLED, "Đính chính: gõ nhầm số")
    assert now.finished_on is not None
    assert task_of(world, Decision.objects.get()).text == "Việc mới"


def test_with_bodies_follow_a_correction(world: World) -> None:
    a, b, c = (body(world, name) for name in ("Sở A", "Sở B", "Sở C"))
    task = task_of(world, with_bodies=[a.pk, b.pk])
    for wanted in ([b, c], [c], [c, a, b], []):
        decision = Decision.objects.get()
        correct(world, decision, kept(decision, charge_with_bodies=[each.pk for each in wanted]))
        assert set(Task.objects.get(pk=task.pk).with_bodies.all()) == set(wanted)
    assert journal.verify() == []
