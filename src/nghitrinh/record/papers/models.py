"""Papers in versions, their files, and the items that they are under."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Organization, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.meetings.models import AgendaItem


class PaperState(models.TextChoices):
    """The state of a paper at the secretariat."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã nộp, chưa nhận")
    ACCEPTED = "accepted", _("Đủ hồ sơ")
    RETURNED = "returned", _("Trả lại")
    WITHDRAWN = "withdrawn", _("Đã rút")


class PaperKind(models.TextChoices):
    """What kind of paper is submitted. A word of the record: it has no other language."""

    SUBMISSION = "submission", "Tờ trình"
    REPORT = "report", "Báo cáo"
    SCHEME = "scheme", "Đề án"
    DRAFT_TEXT = "draft_text", "Dự thảo"


class Paper(Owned):
    """What is submitted to a meeting; its words and files are in its versions."""

    PARENTS = (ParentPath("consultations__item"),)

    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    number = models.CharField(max_length=60, blank=True)
    submitted_by = models.ForeignKey(Organization, models.PROTECT, related_name="papers")
    state = models.CharField(max_length=12, choices=PaperState.choices)

    class Meta:
        ordering = ("-recorded_at", "id")

    def label(self) -> str:
        """Return the paper's title."""
        return self.title


class PaperRevision(Noun):
    """One immutable version of a paper: its text, and why it came."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    submitted_on = models.DateField()

    class Meta:
        ordering = ("paper", "number")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_version_of_a_number")
        ]

    def label(self) -> str:
        """Return the paper and its version."""
        return f"{self.paper.title}, bản {self.number}"


class File(Noun):
    """A file of a version; the bytes lie in the home under their SHA-256."""

    version = models.ForeignKey(PaperRevision, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    def label(self) -> str:
        """Return the file's name."""
        return self.name


class Consultation(Noun):
    """A paper's appearance under an item of an agenda."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="consultations")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="consultations")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["paper", "item"], name="one_appearance_under_an_item")
        ]

    def label(self) -> str:
        """Return the paper and the item."""
        return f"{self.paper.title} / {self.item.title}"
