"""An engagement of a body's leaders that is no meeting, and who of them goes."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership, Owned
from nghitrinh.record.kernel.clock import ZONE


class EngagementKind(models.TextChoices):
    """What somebody goes for."""

    VISIT = "visit", _("Thăm, kiểm tra")
    TRIP = "trip", _("Đi công tác")
    RECEPTION = "reception", _("Tiếp khách, tiếp dân")
    OTHER = "other", _("Việc khác")


class EngagementState(models.TextChoices):
    """The state of an engagement."""

    PLANNED = "planned", _("Trong lịch")
    CANCELLED = "cancelled", _("Đã hủy")


class Engagement(Owned):
    """One visit, trip or reception of a body's leaders. It hangs under nothing and is never published."""

    PARENTS = ()

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=EngagementKind.choices)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=EngagementState.choices)

    class Meta:
        ordering = ("starts_at", "id")

    def label(self) -> str:
        """Return what it is."""
        return self.title

    @property
    def day(self) -> date:
        """Return the day on which it is, in Vietnam's zone."""
        return self.starts_at.astimezone(ZONE).date()


class Going(models.Model):
    """That the holder of a post goes to an engagement."""

    id = models.BigAutoField(primary_key=True)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="going")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["engagement", "membership"], name="one_going_of_a_post")
        ]
