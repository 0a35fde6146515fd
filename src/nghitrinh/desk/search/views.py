"""Search over everything one may see, folded, so that a missing accent or an old spelling finds it too.

Looked at are titles and numbers, the points of decisions and the articles' texts, each in its newest version.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.links import address_of
from nghitrinh.desk.nouns import DeskNoun, searched
from nghitrinh.vietnamese import fold

MOST = 200
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
    return [hit for row in searched() for hit in _hits(row, row.noun.visible_to(request.user), words)][:MOST]


def _hits(row: DeskNoun, nouns: QuerySet[Any], words: list[str]) -> list[RecordHit]:
    texts = row.texts(nouns)
    hits = [_hit(row, noun, texts.get(noun.pk, []), words) for noun in nouns]
    return [hit for hit in hits if hit]


def _hit(row: DeskNoun, noun: Any, texts: list[str], words: list[str]) -> RecordHit | None:
    title = row.called(noun)
    head = fold(f"{title} {getattr(noun, 'number', '') or ''}")
    if all(word in head for word in words):
        return RecordHit(noun, row.key, address_of(row.key, noun.pk), title)
    folded = fold(" ".join(texts))
    if all(word in head or word in folded for word in words):
        return RecordHit(noun, row.key, address_of(row.key, noun.pk), title, _excerpt(texts, words))
    return None


def _excerpt(texts: Iterable[str], words: list[str]) -> str:
    """Return the sentence that has the most of the words."""
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text)]
    return max(sentences, key=lambda sentence: sum(word in fold(sentence) for word in words), default="")


@access(SIGNED_IN)
def search(request: DeskRequest) -> HttpResponse:
    """Answer a search."""
    query = request.GET.get("q", "").strip()
    hits = found(request, query)
    return render(request, "desk/search/search.html", {"query": query, "hits": hits, "most": MOST})


urlpatterns = [path("tim/", search, name="search")]
