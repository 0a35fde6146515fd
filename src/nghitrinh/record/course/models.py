"""Hearings (from when to when an item was heard), notes of what was said, and who asked to speak."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Meeting


class Outcome(models.TextChoices):
    """What came of a point, or of an item in the chair's word. A word of the record: it has no other language."""

    AGREED = "agreed", "Thống nhất"
    AGREED_IN_PRINCIPLE = "agreed_in_principle", "Cơ bản nhất trí"
    OPINION_GIVEN = "opinion_given", "Đã cho ý kiến"
    COMPLETE_AND_SUBMIT = "complete_and_submit", "Hoàn thiện, báo cáo"
    DEFERRED = "deferred", "Để lại kỳ sau"
    RETURNED = "returned", "Trả lại"
    REFUSED = "refused", "Không đồng ý"
    NOTED = "noted", "Ghi nhận"


class SpeechKind(models.TextChoices):
    """What somebody asks for: to speak on the item, or to put a question to whoever answers for it."""

    SPEAK = "speak", _("Phát biểu")
    QUESTION = "question", _("Chất vấn")


class OfItem(Noun):
    """What belongs to an item as it is heard; it is as restricted as the item."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="%(class)ss")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def level(self) -> str:
        """Return the level of its item: who may not see that knows nothing of this either."""
        return stricter(Level.INTERNAL, self.meeting.level, self.item.level)


class Hearing(OfItem):
    """From when to when an item was heard. Without an end it is heard now: one at a meeting at most."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("began_at", "recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting"], condition=Q(ended_at=None), name="one_item_heard_at_a_time")
        ]

    def label(self) -> str:
        """Return what was heard."""
        return self.item.title


class Note(OfItem):
    """One line of who said what, or the chair's word of what comes of an item: no decision, which is drafted from it.

    `attendance` is who said it; None for what nobody by name said.
    """

    attendance = models.ForeignKey(Attendance, models.PROTECT, null=True, blank=True, related_name="notes")
    text = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=24, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")

    def label(self) -> str:
        """Return what was noted."""
        return self.text or str(self.get_outcome_display())


class Speech(OfItem):
    """That somebody in the room asked to speak, was called, and ended; or asked no more."""

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="speeches")
    kind = models.CharField(max_length=10, choices=SpeechKind.choices, default=SpeechKind.SPEAK)
    called_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(called_at__isnull=False, ended_at=None), name="one_speaker_at_a_time"
            )
        ]

    def label(self) -> str:
        """Return who asked."""
        return self.attendance.post

    @property
    def is_waiting(self) -> bool:
        """Tell whether whoever asked still waits to be called."""
        return self.called_at is None and self.withdrawn_at is None

    @property
    def lasted(self) -> timedelta | None:
        """Return how long it took; None of one that is not over."""
        return self.ended_at - self.called_at if self.ended_at and self.called_at else None
