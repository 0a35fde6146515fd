"""Decisions in immutable versions of ordered points; each point with its outcome, figures and charges."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Location, Organization, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.decisions.wording import due_words, render_range
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.voting.models import Vote


class DecisionState(models.TextChoices):
    """From the secretary's draft to the issued decision.

    Recalled: it was concluded and stands, but every document that told it was withdrawn.
    """

    DRAFT = "draft", _("Đang soạn")
    REVIEWED = "reviewed", _("Đã soát")
    APPROVED = "approved", _("Đã duyệt")
    ISSUED = "issued", _("Đã ban hành")
    RECALLED = "recalled", _("Văn bản đã thu hồi")
    DROPPED = "dropped", _("Đã bỏ dự thảo")


class Decision(Owned):
    """What was concluded on an item. `edit` counts changes; `current` is the number of the version in force."""

    PARENTS = (ParentPath("item"),)

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=DecisionState.choices)
    current = models.PositiveSmallIntegerField(default=1)
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("item__meeting", "item__position", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["item"], condition=~models.Q(state="dropped"), name="one_decision_on_an_item"
            )
        ]

    def label(self) -> str:
        """Return the decision's title."""
        return self.title

    def as_read(self) -> str:
        """Return the words in force with their figures and charges, a line each."""
        points = Point.objects.filter(version__decision=self, version__number=self.current)
        lines: list[str] = []
        for point in points.order_by("position").prefetch_related("figures", "charges__responsible"):
            lines.append(point.text)
            lines += [figure.line() for figure in point.figures.all()]
            lines += [charge.line() for charge in point.charges.all()]
        return "\n".join(lines)


class DecisionRevision(Noun):
    """One immutable state of a decision's points; `reason` and `authority` are those of a correction.

    So are `agreed_on`, when the chair agreed to it, and `recorded_by`, who recorded that; nobody for the chair's own.
    """

    LATER: ClassVar[tuple[str, ...]] = ("agreed_on", "recorded_by_id")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    is_correction = models.BooleanField(default=False)
    written_by = models.CharField(max_length=80)
    agreed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("decision", "number")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_decision_revision_of_a_number")
        ]

    def label(self) -> str:
        """Return the decision and its version."""
        return f"{self.decision.title}, bản {self.number}"


class Point(Noun):
    """One ordered point. `key` stays the same over versions, so that tasks and links survive a correction.

    It rests on `vote`, or on the chair's word: `without_vote` is why it was concluded without one.
    """

    LATER: ClassVar[tuple[str, ...]] = ("vote_id", "without_vote")

    version = models.ForeignKey(DecisionRevision, models.PROTECT, related_name="points")
    key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=24, choices=Outcome.choices)
    submit_to = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    vote = models.ForeignKey(Vote, models.PROTECT, null=True, blank=True, related_name="points")
    without_vote = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("version", "position")

    def label(self) -> str:
        """Return the beginning of the point."""
        return self.text[:80]


class Figure(Noun):
    """A checked value of a point; `key` stays the same over versions. One value has low = high.

    `finding` is what computed it from a paper's workbook, where it was taken from there.
    """

    LATER: ClassVar[tuple[str, ...]] = ("finding_id",)

    point = models.ForeignKey(Point, models.PROTECT, related_name="figures")
    key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    quantity = models.CharField(max_length=200)
    low = models.DecimalField(max_digits=20, decimal_places=4)
    high = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=40, blank=True)
    exact = models.BooleanField(default=True)
    as_of = models.CharField(max_length=40, blank=True)
    places = models.ManyToManyField(Location, through="FigurePlace", related_name="+")
    source = models.ForeignKey("record.Source", models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="figures")

    class Meta:
        ordering = ("point", "position")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(high__gte=models.F("low")), name="figure_high_not_below_low")
        ]

    def label(self) -> str:
        """Return what is measured."""
        return self.quantity

    def line(self) -> str:
        """Return the figure as one line of text."""
        return f"{self.quantity}: {render_range(low=self.low, high=self.high, unit=self.unit, exact=self.exact)}"


class FigurePlace(models.Model):
    """A place that a figure is about."""

    id = models.BigAutoField(primary_key=True)
    figure = models.ForeignKey(Figure, models.PROTECT)
    place = models.ForeignKey(Location, models.PROTECT)


class Charge(Noun):
    """What a point charges whom with; it becomes a task when the decision takes effect. `key` as in Point."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="charges")
    key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    responsible = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    through = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    with_bodies = models.ManyToManyField(Organization, through="ChargeBody", related_name="+")
    report_to = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    due_text = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("point", "position")

    def label(self) -> str:
        """Return the beginning of the charge."""
        return self.text[:80]

    def line(self) -> str:
        """Return the charge as one line of text."""
        return f"{self.responsible.name}: {self.text}{due_words(self.due_text, self.due_on)}"


class ChargeBody(models.Model):
    """A body that works on a charge together with the responsible one (phối hợp)."""

    id = models.BigAutoField(primary_key=True)
    charge = models.ForeignKey(Charge, models.PROTECT)
    organization = models.ForeignKey(Organization, models.PROTECT)
