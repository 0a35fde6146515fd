"""Instruments: the numbered documents that issue decisions."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import LegislativeTerm, Membership, Organization, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.record.meetings.models import Meeting


class InstrumentState(models.TextChoices):
    """The signing chain: drafted, checked, signed, issued under a number."""

    DRAFT = "draft", _("Dự thảo")
    CHECKED = "checked", _("Đã kiểm tra thể thức")
    SIGNED = "signed", _("Đã ký")
    ISSUED = "issued", _("Đã ban hành")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")
    DROPPED = "dropped", _("Đã bỏ dự thảo")


# What carries nothing any more: withdrawn after it was issued, or dropped before it had a number.
OVER = (InstrumentState.WITHDRAWN, InstrumentState.DROPPED)


class InstrumentKind(models.TextChoices):
    """What kind of document. A word of the record: it has no other language."""

    NOTICE = "notice", "Thông báo kết luận"


class TemplateKind(models.TextChoices):
    """Of which kind of documents an office can have a Word template of its own."""

    NOTICE = "notice", _("Thông báo kết luận")
    MINUTES = "minutes", _("Biên bản hội nghị")
    INVITATION = "invitation", _("Giấy mời")


class PaperForm(models.TextChoices):
    """In whose form an organization writes: where names, number, place and signature stand, and how they are said."""

    STATE = "state", _("Cơ quan nhà nước (theo Nghị định 30/2020/NĐ-CP)")
    PARTY = "party", _("Cơ quan của Đảng (theo Hướng dẫn 05-HD/VPTW)")


class Counting(models.TextChoices):
    """When the numbers of a register begin again at one."""

    YEAR = "year", _("Theo năm, từ 1 tháng 1")
    TERM = "term", _("Theo nhiệm kỳ")


class Signing(models.TextChoices):
    """By which right somebody signs: for the body, in their own post, for its head, by order, by written authority."""

    FOR_BODY = "tm", _("TM. (T/M): thay mặt tập thể")
    OWN_POST = "own", _("Đứng tên: người đứng đầu ký theo chức vụ của mình")
    FOR_HEAD = "kt", _("KT.: cấp phó ký thay người đứng đầu")
    BY_ORDER = "tl", _("TL. (T/L): thừa lệnh")
    AUTHORIZED = "tuq", _("TUQ.: thừa ủy quyền")


class Letterhead(Noun):
    """How the documents of an organization are headed and signed; without one, what its kind and name suggest.

    `superior` and `name` have one line of the heading a line; `in_name_of` is the body for which its head signs (empty:
    the head decides alone), `head` that post, `code` the end of the symbols ("UBND", "TU"). A document keeps those
    under which it was issued.
    """

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="letterhead")
    form = models.CharField(max_length=8, choices=PaperForm.choices)
    superior = models.TextField(blank=True)
    name = models.TextField()
    place = models.CharField(max_length=120)
    code = models.CharField(max_length=20, blank=True)
    in_name_of = models.CharField(max_length=200, blank=True)
    head = models.CharField(max_length=120)

    def label(self) -> str:
        """Return whose it is."""
        return self.organization.name


class DocumentTemplate(Noun):
    """An office's own Word template of a kind of documents; `digest` names its stored bytes. The newest is in use."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="templates")
    kind = models.CharField(max_length=20, choices=TemplateKind.choices)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    def label(self) -> str:
        """Return the name of the file that was handed in."""
        return self.name


class Register(Noun):
    """A register of numbers that follow each other, of one organization and symbol ("TB/TU").

    They begin again with each year or term (`counting`; empty in older records: as the organization's form has it). In
    the period `starts_in` they go on at `starts_at`.
    """

    LATER = ("counting", "starts_in", "closed_on")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="registers")
    term = models.ForeignKey(LegislativeTerm, models.PROTECT, null=True, blank=True, related_name="+")
    symbol = models.CharField(max_length=30)
    starts_at = models.PositiveIntegerField(default=1)
    counting = models.CharField(max_length=8, choices=Counting.choices, blank=True)
    starts_in = models.CharField(max_length=20, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "term", "symbol"],
                condition=Q(closed_on__isnull=True),
                name="one_open_register_of_a_symbol",
            )
        ]

    def label(self) -> str:
        """Return the register's symbol."""
        return self.symbol


# An instrument issues the decisions of its newest version; of older ones, it no longer does.
NEWEST = Q(versions__number=F("current"))


class Instrument(Owned):
    """A numbered document of a meeting. It gets its number when it is issued, from the register.

    How the number is written, under which heading and by whom it is signed is kept with it from then on. One that an
    earlier version issued has none of this, and reads as it did. `signed_on` is the day of the signature; `recorded_by`
    who entered that the paper was signed, and none where the signer signed with their own account: both are of the text
    as it was issued, a correction has its own (`InstrumentRevision`). `asked_…` is a correction that waits for the
    signer: who asked for it, when, why and on whose word; the text in force is still the one before. `withdrawn_…` says
    the same of a withdrawal.
    """

    PARENTS = (ParentPath("meeting"), ParentPath("versions__decisions__decision", NEWEST))
    LATER = (
        *("written_number", "period", "heading", "signer_name", "signing", "membership_id", "template_id"),
        *("signed_on", "recorded_by_id"),
        *("asked_on", "asked_by_id", "asked_reason", "asked_authority"),
        *("withdrawn_on", "withdrawn_by_id", "withdrawn_reason", "withdrawn_authority"),
    )

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="instruments")
    kind = models.CharField(max_length=20, choices=InstrumentKind.choices, default=InstrumentKind.NOTICE)
    title = models.CharField(max_length=500)
    register = models.ForeignKey(Register, models.PROTECT, related_name="instruments")
    number = models.PositiveIntegerField(null=True, blank=True)
    written_number = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=20, blank=True)
    heading = models.JSONField(null=True, blank=True)
    signer = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=120, blank=True)
    signing = models.CharField(max_length=8, choices=Signing.choices, blank=True)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    template = models.ForeignKey(DocumentTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recipients = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=InstrumentState.choices)
    issued_on = models.DateField(null=True, blank=True)
    current = models.PositiveSmallIntegerField(default=1)
    stale_reason = models.CharField(max_length=500, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    asked_reason = models.CharField(max_length=500, blank=True)
    asked_authority = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    withdrawn_authority = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["register", "period", "number"],
                condition=Q(number__isnull=False),
                name="one_instrument_of_a_number_and_period",
            )
        ]

    def label(self) -> str:
        """Return the number, when there is one, and the title."""
        return f"{self.symbol_number} {self.title}".strip()

    @property
    def symbol_number(self) -> str:
        """Return the number as it is written ("05/TB-UBND", "120-TB/TU"), or nothing before it is issued."""
        return self.written_number or (f"{self.number}-{self.register.symbol}" if self.number else "")

    @property
    def is_of_an_earlier_form(self) -> bool:
        """Tell whether an earlier version issued it: it reads as it did then."""
        return self.number is not None and self.heading is None


class InstrumentRevision(Noun):
    """One immutable content of an instrument: which decision versions it issues, and why it was corrected.

    Of a correction, `agreed_on` is when the signer signed it, and `recorded_by` who recorded that, as of a signature.
    `telling` is what it says besides its decisions (`telling.Telling`); none in what earlier versions wrote.
    """

    LATER: ClassVar[tuple[str, ...]] = ("agreed_on", "recorded_by_id", "telling")

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    telling = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("instrument", "number")

    @property
    def is_correction(self) -> bool:
        """Tell whether it corrects what was issued: only a correction rests on somebody's authority."""
        return bool(self.authority)

    def label(self) -> str:
        """Return the instrument and its version."""
        return f"{self.instrument.title}, bản {self.number}"


class IssuedDecision(models.Model):
    """That a version of an instrument issues a decision in one of its versions."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(InstrumentRevision, models.PROTECT, related_name="decisions")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="issued_in")
    decision_number = models.PositiveSmallIntegerField()
