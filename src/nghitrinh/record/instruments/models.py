"""Instruments: the numbered documents that issue decisions."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import LegislativeTerm, Organization, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.meetings.models import Meeting


class InstrumentState(models.TextChoices):
    """The signing chain: drafted, checked, signed, issued under a number."""

    DRAFT = "draft", _("Dự thảo")
    CHECKED = "checked", _("Đã kiểm tra thể thức")
    SIGNED = "signed", _("Đã ký")
    ISSUED = "issued", _("Đã ban hành")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")


class InstrumentKind(models.TextChoices):
    """What kind of document. A word of the record: it has no other language."""

    NOTICE = "notice", "Thông báo kết luận"


class Register(Noun):
    """A register of numbers without gaps, of one organization, term and symbol ("TB/TU")."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="registers")
    term = models.ForeignKey(LegislativeTerm, models.PROTECT, null=True, blank=True, related_name="+")
    symbol = models.CharField(max_length=30)
    starts_at = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "term", "symbol"], name="one_register_of_a_symbol")
        ]

    def label(self) -> str:
        """Return the register's symbol."""
        return self.symbol


# An instrument issues the decisions of its newest version; of older ones, it no longer does.
NEWEST = Q(versions__number=F("current"))


class Instrument(Owned):
    """A numbered document of a meeting. It gets its number when it is issued, from the register."""

    PARENTS = (ParentPath("meeting"), ParentPath("versions__decisions__decision", NEWEST))

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="instruments")
    kind = models.CharField(max_length=20, choices=InstrumentKind.choices, default=InstrumentKind.NOTICE)
    title = models.CharField(max_length=500)
    register = models.ForeignKey(Register, models.PROTECT, related_name="instruments")
    number = models.PositiveIntegerField(null=True, blank=True)
    signer = models.CharField(max_length=200)
    recipients = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=InstrumentState.choices)
    issued_on = models.DateField(null=True, blank=True)
    current = models.PositiveSmallIntegerField(default=1)
    stale_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["register", "number"], condition=Q(number__isnull=False), name="one_instrument_of_a_number"
            )
        ]

    def label(self) -> str:
        """Return the number, when there is one, and the title."""
        return f"{self.symbol_number} {self.title}".strip()

    @property
    def symbol_number(self) -> str:
        """Return the number as it is written ("120-TB/TU"), or nothing before it is issued."""
        return f"{self.number}-{self.register.symbol}" if self.number else ""


class InstrumentRevision(Noun):
    """One immutable content of an instrument: which decision versions it issues, and why it was corrected."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    authority = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("instrument", "number")

    def label(self) -> str:
        """Return the instrument and its version."""
        return f"{self.instrument.title}, bản {self.number}"


class IssuedDecision(models.Model):
    """That a version of an instrument issues a decision in one of its versions."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(InstrumentRevision, models.PROTECT, related_name="decisions")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="issued_in")
    decision_number = models.PositiveSmallIntegerField()
