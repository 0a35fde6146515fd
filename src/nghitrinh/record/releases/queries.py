"""Reads of releases and publications that carry meaning."""

from django.db.models import QuerySet

from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.releases.models import Release


def last_release() -> Release | None:
    """Return the newest sealed release."""
    return Release.objects.order_by("-sequence").first()


def live(kind: str) -> QuerySet[Publication]:
    """Return the publications of one kind of noun that stand."""
    return Publication.objects.filter(subject_kind=kind, withdrawn_at__isnull=True)


def withdrawn() -> QuerySet[Publication]:
    """Return what was taken back, in the order in which that happened."""
    return Publication.objects.filter(withdrawn_at__isnull=False).order_by("withdrawn_at", "subject_id")
