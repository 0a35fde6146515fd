"""The rule of a body from a day, its provisions, and the days on which the jurisdiction does not work."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Organization, Owned
from nghitrinh.record.kernel.models import Noun
from nghitrinh.vietnamese import format_date


class RuleState(models.TextChoices):
    """The state of a rule."""

    DRAFT = "draft", _("Đang soạn")
    ADOPTED = "adopted", _("Đã áp dụng")
    DROPPED = "dropped", _("Đã bỏ")


class Rule(Owned):
    """What a body sits, asks and decides by, from a day until the day of its next one.

    `title` names the document of the body itself; `preset` the kind of body whose usual values it began with.
    """

    PARENTS = ()

    title = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=RuleState.choices)
    starts_on = models.DateField()
    preset = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-starts_on", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["owner", "starts_on"], condition=Q(state="adopted"), name="one_rule_from_a_day"
            )
        ]

    def label(self) -> str:
        """Return the title of the document."""
        return self.title


class Provision(Noun):
    """One value of a rule, and what it rests on: an article of a law, or of the body's own working rules.

    Where a draft provided for a thing and does so no more, the value is empty: the rule is silent of it. `grade` is
    that of the preset where value and basis are its own ("S": read in the named source, "S2": read in a copy of it) and
    the source held when the rule began; empty where the office gave it.
    """

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="provisions")
    key = models.CharField(max_length=40)
    value = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    grade = models.CharField(max_length=2, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["rule", "key"], name="one_provision_of_a_key")
        ]

    def label(self) -> str:
        """Return the name of what it provides for."""
        return self.key


class Holiday(Noun):
    """A day on which the jurisdiction of an organization does not work; or, where `is_worked`, a weekend's day it does.

    The organization is the one that declared it; it holds for every organization of the jurisdiction.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="holidays")
    day = models.DateField()
    name = models.CharField(max_length=120)
    is_worked = models.BooleanField(default=False)

    class Meta:
        ordering = ("day", "id")

    def label(self) -> str:
        """Return the day and its name."""
        return f"{format_date(self.day)}: {self.name}"
