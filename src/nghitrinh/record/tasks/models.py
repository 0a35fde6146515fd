"""Tasks and what was reported on them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Organization, Owned, Succession
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.labels import beginning
from nghitrinh.record.kernel.models import Noun
from nghitrinh.vietnamese import format_date


class TaskState(models.TextChoices):
    """The state of a task."""

    ASSIGNED = "assigned", _("Đã giao")
    ACCEPTED = "accepted", _("Đang làm")
    REPORTED = "reported", _("Đã báo cáo")
    CONFIRMED = "confirmed", _("Đã xong")
    RETURNED = "returned", _("Làm lại")
    CANCELLED = "cancelled", _("Thôi giao")


OPEN_STATES = (TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.REPORTED, TaskState.RETURNED)


class Task(Owned):
    """What a point charges whom with. `addressee` is the body first charged; `responsible` the one that has it now.

    A task that came in from a list of open tasks has no decision; then `reference` says what the list says.
    `result` is the secretariat's word on what became of it (reports themselves are never published); `note` says why
    the task now reads otherwise than when it was assigned: corrected, extended, cancelled. `public_reason` says why it
    was cancelled in the words that the public is told; "" for none, and for what was cancelled before it was asked.
    """

    LATER: ClassVar[tuple[str, ...]] = ("public_reason",)
    PARENTS = (ParentPath("decision"),)

    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="tasks")
    point_key = models.UUIDField(null=True, blank=True)
    charge_key = models.UUIDField(null=True, blank=True, unique=True)
    reference = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    addressee = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Organization, models.PROTECT, related_name="tasks")
    through = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="tasks_through")
    with_bodies = models.ManyToManyField(Organization, through="TaskBody", related_name="tasks_with")
    report_to = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    due_text = models.CharField(max_length=120, blank=True)
    assigned_on = models.DateField()
    state = models.CharField(max_length=12, choices=TaskState.choices)
    finished_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)
    note = models.TextField(blank=True)
    public_reason = models.CharField(max_length=500, blank=True)
    moved_by = models.ForeignKey(Succession, models.PROTECT, null=True, blank=True, related_name="tasks")

    class Meta:
        ordering = (models.F("due_on").asc(nulls_last=True), "id")

    def label(self) -> str:
        """Return the beginning of the task."""
        return beginning(self.text)

    def as_read(self) -> str:
        """Return the state of the task, its note and its last report with the answer."""
        last = self.reports.order_by("recorded_at").last()
        said = [last.text, last.answer] if last else []
        return "\n".join(part for part in (self.get_state_display(), self.text, self.note, *said) if part)


class TaskBody(models.Model):
    """A body that works on a task together with the responsible one."""

    id = models.BigAutoField(primary_key=True)
    task = models.ForeignKey(Task, models.PROTECT)
    organization = models.ForeignKey(Organization, models.PROTECT)


class TaskReport(Noun):
    """What the charged body reported, and what the secretariat answered to it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    text = models.TextField()
    reported_on = models.DateField()
    reported_by = models.CharField(max_length=80)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey("record.Source", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("task", "recorded_at")

    def label(self) -> str:
        """Return the beginning of the report."""
        return beginning(self.text)


class TaskQuestion(Noun):
    """That the charged body was asked about an overdue task, and how it answered: in words, or ("") by its report."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="questions")
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=80)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("task", "recorded_at")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "asked_on"], name="one_question_of_a_task_a_day")
        ]

    def label(self) -> str:
        """Return which task was asked about, and on which day."""
        return f"{self.task.label()}, {format_date(self.asked_on)}"


class TaskEscalation(Noun):
    """That an overdue task was reported above: at which step of the rule, in days after which deadline, and when."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="escalations")
    step = models.PositiveIntegerField()
    due_on = models.DateField()
    escalated_on = models.DateField()

    class Meta:
        ordering = ("task", "recorded_at")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "due_on", "step"], name="one_report_above_of_a_step")
        ]

    def label(self) -> str:
        """Return which task was reported above, and on which day."""
        return f"{self.task.label()}, {format_date(self.escalated_on)}"


class TaskFile(Noun):
    """A file that came with a report; the bytes lie in the home under their SHA-256. It is never public."""

    report = models.ForeignKey(TaskReport, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("report", "recorded_at", "id")

    def label(self) -> str:
        """Return the file's name."""
        return self.name
