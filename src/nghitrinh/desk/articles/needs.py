"""What waits about articles: to be released, to be looked at again."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.record.articles.models import OVER, Article, ArticleState
from nghitrinh.record.articles.queries import articles_visible_to
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User


def _articles(user: User, owners: list[UUID]) -> QuerySet[Article]:
    columns = ("title", "state", "stale_reason", "recorded_at")
    return narrow(articles_visible_to(user), *columns).filter(owner__in=owners)


def _article(article: Article) -> Thing:
    address, words = reverse("articles.article", args=[article.pk]), article.get_state_display()
    return Thing(article.title, address, badge=words, is_illustrative=article.is_illustrative)


def _out_of_date(article: Article) -> Thing:
    address, again = reverse("articles.article", args=[article.pk]), _("Phải xem lại")
    return Thing(article.title, address, article.stale_reason, again, "clash", "clash", article.is_illustrative)


def _to_release(user: User, owners: list[UUID]) -> Iterator[Need]:
    corrected = Q(state=ArticleState.RELEASED) & ~Q(released=F("current"))
    waiting = Q(state__in=(ArticleState.DRAFT, ArticleState.SUBMITTED)) | corrected
    articles = _articles(user, owners).filter(waiting)
    yield need(articles, _("Bài viết chờ đăng"), _article, more=reverse("articles"), always=True)


def _stale(user: User, owners: list[UUID]) -> Iterator[Need]:
    stale = _articles(user, owners).exclude(stale_reason="").exclude(state__in=OVER)
    words = _("Bài viết dựa trên điều đã đính chính")
    yield need(stale, words, _out_of_date, more=reverse("articles"), style="clash-text")


TO_RELEASE = Waiting("articles.to_release", "article", (Role.SECRETARY,), _to_release)
STALE = Waiting("articles.stale", "article", (Role.SECRETARY,), _stale)
