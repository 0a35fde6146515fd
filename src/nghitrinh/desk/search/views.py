"""Search over everything one may see, folded, so that a missing accent or an old spelling finds it too.

Looked at are titles and numbers, the points of decisions and the articles' texts, each in its newest version.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.links import address_of
from nghitrinh.desk.kit.lookup import SEARCHED
from nghitrinh.desk.kit.titles import label_of
from nghitrinh.record.articles.models import ArticleRevision
from nghitrinh.record.decisions.models import Point
from nghitrinh.vietnamese import fold

MOST = 200
Texts = dict[UUID, list[str]]
_LINKED = re.compile(r"\[([^\]]*)\]\{\w+\}")
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n+")


@dataclass(frozen=True)
class RecordHit:
    """One object found; `excerpt` is the sentence that has the words, where the title does not have them all."""

    noun: Any
    kind: str
    address: str
    title: str
    excerpt: str = ""


def found(request: DeskRequest, query: str) -> list[RecordHit]:
    """Return what the user may see whose title, number or text holds every word of the query, newest kinds first."""
    words = fold(query).split()
    if not words:
        return []
    return [hit for kind, visible in SEARCHED.items() for hit in _hits(kind, visible(request.user), words)][:MOST]


def _hits(kind: str, nouns: QuerySet[Any], words: list[str]) -> list[RecordHit]:
    texts = _TEXTS[kind](nouns) if kind in _TEXTS else {}
    hits = [_hit(kind, noun, texts.get(noun.pk, []), words) for noun in nouns]
    return [hit for hit in hits if hit]


def _hit(kind: str, noun: Any, texts: list[str], words: list[str]) -> RecordHit | None:
    title = label_of(noun)
    head = fold(f"{title} {getattr(noun, 'number', '') or ''}")
    said = [*texts, noun.text] if kind == "task" else texts
    if all(word in head for word in words):
        return RecordHit(noun, kind, address_of(kind, noun.pk), title)
    folded = fold(" ".join(said))
    if all(word in head or word in folded for word in words):
        return RecordHit(noun, kind, address_of(kind, noun.pk), title, _excerpt(said, words))
    return None


def _excerpt(texts: Iterable[str], words: list[str]) -> str:
    """Return the sentence that has the most of the words."""
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text)]
    return max(sentences, key=lambda sentence: sum(word in fold(sentence) for word in words), default="")


def _points(decisions: QuerySet[Any]) -> Texts:
    points = Point.objects.filter(
        version__decision__in=decisions.order_by().values("pk"), version__number=F("version__decision__current")
    )
    return _by_key(points.order_by("position").values_list("version__decision", "text"))


def _articles(articles: QuerySet[Any]) -> Texts:
    newest = ArticleRevision.objects.filter(
        article__in=articles.order_by().values("pk"), number=F("article__current")
    ).values_list("article", "lead", "body")
    return _by_key((key, _LINKED.sub(r"\1", text)) for key, *texts in newest for text in texts)


def _by_key(rows: Iterable[Any]) -> Texts:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for key, text in rows:
        found[key].append(text)
    return found


# What is read of a kind besides its title: a query for all that the user may see of it.
_TEXTS = {"decision": _points, "article": _articles}


@access(SIGNED_IN)
def search(request: DeskRequest) -> HttpResponse:
    """Answer a search."""
    query = request.GET.get("q", "").strip()
    hits = found(request, query)
    return render(request, "desk/search/search.html", {"query": query, "hits": hits, "most": MOST})


urlpatterns = [path("tim/", search, name="search")]
