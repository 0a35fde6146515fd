"""Reads of instruments that carry meaning."""

from typing import Any

from django.db.models import F, QuerySet

from nghitrinh.record.bodies.queries import visible_to
from nghitrinh.record.decisions.models import Decision, DecisionRevision
from nghitrinh.record.instruments.models import Instrument, InstrumentState, IssuedDecision, Register
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting


def instruments_visible_to(user: User | None) -> QuerySet[Instrument]:
    """Return the instruments a user may see, newest first."""
    return visible_to(user, Instrument.objects.all()).select_related("meeting", "register", "owner", "source")


def instruments_of(user: User | None, meeting: Meeting) -> QuerySet[Instrument]:
    """Return the visible instruments of one meeting."""
    return instruments_visible_to(user).filter(meeting=meeting)


def instruments_issuing(user: User | None, decision: Decision) -> QuerySet[Instrument]:
    """Return the visible instruments that issue, or would issue, a decision in any of their versions."""
    return instruments_visible_to(user).filter(versions__decisions__decision=decision).distinct()


def in_documents() -> QuerySet[IssuedDecision, Any]:
    """Return the keys of the decisions that a document, drafted or issued and not withdrawn, carries now."""
    newest = IssuedDecision.objects.filter(version__number=F("version__instrument__current"))
    return newest.exclude(version__instrument__state=InstrumentState.WITHDRAWN).values_list("decision", flat=True)


def pinned(instrument: Instrument) -> list[IssuedDecision]:
    """Return which decisions, in which versions, the newest version of an instrument issues, in agenda order."""
    rows = IssuedDecision.objects.filter(version__instrument=instrument, version__number=instrument.current)
    return list(rows.select_related("decision__item__meeting").order_by("decision__item__position", "pk"))


def registers_of(meeting: Meeting) -> QuerySet[Register]:
    """Return the registers that can number a document of a meeting."""
    return Register.objects.filter(organization=meeting.owner_id).order_by("symbol", "pk")


def issued_versions(instrument: Instrument) -> list[DecisionRevision]:
    """Return the versions of decisions that the newest version of an instrument issues, in agenda order."""
    issued = pinned(instrument)
    revisions = DecisionRevision.objects.select_related("decision__item").filter(
        decision__in=[row.decision_id for row in issued]
    )
    found = {(each.decision_id, each.number): each for each in revisions}
    return [found[row.decision_id, row.decision_number] for row in issued]
