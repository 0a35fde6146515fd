"""What the whole desk reads of articles: for search, lead and body of the newest version without links."""

import re

from django.db.models import F, QuerySet

from nghitrinh.desk.kit.texts import Texts, by_key
from nghitrinh.record.articles.models import Article, ArticleRevision

_LINKED = re.compile(r"\[([^\]]*)\]\{\w+\}")


def texts_of(articles: QuerySet[Article]) -> Texts:
    """Return the texts of articles."""
    newest = ArticleRevision.objects.filter(
        article__in=articles.order_by().values("pk"), number=F("article__current")
    ).values_list("article", "lead", "body")
    return by_key((key, _LINKED.sub(r"\1", text)) for key, *texts in newest for text in texts)
