"""Where tasks of the record were given, for a list that is written: the notice and the point."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from nghitrinh.record.decisions.models import Point
from nghitrinh.record.instruments.models import InstrumentState, IssuedDecision
from nghitrinh.record.kernel.labels import beginning
from nghitrinh.record.tasks.models import Task
from nghitrinh.vietnamese import format_date


def given_in(tasks: Iterable[Task]) -> dict[UUID, str]:
    """Return for each task of a decision by what it was given: "118-TB/TU, ý 2", without a notice the meeting."""
    known = {task: task.decision for task in tasks if task.decision}
    notices = _notices({decision.pk for decision in known.values()})
    places = _places({decision.pk for decision in known.values()})
    found = {}
    for task, decision in known.items():
        meeting = decision.item.meeting
        day = format_date(meeting.day)
        by = notices.get(decision.pk) or f"{beginning(meeting.name)} ngày {day}"
        place = places.get(task.point_key) if task.point_key else None
        found[task.pk] = f"{by}, ý {place}" if place else by
    return found


def _notices(decisions: set[UUID]) -> dict[UUID, str]:
    issued = IssuedDecision.objects.filter(
        decision__in=decisions,
        version__number=F("version__instrument__current"),
        version__instrument__state=InstrumentState.ISSUED,
    )
    rows = issued.select_related("version__instrument__register").order_by("version__instrument__number")
    return {row.decision_id: row.version.instrument.symbol_number for row in rows}


def _places(decisions: set[UUID]) -> dict[UUID, int]:
    """Return the points' places by their keys, in the versions in force."""
    points = Point.objects.filter(version__decision__in=decisions, version__number=F("version__decision__current"))
    return dict(points.values_list("key", "position"))
