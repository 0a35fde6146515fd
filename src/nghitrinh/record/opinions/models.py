"""Rounds of asking about a version of a paper, who is asked, what each says, and how it is answered."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership, Organization, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.kernel.labels import beginning
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.papers.models import File, PaperRevision
from nghitrinh.record.procedure.provisions import OpensOpinions


class RoundState(models.TextChoices):
    """The state of a round."""

    OPEN = "open", _("Đang lấy ý kiến")
    CLOSED = "closed", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã hủy")


class Choice(models.TextChoices):
    """What whoever is asked thinks of the version as a whole."""

    AGREES = "agrees", _("Đồng ý")
    WITH_CHANGES = "with_changes", _("Đồng ý, đề nghị sửa")
    DISAGREES = "disagrees", _("Không đồng ý")
    OTHER = "other", _("Ý kiến khác")


class Outcome(models.TextChoices):
    """What became of one thing that an opinion says."""

    ADOPTED = "adopted", _("Tiếp thu")
    PARTLY = "partly", _("Tiếp thu một phần")
    EXPLAINED = "explained", _("Giải trình")


class Round(Owned):
    """One asking of named members and bodies about one version of a paper, until a day.

    `shows` and `head_signs` are what the body's rule said on the day on which it was opened: from when one reads what
    others say, and whether the opinion of a body needs its head.
    """

    PARENTS = (ParentPath("version__paper"),)

    version = models.ForeignKey(PaperRevision, models.PROTECT, related_name="rounds")
    question = models.TextField()
    state = models.CharField(max_length=12, choices=RoundState.choices)
    opened_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    shows = models.CharField(max_length=12, choices=OpensOpinions.choices)
    head_signs = models.BooleanField(default=False)

    class Meta:
        ordering = ("-opened_on", "-recorded_at", "id")

    def label(self) -> str:
        """Return the version that it is about."""
        return self.version.label()


class Request(Noun):
    """One member or one body that a round asks; `due_on` is its own later day, where it was given one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="requests")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "membership"], name="a_member_is_asked_once"),
            models.UniqueConstraint(fields=["round", "organization"], name="a_body_is_asked_once"),
            models.CheckConstraint(
                condition=Q(membership__isnull=True, organization__isnull=False)
                | Q(membership__isnull=False, organization__isnull=True),
                name="a_member_or_a_body_is_asked",
            ),
        ]

    def label(self) -> str:
        """Return who is asked: a post with its holder, or a body."""
        if self.membership is None:
            return self.organization.name if self.organization else ""
        return ", ".join(filter(None, (self.membership.post, self.membership.holder_name)))

    @property
    def level(self) -> str:
        """Return the level of its round."""
        return self.round.level

    @property
    def last_day(self) -> date:
        """Return until when an answer is in time: the round's day, or a later one of its own."""
        return max(self.round.due_on, self.due_on or self.round.due_on)


class Opinion(Noun):
    """What whoever is asked answered. What it says beside the choice is in its comments, each one separate thing.

    Before `is_given` it waits for the head of the body, and nobody outside the body reads it. `is_noted` is of what
    came on paper and a secretary wrote down; `signed_by` names who signed it off.
    """

    request = models.OneToOneField(Request, models.PROTECT, related_name="opinion")
    choice = models.CharField(max_length=12, choices=Choice.choices)
    is_given = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)
    is_noted = models.BooleanField(default=False)
    given_on = models.DateField()
    given_by = models.CharField(max_length=80, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")

    def label(self) -> str:
        """Return whose it is."""
        return self.request.label()

    def as_read(self) -> str:
        """Return what it says."""
        said = [str(Choice(self.choice).label), *(each.text for each in self.comments.filter(part_of=None))]
        return "\n".join(said)

    @property
    def level(self) -> str:
        """Return the level of its round."""
        return self.request.round.level


class Passage(models.Model):
    """A passage of a version, or none: `words` from `start` to `end` of its text, or of that of `file`."""

    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        abstract = True


class Comment(Noun, Passage):
    """One separate thing that an opinion says, of the whole version or of a passage of it.

    What says several things is split: the parts name what they are `part_of`, and are answered instead of it.
    """

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="comments")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("opinion", "number", "recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")),
                name="comment_passage_is_some",
            )
        ]

    def label(self) -> str:
        """Return the beginning of what it says."""
        return beginning(self.text)

    def as_read(self) -> str:
        """Return what it says, and how it was answered."""
        answered = Response.objects.filter(comment=self).first()
        return "\n".join([self.text, *([answered.as_read()] if answered else [])])

    @property
    def level(self) -> str:
        """Return the level of its round."""
        return self.opinion.level


class OpinionFile(Noun):
    """A file that came with an opinion; the bytes lie in the home under their SHA-256."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("opinion", "recorded_at", "id")

    def label(self) -> str:
        """Return the file's name."""
        return self.name


class Response(Noun, Passage):
    """How one comment was answered; its passage is one of `version`, where that shows what became of it."""

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="response")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    text = models.TextField(blank=True)
    version = models.ForeignKey(PaperRevision, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField()
    answered_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")),
                name="response_passage_is_some",
            )
        ]

    def label(self) -> str:
        """Return what became of the comment."""
        return str(Outcome(self.outcome).label)

    def as_read(self) -> str:
        """Return what became of the comment, and why."""
        return "\n".join(filter(None, (self.label(), self.text)))
