"""Releases: the bundles that were signed, in their order; and the portal that they are served as."""

from django.db import models

from nghitrinh.record.kernel.models import Noun


class Release(Noun):
    """One signed, complete publication; `digest` is that of its manifest.

    `resumes` stands only on a release that this record found on its portal when it was brought back from a backup: the
    number of the last one that it knew, 0 for none. `reason` says why it was brought back.
    """

    LATER = ("resumes", "reason")

    sequence = models.PositiveIntegerField(unique=True)
    released_at = models.DateTimeField()
    as_of = models.DateField()
    digest = models.CharField(max_length=64)
    resumes = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-sequence",)

    def label(self) -> str:
        """Return the release's number."""
        return f"#{self.sequence}"


class Portal(Noun):
    """The one portal of a home: where the public reaches it, and under which licence its data may be used.

    It belongs to the record, not to the shell in which somebody publishes: what is signed must not depend on that.
    Empty means that nobody said so, and then nothing is claimed.
    """

    address = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    licence_link = models.CharField(max_length=300, blank=True)

    def label(self) -> str:
        """Return the portal's address, when it has one."""
        return self.address or "cổng công khai"
