"""The ceiling of an object: the strictest level of itself and of everything that it hangs under."""

from typing import Any

from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.models import Instrument, IssuedDecision
from nghitrinh.record.kernel.levels import stricter
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.tasks.models import Task


def pinned(instrument: Instrument) -> list[IssuedDecision]:
    """Return which decisions, in which revisions, the newest revision of an instrument issues, in agenda order."""
    rows = IssuedDecision.objects.filter(version__instrument=instrument, version__number=instrument.current)
    return list(rows.select_related("decision__item__meeting").order_by("decision__item__position", "pk"))


def _above(noun: Any) -> list[Any]:
    """Return what an object hangs under directly."""
    if isinstance(noun, AgendaItem):
        return [noun.meeting]
    if isinstance(noun, Decision):
        return [noun.item]
    if isinstance(noun, Task):
        return [noun.decision] if noun.decision else []
    if isinstance(noun, Instrument):
        return [noun.meeting, *(row.decision for row in pinned(noun))]
    return [noun.meeting] if hasattr(noun, "meeting") else []


def ceiling(noun: Any) -> str:
    """Return the strictest level on the way from an object up to its meeting: none of them may be read past."""
    return stricter(noun.level, *(ceiling(each) for each in _above(noun)))
