"""Reads of articles that carry meaning."""

from django.db.models import QuerySet

from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies.queries import visible_to
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting


def articles_visible_to(user: User | None) -> QuerySet[Article]:
    """Return the articles a user may see, newest first."""
    return visible_to(user, Article.objects.all()).select_related("meeting", "owner", "source")


def articles_of(user: User | None, meeting: Meeting) -> QuerySet[Article]:
    """Return the visible articles of one meeting."""
    return articles_visible_to(user).filter(meeting=meeting)
