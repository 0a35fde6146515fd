"""A list of open tasks comes in whole or not at all."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.record.tasks.given import do, merge, task_of
from tests.world import World

from nghitrinh.record.kernel.errors import BadInput, NotAllowed
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.acts import lists
from nghitrinh.record.tasks.models import Task

NOWHERE = uuid4()


def row(world: World, reference: str = "KL 12, ý 3", **changes: Any) -> dict[str, Any]:
    return {"reference": reference, "text": "Rà soát quỹ đất", "responsible": world.department.pk} | changes


def bring_in(world: World, *rows: dict[str, Any]) -> list[Task]:
    return lists.import_list(
        by=world.secretary, organization=world.committee.pk, source=world.source.pk, rows=list(rows)
    )


def test_rows_become_assigned_tasks_in_their_order(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-14")
    first, second = bring_in(
        world,
        row(world, with_bodies=[world.council.pk], due_on="2021-12-31", assigned_on="2021-05-01", level="restricted"),
        row(world, "KL 13"),
    )
    assert (first.reference, first.source, first.decision, first.state) == (
        "KL 12, ý 3",
        world.source,
        None,
        "assigned",
    )
    assert (first.addressee, first.responsible, first.owner) == (world.department, world.department, world.committee)
    assert (first.assigned_on, first.due_on, first.level) == (date(2021, 5, 1), date(2021, 12, 31), "restricted")
    assert (second.assigned_on, second.due_on, second.level) == (date(2021, 9, 14), None, "internal")
    assert list(first.with_bodies.all()) == [world.council]
    line = Journal.objects.last()
    assert line is not None
    assert (line.act, line.owner, line.level) == ("task.import_list", str(world.committee.pk), "restricted")


def test_a_listed_task_goes_the_same_way(world: World) -> None:
    (task,) = bring_in(world, row(world))
    for verb, by in (("task.accept", world.officer), ("task.report", world.officer), ("task.confirm", world.secretary)):
        do(verb, task, by)
    assert Task.objects.get().state == "confirmed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"reference": "KL 12, ý 3"}, "reference"),
        ({"reference": "x" * 301}, "reference"),
        ({"responsible": NOWHERE}, "responsible"),
        ({"through": NOWHERE}, "through"),
        ({"report_to": NOWHERE}, "report_to"),
        ({"with_bodies": [NOWHERE]}, "with_bodies.0"),
        ({"due_on": "31/02/2021"}, "due_on"),
        ({"due_on": "2021-01-01", "assigned_on": "2021-02-01"}, "due_on"),
        ({"assigned_on": "2999-01-01"}, "assigned_on"),
        ({"due_on": "2021-01-01"}, "assigned_on"),
        ({"level": "secret"}, "level"),
        ({"state": "confirmed"}, "state"),
    ],
)
def test_one_bad_row_and_nothing_is_written(world: World, changes: dict[str, Any], field: str) -> None:
    lines = Journal.objects.count()
    with pytest.raises(BadInput) as caught:
        bring_in(world, row(world), row(world, "KL 13") | changes)
    assert caught.value.field == f"rows.1.{field}"
    assert (Task.objects.count(), Journal.objects.count()) == (0, lines)


def test_a_list_brought_in_twice_is_refused(world: World) -> None:
    bring_in(world, row(world))
    with pytest.raises(BadInput) as caught:
        bring_in(world, row(world, "KL 13"), row(world))
    assert (caught.value.field, caught.value.found) == ("rows.1.reference", "KL 12, ý 3")
    assert Task.objects.count() == 1


def test_the_identifier_of_a_task_names_no_new_one(world: World) -> None:
    known = task_of(world)
    with pytest.raises(BadInput) as caught:
        bring_in(world, row(world, str(known.pk)))
    assert caught.value.field == "rows.0.reference"


def test_everything_that_speaks_against_a_list_is_named(world: World) -> None:
    bad = [
        row(world, responsible=NOWHERE, through=NOWHERE),
        row(world, due_on="2021-02-01", assigned_on="2021-03-01"),
        row(world, "KL 13", assigned_on="2999-01-01"),
    ]
    rows = [lists.ListedTask.model_validate(each) for each in bad]
    named = {each.field for each in lists.refusals(world.committee, rows, date(2021, 9, 14))}
    assert named == {
        "rows.0.responsible",
        "rows.0.through",
        "rows.1.reference",
        "rows.1.due_on",
        "rows.2.assigned_on",
    }


def test_an_empty_list_and_an_ended_body_are_refused(world: World) -> None:
    with pytest.raises(BadInput) as caught:
        bring_in(world)
    assert caught.value.field == "rows"
    merge(world, [world.department], [world.council])
    with pytest.raises(BadInput) as caught:
        bring_in(world, row(world))
    assert caught.value.field == "rows.0.responsible"


def test_only_the_secretariat_brings_a_list_in(world: World) -> None:
    for user in (world.chair, world.member, world.reader, world.officer, world.bob, world.admin, None):
        with pytest.raises(NotAllowed):
            lists.import_list(by=user, organization=world.committee.pk, source=world.source.pk, rows=[row(world)])
