"""Many at once: an edit is used once, a charge becomes one task, an item has one decision."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.record.decided import approved, drafted, open_item
from tests.record.tasks.given import do, task_of
from tests.world import World, make_world

from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.errors import ActError, Contradiction, Stale
from nghitrinh.record.tasks.acts import assigning, work
from nghitrinh.record.tasks.models import Task, TaskReport

MANY = 12


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def at_once(what: Callable[[], object]) -> list[type[ActError] | None]:
    """Do the same at once, many times; return how each was refused, if it was."""

    def one(_: int) -> type[ActError] | None:
        try:
            what()
        except ActError as error:
            return type(error)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_one_revision_takes_one_report(world: World) -> None:
    task = do("task.accept", task_of(world), world.officer)
    results = at_once(lambda: work.report(by=world.officer, task=task.pk, edit=task.edit, text="Đã trình."))
    assert sorted(results, key=str) == sorted([None, *[Stale] * (MANY - 1)], key=str)
    assert (TaskReport.objects.count(), Task.objects.get().edit) == (1, task.edit + 1)


def test_a_charge_becomes_one_task(world: World) -> None:
    decision = approved(world)
    assert at_once(lambda: assigning.assign(by=world.secretary, decision=decision.pk)) == [None] * MANY
    assert Task.objects.count() == 1


def test_an_item_gets_one_decision(world: World) -> None:
    item = open_item(world)
    results = at_once(lambda: drafted(world, item))
    assert sorted(results, key=str) == sorted([None, *[Contradiction] * (MANY - 1)], key=str)
    assert Decision.objects.count() == 1
