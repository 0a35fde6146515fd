"""What is published with a meeting that is released: asked by the act, and by who is to be told before it."""

from typing import Any

from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.publishing import matters_that_cross
from nghitrinh.record.publications.queries import is_live, was_withdrawn
from nghitrinh.record.tasks.models import Task


def conclusions_that_cross(meeting: Meeting) -> list[Decision]:
    """Return the issued public decisions of a meeting, save those that were taken back."""
    issued = Decision.objects.filter(item__meeting=meeting, state=DecisionState.ISSUED).select_related("item__meeting")
    return [each for each in issued.order_by("pk") if ceiling(each) == Level.PUBLIC and not was_withdrawn(each)]


def tasks_that_cross(decision: Decision) -> list[Task]:
    """Return the public tasks of a decision, save those that were taken back."""
    public = Task.objects.filter(decision=decision, level=Level.PUBLIC).order_by("pk")
    return [each for each in public if not was_withdrawn(each)]


def new_with(meeting: Meeting) -> list[Any]:
    """Return what a release of a meeting would let cross that is not before the public yet."""
    if meeting.level != Level.PUBLIC or was_withdrawn(meeting):
        return []
    conclusions = conclusions_that_cross(meeting)
    tasks = [task for each in conclusions for task in tasks_that_cross(each)]
    return [each for each in (meeting, *matters_that_cross(meeting), *conclusions, *tasks) if not is_live(each)]
