"""Articles in immutable versions, with words linked to facts of the record."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.meetings.models import Meeting


class ArticleState(models.TextChoices):
    """The state of an article."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ đăng")
    RELEASED = "released", _("Đã đăng")
    WITHDRAWN = "withdrawn", _("Đã rút")
    DROPPED = "dropped", _("Đã bỏ dự thảo")


# What waits for nobody any more: withdrawn after its release, or dropped as a draft.
OVER = (ArticleState.WITHDRAWN, ArticleState.DROPPED)


class Article(Owned):
    """The public account of a meeting. `released` is the version that the public sees, `current` the newest."""

    PARENTS = (ParentPath("meeting"),)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="articles")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=ArticleState.choices)
    current = models.PositiveSmallIntegerField(default=1)
    released = models.PositiveSmallIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    stale_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-recorded_at", "id")

    def label(self) -> str:
        """Return the article's title."""
        return self.title

    def as_read(self) -> str:
        """Return the newest words."""
        version = self.versions.get(number=self.current)
        return f"{version.title}\n\n{version.lead}\n\n{version.body}"


class ArticleRevision(Noun):
    """One immutable text. In `lead` and `body`, `[words]{F1}` links words to the fact that `links["F1"]` names.

    `links` maps a mark to `[kind, key]`, such as `["figure", "<key>"]`; `unlinked_seen` are the numbers without a link
    that the writer has seen and passed by one tick.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    lead = models.TextField(blank=True)
    body = models.TextField()
    byline = models.CharField(max_length=200, blank=True)
    image = models.CharField(max_length=200, blank=True)
    image_alt = models.CharField(max_length=500, blank=True)
    image_caption = models.CharField(max_length=500, blank=True)
    links = models.JSONField(default=dict)
    unlinked_seen = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    written_by = models.CharField(max_length=80)

    class Meta:
        ordering = ("article", "number")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "number"], name="one_article_revision_of_a_number")
        ]

    def label(self) -> str:
        """Return the title of this version."""
        return self.title
