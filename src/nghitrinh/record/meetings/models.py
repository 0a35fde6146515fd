"""Meetings, the organizations that convene them with their numbers, who attended, and the agenda."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import LegislativeTerm, Membership, Organization, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.models import Noun


class MeetingState(models.TextChoices):
    """The state of a meeting."""

    PLANNED = "planned", _("Dự kiến")
    CONVENED = "convened", _("Đã triệu tập")
    OPEN = "open", _("Đang họp")
    CLOSED = "closed", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã hủy")


# How far one in writing has come, where the word of a room would be wrong.
WRITTEN_STATE: dict[str, Promise] = {
    MeetingState.CONVENED: _("Đã cấp số, chưa gửi phiếu"),
    MeetingState.OPEN: _("Đang lấy ý kiến"),
    MeetingState.CLOSED: _("Đã lấy ý kiến xong"),
}


class MeetingForm(models.TextChoices):
    """In a room, or by asking for opinions in writing."""

    ROOM = "room", _("Họp trực tiếp")
    WRITTEN = "written", _("Lấy ý kiến bằng văn bản")


class Series(Noun):
    """A run of numbers of an organization's meetings in one term; it may go on at n and have declared gaps."""

    LATER = ("closed_on",)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="series")
    term = models.ForeignKey(LegislativeTerm, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    starts_at = models.PositiveIntegerField(default=1)
    numbered = models.BooleanField(default=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "term", "name"], name="one_series_of_a_name")
        ]

    def label(self) -> str:
        """Return the series' name."""
        return self.name


class NumberGap(Noun):
    """A number of a series that no meeting has, with the reason for it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="gaps")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["series", "number"], name="one_gap_of_a_number")
        ]

    def label(self) -> str:
        """Return the number that is missing."""
        return f"{self.series.name} {self.number}"


class Meeting(Owned):
    """One meeting. `entered_past` says that it was recorded from a source after it had happened.

    `papers_by` is the last day for handing in papers; without one, they are wanted before the meeting. One in writing
    is held on the day on which its members are asked, without an hour and a place, and they answer until `answers_by`.
    """

    PARENTS = ()
    LATER = ("papers_by", "answers_by")

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=60, default="hội nghị")
    form = models.CharField(max_length=10, choices=MeetingForm.choices, default=MeetingForm.ROOM)
    state = models.CharField(max_length=12, choices=MeetingState.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    has_time = models.BooleanField(default=True)
    place = models.CharField(max_length=200, blank=True)
    papers_by = models.DateField(null=True, blank=True)
    answers_by = models.DateField(null=True, blank=True)
    entered_past = models.BooleanField(default=False)

    class Meta:
        ordering = ("-starts_at", "id")

    def label(self) -> str:
        """Return the meeting's name."""
        return self.name

    @property
    def day(self) -> date:
        """Return the day on which it is held, in Vietnam's zone."""
        return self.starts_at.astimezone(ZONE).date()

    @property
    def due_day(self) -> date:
        """Return the day by which it wants something of its members: the last of their answers, or that of meeting."""
        return self.answers_by if self.answers_by and self.state == MeetingState.OPEN else self.day

    @property
    def is_written(self) -> bool:
        """Tell whether its members are asked in writing, and meet in no room."""
        return self.form == MeetingForm.WRITTEN

    def label_of_choice(self, field: str, value: str) -> Promise | None:
        """Return the word of a state where nobody meets, because members are asked in writing."""
        return WRITTEN_STATE.get(value) if field == "state" and self.is_written else None

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # Django makes one unless there is one
        """Return the word of its state."""
        return str(label_of(self))


class Convening(Noun):
    """That an organization convenes a meeting, in a series, with its number or none."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="convenings")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="convenings")
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="convenings")
    number = models.PositiveIntegerField(null=True, blank=True)
    number_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["series", "number"], condition=Q(number__isnull=False), name="one_meeting_of_a_number"
            )
        ]

    def label(self) -> str:
        """Return the meeting and its number."""
        return f"{self.meeting.name} ({self.number})" if self.number else self.meeting.name


class AttendanceRole(models.TextChoices):
    """As what somebody was there."""

    CHAIR = "chair", _("Chủ trì")
    MEMBER = "member", _("Thành viên")
    INVITED = "invited", _("Được mời")
    SUBSTITUTE = "substitute", _("Dự thay")
    EXCUSED = "excused", _("Vắng có lý do")
    ABSENT = "absent", _("Vắng không lý do")


AWAY = (AttendanceRole.EXCUSED, AttendanceRole.ABSENT)


class Attendance(Noun):
    """As what a post holder attended. A meeting without rows is unknown, not empty.

    `organization` is the body for which somebody without a post in this record came; `absence` why somebody is away;
    `stands_for` whose place a substitute takes.
    """

    LATER = ("organization_id", "absence", "stands_for_id")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    role = models.CharField(max_length=10, choices=AttendanceRole.choices)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=300)
    name = models.CharField(max_length=120, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    absence = models.CharField(max_length=300, blank=True)
    stands_for = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("recorded_at", "id")

    def label(self) -> str:
        """Return who attended, post first."""
        return self.post


class ItemState(models.TextChoices):
    """The state of an item. What an open one waits for is said by its meeting's state (`OPEN_ITEM`)."""

    OPEN = "open", _("Chưa kết luận")
    CONCLUDED = "concluded", _("Đã kết luận")
    WITHDRAWN = "withdrawn", _("Rút khỏi chương trình")


OPEN_ITEM = {
    MeetingState.PLANNED: _("Chờ họp"),
    MeetingState.CONVENED: _("Chờ họp"),
    MeetingState.OPEN: _("Đang họp, chưa kết luận"),
    MeetingState.CLOSED: _("Đã họp, chưa kết luận"),
    MeetingState.CANCELLED: _("Không họp"),
}
WRITTEN_ITEM = {
    MeetingState.PLANNED: _("Chờ gửi phiếu"),
    MeetingState.CONVENED: _("Chờ gửi phiếu"),
    MeetingState.OPEN: _("Đang lấy ý kiến"),
    MeetingState.CLOSED: _("Đã lấy ý kiến, chưa kết luận"),
    MeetingState.CANCELLED: _("Không lấy ý kiến"),
}


class AgendaItem(Owned):
    """One item on the agenda. Only an approved public title of a restricted item ever is published.

    `continues` is the item of an earlier meeting that was put off to this one; `reports` the meeting in writing of
    which the body is told here.
    """

    PARENTS = (ParentPath("meeting"),)
    LATER = ("continues_id", "reports_id")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    public_title = models.CharField(max_length=300, blank=True)
    public_title_approved = models.BooleanField(default=False)
    presenter = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="presented")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")
    reports = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="reported_at")
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.OPEN)

    class Meta:
        ordering = ("meeting", "position", "id")

    def label(self) -> str:
        """Return the item's title."""
        return self.title

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # Django makes one unless there is one
        """Return the word of its state; what is not concluded is called by how far its meeting has come."""
        if self.state == ItemState.OPEN:
            words = WRITTEN_ITEM if self.meeting.is_written else OPEN_ITEM
            return str(words[MeetingState(self.meeting.state)])
        return str(ItemState(self.state).label)

    @property
    def public_name(self) -> str:
        """Return the words by which the public may know of it: its title, or one that the chair approved; or none."""
        if self.level == Level.PUBLIC:
            return self.title
        return self.public_title if self.level == Level.RESTRICTED and self.public_title_approved else ""
