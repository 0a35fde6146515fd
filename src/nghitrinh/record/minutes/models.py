"""Minutes in immutable versions: an opening and a closing, and a part for each item."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.instruments.models import DocumentTemplate
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.titles import title_of


class MinutesState(models.TextChoices):
    """From the draft to both signatures."""

    DRAFT = "draft", _("Đang soạn")
    REVIEWED = "reviewed", _("Đã soát")
    SIGNED_OFF = "signed_off", _("Thư ký đã ký")
    SIGNED = "signed", _("Đã ký")
    DROPPED = "dropped", _("Đã bỏ dự thảo")


class Minutes(Owned):
    """The minutes of one meeting, with who writes and who signs them. `current` numbers the version in force.

    `writer_…` is the secretary of the meeting and `chair_…` who chaired it: a post of this record, or post and name as
    they were typed. `…recorded_by` entered that the paper was signed; nobody did where they signed with their own
    account. Heading, template, and whether the body's rule wants an approval (`approval_wanted`), are kept from the
    chair's signature on. `approved_at` is the later meeting that approved them; whoever reads the minutes may know of
    it.
    """

    PARENTS = (ParentPath("meeting"),)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=12, choices=MinutesState.choices)
    current = models.PositiveSmallIntegerField(default=1)
    writer = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    writer_post = models.CharField(max_length=200, blank=True)
    writer_name = models.CharField(max_length=120, blank=True)
    writer_signed_on = models.DateField(null=True, blank=True)
    writer_recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    chair = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    chair_post = models.CharField(max_length=200, blank=True)
    chair_name = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    heading = models.JSONField(null=True, blank=True)
    template = models.ForeignKey(DocumentTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    approval_wanted = models.BooleanField(default=False)
    approved_at = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting"], condition=~Q(state="dropped"), name="one_minutes_of_a_meeting")
        ]

    def label(self) -> str:
        """Return which meeting they are of."""
        return f"Biên bản {title_of(self.meeting)}"

    @property
    def is_signed(self) -> bool:
        """Tell whether both have signed: what changes then is a correction."""
        return self.state == MinutesState.SIGNED


class MinutesRevision(Noun):
    """One immutable version: the secretary's words before and after the items, and the sitting as it was then recorded.

    `facts` is what `facts.SittingFacts` keeps. Of a correction, `agreed_on` is when the chair agreed to it, and
    `recorded_by` who recorded that; nobody for the chair's own.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    facts = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("minutes", "number")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_version_of_minutes_of_a_number")
        ]

    @property
    def is_correction(self) -> bool:
        """Tell whether it corrects what was signed: only a correction rests on somebody's authority."""
        return bool(self.authority)

    def label(self) -> str:
        """Return the minutes and their version."""
        return f"{self.minutes.label()}, bản {self.number}"


class MinutesPart(Noun):
    """What a version says of one item: the secretary's words, and what the record knew of it then.

    Whoever may not see the item sees neither, here or in the files. `facts` is what `facts.ItemFacts` keeps.
    """

    version = models.ForeignKey(MinutesRevision, models.PROTECT, related_name="parts")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="minutes_parts")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    facts = models.JSONField()

    class Meta:
        ordering = ("version", "position", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "item"], name="one_part_of_an_item")
        ]

    def label(self) -> str:
        """Return the item that it is about."""
        return self.item.label()

    @property
    def level(self) -> str:
        """Return the level of its item."""
        return self.item.level
