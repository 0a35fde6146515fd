"""What is published with a meeting that is released: asked by the act, and by who is to be informed before it."""

from typing import Any

from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.publishing import items_to_publish
from nghitrinh.record.publications.queries import is_live, was_withdrawn
from nghitrinh.record.tasks.models import Task


def decisions_to_publish(meeting: Meeting) -> list[Decision]:
    """Return the issued public decisions of a meeting, save those that were taken back."""
    issued = Decision.objects.filter(item__meeting=meeting, state=DecisionState.ISSUED).select_related("item__meeting")
    return [each for each in issued.order_by("pk") if ceiling(each) == Level.PUBLIC and not was_withdrawn(each)]


def tasks_to_publish(decision: Decision) -> list[Task]:
    """Return the public tasks of a decision, save those that were taken back."""
    public = Task.objects.filter(decision=decision, level=Level.PUBLIC).order_by("pk")
    return [each for each in public if not was_withdrawn(each)]


def new_with(meeting: Meeting) -> list[Any]:
    """Return what a release of a meeting would publish that is not public yet."""
    if meeting.level != Level.PUBLIC or was_withdrawn(meeting):
        return []
    decisions = decisions_to_publish(meeting)
    tasks = [task for each in decisions for task in tasks_to_publish(each)]
    return [each for each in (meeting, *items_to_publish(meeting), *decisions, *tasks) if not is_live(each)]
