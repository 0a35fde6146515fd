"""Findings: whether the tables of a paper's workbook add up, and what had to be asked to tell."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.papers.models import File, PaperRevision


class FindingState(models.TextChoices):
    """How far the check of a workbook is."""

    WAITING = "waiting", _("Đang kiểm tra")
    ASKING = "asking", _("Chờ trả lời")
    CHECKED = "checked", _("Đã kiểm tra")
    UNREAD = "unread", _("Chưa kiểm tra được")
    NO_TABLE = "no_table", _("Không có bảng để kiểm tra")


class Finding(Owned):
    """What was computed of one workbook of a version: the finding itself is kept as its JSON, under its digest.

    `form` is what files of one form share, `questions` what was asked about this one so far, `answers` what is
    answered, by a question's key: the next file of the form is not asked about again. `why` is the code of what stood
    in the way where nothing could be computed. `program` is the version of the program that computed; `passed`,
    `failed` and `faults` count what the JSON says, so that lists need not read it. `annexed_on` is the day on which
    the paper was sent back with it.
    """

    PARENTS = (ParentPath("version__paper"),)

    version = models.ForeignKey(PaperRevision, models.PROTECT, related_name="findings")
    file = models.OneToOneField(File, models.PROTECT, related_name="finding")
    state = models.CharField(max_length=12, choices=FindingState.choices)
    form = models.CharField(max_length=64, blank=True)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    why = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=64, blank=True)
    program = models.CharField(max_length=40, blank=True)
    passed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    checked_on = models.DateField(null=True, blank=True)
    annexed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["form"]), models.Index(fields=["state"])]

    def label(self) -> str:
        """Return the workbook and the version that it belongs to."""
        return f"{self.file.name} ({self.version.label()})"
