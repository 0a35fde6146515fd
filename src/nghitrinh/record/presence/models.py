"""Invitations with their answers, and stays: from when to when somebody was there."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Meeting


class Answer(models.TextChoices):
    """What whoever is invited says to it."""

    OPEN = "open", _("Chưa trả lời")
    COMES = "comes", _("Sẽ dự")
    EXCUSED = "excused", _("Xin vắng")
    SENDS = "sends", _("Cử người dự thay")


class Heard(models.TextChoices):
    """How an answer came to the record."""

    SELF = "self", _("Tự trả lời")
    PHONE = "phone", _("Qua điện thoại")
    PAPER = "paper", _("Bằng văn bản")
    SPOKEN = "spoken", _("Nói trực tiếp")


class Invitation(Noun):
    """One post, body or guest asked to a meeting, or to one item of it; being asked is not attending.

    Who is invited is `membership`, or `organization`, or a guest with neither, by post and name. `sent_post` and
    `sent_name` (`substitute`, where it is a post of this record) are who comes: for the member, or for the body.
    `answered_for` is when the meeting was to begin as the answer was given: put off, it stands as given for that day.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="invitations")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    substitute = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    sent_post = models.CharField(max_length=300, blank=True)
    sent_name = models.CharField(max_length=120, blank=True)
    heard = models.CharField(max_length=10, choices=Heard.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_for = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_at", "post", "id")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["meeting", "answer"], name="record_invitation_answer")]

    def label(self) -> str:
        """Return who is invited: a post, or a body."""
        return self.post or (self.organization.name if self.organization else "")

    @property
    def level(self) -> str:
        """Return the level of what it asks to: who comes to a restricted item is as restricted as the item."""
        return stricter(Level.INTERNAL, self.meeting.level, *([self.item.level] if self.item else []))

    @property
    def is_for_earlier_day(self) -> bool:
        """Tell whether the meeting was put off since the answer was given."""
        return self.answered_for is not None and self.answered_for != self.meeting.starts_at


class Stay(Noun):
    """From when to when somebody who attends was there.

    Without an arrival they were there when the meeting was opened; without a departure they stayed to its end. Whoever
    attends and has no stay at all was there from the opening to the end.
    """

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="stays")
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")

    def label(self) -> str:
        """Return who was there."""
        return self.attendance.post
