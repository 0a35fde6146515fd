"""Reads of articles that carry meaning."""

import re
from datetime import date, datetime

from django.db.models import F, Min, QuerySet

from nghitrinh.record.articles.models import Article, ArticleRevision
from nghitrinh.record.articles.rules import LIVE_STATES
from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.derived import Texts, texts_by_key
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting

_LINKED = re.compile(r"\[([^\]]*)\]\{\w+\}")


@remembered
def articles_visible_to(user: User | None) -> QuerySet[Article]:
    """Return the articles a user may see, newest first."""
    return visible_to(user, Article.objects.all()).select_related("meeting", "owner", "source")


def articles_of(user: User | None, meeting: Meeting) -> QuerySet[Article]:
    """Return the visible articles of one meeting."""
    return articles_visible_to(user).filter(meeting=meeting)


def first_account(meeting: Meeting) -> date | None:
    """Return the day, in Vietnam's zone, of the first article about a meeting that the public reads; None for none."""
    released = Article.objects.filter(meeting=meeting, state__in=LIVE_STATES)
    first: datetime | None = released.aggregate(first=Min("published_at"))["first"]
    return first.astimezone(ZONE).date() if first else None


def texts_of_articles(articles: QuerySet[Article]) -> Texts:
    """Return what search reads of articles: lead and body of the newest version without links."""
    newest = ArticleRevision.objects.filter(
        article__in=articles.order_by().values("pk"), number=F("article__current")
    ).values_list("article", "lead", "body")
    return texts_by_key((key, _LINKED.sub(r"\1", text)) for key, *texts in newest for text in texts)
