"""A field added to what is given of a charge, a figure or a point reaches its row, a correction and the task."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from pydantic import BaseModel
from tests.record.decided import approved, correct
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.given import BESIDE, GivenCharge, GivenFigure, GivenPoint, again
from nghitrinh.record.decisions.models import Charge, Decision
from nghitrinh.record.decisions.queries import CHARGE_WORDS, FIGURE_WORDS, IN_ONE_VALUE, POINT_WORDS, points_of
from nghitrinh.record.kernel.derived import column_names
from nghitrinh.record.tasks.acts.lists import ListedTask

WORDS = ((GivenPoint, POINT_WORDS), (GivenFigure, FIGURE_WORDS), (GivenCharge, CHARGE_WORDS))
# What has another value only where votes were taken, or a table was checked: tests/record/decisions/test_resting.py and
# tests/record/findings correct it.
OF_VOTES = ("vote", "finding")
FIELDS = [(given, name) for given, _ in WORDS for name in given.model_fields if name not in (*BESIDE, *OF_VOTES)]


def other(world: World, name: str) -> Any:
    """Return another value for a field than `decided.point` gives."""
    values: dict[str, Any] = {
        "text": "Rà soát lại toàn bộ",
        "outcome": "opinion_given",
        "quantity": "Diện tích quy hoạch",
        "low": 4200,
        "high": 6000,
        "unit": "km2",
        "exact": True,
        "as_of": "31/12/2020",
        "places": [],
        "source": world.source.pk,
        "with_bodies": [world.council.pk],
        "due_on": date(2021, 11, 30),
        "due_text": "trong năm 2021",
        "without_vote": "Việc không thuộc diện biểu quyết",
    }
    return values.get(name, world.ministry.pk)


def in_force(decision: Decision) -> dict[str, Any]:
    """Return the single point in force as it would be given again."""
    (point,) = again(points_of(Decision.objects.get(pk=decision.pk)))
    return point.model_dump(warnings=False)


def changed(given: dict[str, Any], model: type[BaseModel], name: str, value: Any) -> dict[str, Any]:
    """Change one field of the point, of its figure or of its charge."""
    part = {GivenPoint: given, GivenFigure: given["figures"][0], GivenCharge: given["charges"][0]}[model]
    part[name] = value
    return given


def test_every_field_has_a_word_where_two_revisions_differ() -> None:
    for given, words in WORDS:
        assert {name for name in given.model_fields if name not in (*BESIDE, *IN_ONE_VALUE)} == set(words)


def test_what_is_recorded_given_again_corrects_nothing(world: World) -> None:
    from nghitrinh.record.kernel.errors import BadInput  # noqa: PLC0415

    decision = approved(world)
    with pytest.raises(BadInput, match=r"points") as refused:
        correct(world, decision, in_force(decision))
    assert refused.value.field == "points"


@pytest.mark.parametrize(("given", "name"), FIELDS, ids=lambda each: each if isinstance(each, str) else each.__name__)
def test_every_field_can_be_corrected(world: World, given: type[BaseModel], name: str) -> None:
    decision = approved(world)
    correction = correct(world, decision, changed(in_force(decision), given, name, other(world, name)))
    assert len(correction.differences) == 1
    point = in_force(decision)
    part = {GivenPoint: point, GivenFigure: point["figures"][0], GivenCharge: point["charges"][0]}[given]
    assert part[name] == other(world, name)


@pytest.mark.parametrize("name", [name for given, name in FIELDS if given is GivenCharge])
def test_every_field_of_a_charge_reaches_its_task_first_and_when_it_is_corrected(world: World, name: str) -> None:
    decision = approved(world)
    (task,) = ACTS["task.assign"](by=world.secretary, decision=decision.pk)
    charge = in_force(decision)["charges"][0]
    assert _of(task, name) == charge[name]
    correct(world, decision, changed(in_force(decision), GivenCharge, name, other(world, name)))
    assert _of(type(task).objects.get(pk=task.pk), name) == other(world, name)


def _of(task: Any, name: str) -> Any:
    field = task._meta.get_field(name)
    if field.many_to_many:
        return [each.pk for each in getattr(task, name).all()]
    return getattr(task, field.attname)


def test_a_list_brings_every_field_of_a_charge() -> None:
    assert {name for name in GivenCharge.model_fields if name not in BESIDE} <= set(ListedTask.model_fields)


def test_a_field_that_no_column_keeps_stops_the_program() -> None:
    class Wider(GivenCharge):
        remark: str = ""

    with pytest.raises(FieldDoesNotExist, match="remark"):
        column_names(Wider, Charge, without=BESIDE)
