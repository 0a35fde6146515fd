"""Releases: the bundles that were signed, in their order."""

from django.db import models

from nghitrinh.record.kernel.models import Noun


class Release(Noun):
    """One signed, complete publication; `digest` is that of its manifest."""

    sequence = models.PositiveIntegerField(unique=True)
    released_at = models.DateTimeField()
    as_of = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-sequence",)

    def label(self) -> str:
        """Return the release's number."""
        return f"#{self.sequence}"
