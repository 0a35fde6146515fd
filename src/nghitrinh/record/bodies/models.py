"""Jurisdictions, terms, organizations, persons and posts, places, sources, and who may do what for whom."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.kernel.levels import Level, Role
from nghitrinh.record.kernel.models import Noun, User


class SourceKind(models.TextChoices):
    """What kind of thing a fact came from."""

    PAGE = "page", _("Trang đã đăng")
    DOCUMENT = "document", _("Văn bản")
    TABLE = "table", _("Bảng tính")
    ILLUSTRATIVE = "illustrative", _("Minh họa")


class Source(Noun):
    """Where facts came from: the bytes with their digest and address; or "illustrative", which has neither."""

    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)

    def label(self) -> str:
        """Return the source's title."""
        return self.title


class Provenance(models.Model):
    """That one field of one object was read at one span (offsets in characters) of a source's text."""

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    field = models.CharField(max_length=60)
    source = models.ForeignKey(Source, models.PROTECT, related_name="facts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["subject_kind", "subject_id"])]


class Body(Noun):
    """A jurisdiction: a province, a provincial party organization."""

    name = models.CharField(max_length=200)

    def label(self) -> str:
        """Return the body's name."""
        return self.name


class Livery(Noun):
    """With what name, logo and colours desk and portal show a jurisdiction's house.

    `logo` is the digest of stored bytes, a PNG; `accent` and `accent_dark` are the colours of the ordinary button on a
    light and on a dark page, such as "#1f4e8c". Where one is empty, the program's own stands.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="livery")
    name = models.CharField(max_length=120)
    logo = models.CharField(max_length=64, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)

    def label(self) -> str:
        """Return the name of the house."""
        return self.name


class LegislativeTerm(Noun):
    """A numbered term of years of a body ("khóa XVII"), or one that is called by its years ("nhiệm kỳ 2026-2031")."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms")
    number = models.CharField(max_length=12)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["body", "number"], name="one_term_of_a_number")
        ]

    def label(self) -> str:
        """Return the term as it is said."""
        return f"{'nhiệm kỳ' if self.number[:4].isdecimal() else 'khóa'} {self.number}"


class OrganizationKind(models.TextChoices):
    """What kind of organization meets or is charged. A word of the record: it has no other language."""

    STANDING_COMMITTEE = "standing_committee", "Ban Thường vụ"
    EXECUTIVE_COMMITTEE = "executive_committee", "Ban Chấp hành"
    PARTY_CIVIL_AFFAIRS = "party_civil_affairs", "Ban cán sự đảng"
    PEOPLES_COUNCIL = "peoples_council", "Hội đồng nhân dân"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    BOARD = "board", "Hội đồng quản trị"
    DEPARTMENT = "department", "Sở, ban, ngành"
    OFFICE = "office", "Phòng, ban, đơn vị"
    DISTRICT = "district", "Huyện, thị, thành ủy"
    COMMUNE = "commune", "Xã, phường, đặc khu"
    VILLAGE = "village", "Thôn, tổ dân phố"
    SCHOOL = "school", "Trường học"
    PARTY_CELL = "party_cell", "Chi bộ, đảng bộ cơ sở"
    FRONT = "front", "Mặt trận, đoàn thể"
    MINISTRY = "ministry", "Bộ, cơ quan trung ương"
    OTHER = "other", "Cơ quan khác"


class Organization(Noun):
    """A body that meets, or is charged; from when to when it exists."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="organizations")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=30, choices=OrganizationKind.choices)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    def label(self) -> str:
        """Return the organization's name."""
        return self.name

    def __str__(self) -> str:
        return self.name


class FormerName(Noun):
    """What an organization was called before a day; what was before that day keeps the name."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    renamed_on = models.DateField()
    legal_act = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "renamed_on"], name="one_renaming_a_day")
        ]

    def label(self) -> str:
        """Return the name."""
        return self.name


class Succession(Noun):
    """That organizations took over from others (n to m), from a day, by a legal act."""

    happened_on = models.DateField()
    legal_act = models.CharField(max_length=300)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    def label(self) -> str:
        """Return the legal act that moved the duties."""
        return self.legal_act


class SuccessionLink(models.Model):
    """One pair of a succession: `old` is succeeded by `new`."""

    id = models.BigAutoField(primary_key=True)
    succession = models.ForeignKey(Succession, models.PROTECT, related_name="links")
    old = models.ForeignKey(Organization, models.PROTECT, related_name="succeeded_by")
    new = models.ForeignKey(Organization, models.PROTECT, related_name="succeeds")


class Person(Noun):
    """Someone who holds posts. The example names none."""

    name = models.CharField(max_length=120)

    def label(self) -> str:
        """Return the person's name."""
        return self.name


class Membership(Noun):
    """Who holds which post in an organization, voting or not, from when to when; a post can stand without a name.

    `beside` is why it is held beside another holder, of a post that is one person's.
    """

    LATER: ClassVar[tuple[str, ...]] = ("beside",)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="memberships")
    post = models.CharField(max_length=200)
    voting = models.BooleanField(default=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    beside = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            )
        ]

    def label(self) -> str:
        """Return the post."""
        return self.post

    @property
    def holder_name(self) -> str:
        """Return the name of who holds the post; nothing where it stands without a name."""
        return self.person.name if self.person else ""


# The kind of a place where a body meets; figures are about any other.
MEETING_PLACE = "nơi họp"


class Location(Noun):
    """A named place, valid from when to when."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="locations")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    def label(self) -> str:
        """Return the place's name."""
        return self.name

    def __str__(self) -> str:
        return self.name


class Grant(Noun):
    """A user's role for an organization, until it is revoked; a delegation has a first and a last day besides.

    `membership` is the seat that is delegated with a role: its own holder acts by `AccountPost`.
    """

    LATER: ClassVar[tuple[str, ...]] = ("starts_on", "ends_on", "membership_id")

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=12, choices=Role.choices)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="grants")
    ended_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                condition=Q(ended_at__isnull=True, ends_on__isnull=True),
                name="one_live_grant",
            )
        ]

    def label(self) -> str:
        """Return the grant in words."""
        return f"{self.user.username}: {self.get_role_display()}, {self.organization.name}"


class AccountLink(Noun):
    """A link by which a user sets a password once, until a day. Of its secret the record has the digest alone.

    `secret` is there on the object that the act made, and nowhere afterwards.
    """

    secret = ""
    user = models.ForeignKey(User, models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def is_live(self, at: datetime) -> bool:
        """Tell whether a password can be set by it at a moment."""
        return self.used_at is None and self.ended_at is None and self.expires_at > at

    def label(self) -> str:
        """Return whose link it is."""
        return self.user.username


class Identity(Noun):
    """By which value of the provider of identities (OpenID Connect) a user is known; empty for none."""

    user = models.OneToOneField(User, models.PROTECT, related_name="identity")
    value = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["value"], condition=~Q(value=""), name="one_user_of_an_identity")
        ]

    def label(self) -> str:
        """Return whose it is."""
        return self.user.username


class MailAddress(Noun):
    """To which e-mail address a user gets letters; empty for none, and then they get none."""

    user = models.OneToOneField(User, models.PROTECT, related_name="mail_address")
    value = models.CharField(max_length=254, blank=True)

    def label(self) -> str:
        """Return whose it is."""
        return self.user.username


class AccountPost(Noun):
    """Of which post an account is the holder's own; empty for none.

    Signing in with it is then acting as who holds the post, and as the same person in their other posts.
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="held_post")
    membership = models.OneToOneField(Membership, models.PROTECT, null=True, blank=True, related_name="account")

    def label(self) -> str:
        """Return whose it is."""
        return self.user.username


class Owned(Noun):
    """What belongs to one organization, at a level, with a source when it came from one.

    `PARENTS` are the ways to what an object hangs under. Its level is held under theirs, and it is withdrawn from the
    public with them; so a model that does not say them can be neither published nor withdrawn.
    """

    PARENTS: ClassVar[tuple[ParentPath, ...]]
    owner = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.INTERNAL)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @classmethod
    def parent_paths(cls) -> tuple[ParentPath, ...]:
        """Return the ways to what objects of this model hang under; each model says its own."""
        if "PARENTS" not in vars(cls):
            raise NotImplementedError(f"{cls.__name__} does not say what it hangs under (PARENTS)")
        return cls.PARENTS

    def parents(self) -> list["Owned"]:
        """Return what this object hangs under directly."""
        return [parent for path in self.parent_paths() for parent in path.up(self)]

    @property
    def is_illustrative(self) -> bool:
        """Tell whether this was invented for demonstration: desk and portal say so where it stands."""
        return self.source is not None and self.source.kind == SourceKind.ILLUSTRATIVE
