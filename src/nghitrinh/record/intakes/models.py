"""A page that came in, and what a person decided of what contradicts itself in it.

A proposal is not the record. But who decided what, and why, must not be lost: so the page, the decisions and the
changes are kept here, by acts, and the record proper is written when the page is accepted.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.meetings.models import Meeting


class IntakeState(models.TextChoices):
    """The state of a page."""

    OPEN = "open", _("Đang soát")
    ACCEPTED = "accepted", _("Đã nhận")
    DISCARDED = "discarded", _("Đã bỏ")


class Side(models.TextChoices):
    """Which side of a contradiction is true: one of the two, or neither."""

    A = "a", _("Bên thứ nhất")
    B = "b", _("Bên thứ hai")
    OTHER = "other", _("Giá trị khác")


class Intake(Owned):
    """One page. `text` is what every span of `reading` points into; `digest` and `size` are of the bytes that came.

    `reading` is plain JSON as the reader gives it, `amendments` what a person changed of the proposal, by path.
    """

    PARENTS = (ParentPath("meeting"),)

    title = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    text = models.TextField()
    reading = models.JSONField()
    amendments = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=IntakeState.choices)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="intakes")

    class Meta:
        ordering = ("-recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["owner", "digest"],
                condition=~models.Q(state="discarded"),
                name="one_intake_of_the_same_bytes",
            )
        ]

    def label(self) -> str:
        """Return the page's title."""
        return self.title

    def contradictions(self) -> list[dict[str, Any]]:
        """Return what the reader found to contradict itself: {"field", "a", "b", "why"}, with facts as sides."""
        return list(self.reading["contradictions"])


class Ruling(Noun):
    """What a person decided of one contradiction, by its position in the reading, and why."""

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="rulings")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=6, choices=Side.choices)
    value = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    decided_by = models.CharField(max_length=80)

    class Meta:
        ordering = ("intake", "position")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["intake", "position"], name="one_ruling_on_a_contradiction")
        ]

    def label(self) -> str:
        """Return what was decided."""
        return self.value
