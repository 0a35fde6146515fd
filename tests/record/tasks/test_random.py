"""Random sequences of acts never reach an illegal state, and the journal verifies after each."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.tasks.given import VERBS, do, task_of
from tests.remembered import remembered
from tests.world import World

from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError, NotAllowed, Stale, WrongState
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.tasks.rules import TASK

USERS = ("secretary", "chair", "member", "reader", "officer", "bob")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from(USERS), st.booleans()), max_size=12)


def expected(task: Task, verb: str, who: str, *, stale: bool) -> type[ActError] | None:
    """Say what the table says."""
    row = TASK.find(verb)
    if who not in row.roles:
        return NotAllowed
    if stale:
        return Stale
    return None if task.state in row.sources else WrongState


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_task_is_only_ever_where_its_table_leads(world: World, steps: list[tuple[str, str, bool]]) -> None:
    with transaction.atomic():
        _walk(world, steps)
        transaction.set_rollback(True)  # each walk begins from the same record, not from what those before it wrote


def _walk(world: World, steps: list[tuple[str, str, bool]]) -> None:
    task = remembered(_without_deadline, world)
    for verb, who, stale in steps:
        before = Task.objects.get(pk=task.pk)
        refusal = expected(before, verb, who, stale=stale)
        changes: dict[str, Any] = {"edit": before.edit + 1} if stale else {}
        if verb == "task.extend" and before.due_on:
            changes["due_on"] = before.due_on.replace(year=before.due_on.year + 1)
        assert outcome(world, before, verb, who, changes) is refusal
        legal = TASK.find(verb).target or before.state
        assert Task.objects.get(pk=task.pk).state == (before.state if refusal else legal)
    assert journal.verify() == []


def _without_deadline(world: World) -> Task:
    return task_of(world, due_on=None)


def outcome(world: World, task: Task, verb: str, who: str, changes: dict[str, Any]) -> type[ActError] | None:
    """Do the verb; return how it was refused, if it was."""
    try:
        do(verb, task, world.users[who], **changes)
    except ActError as error:
        return type(error)
    return None
