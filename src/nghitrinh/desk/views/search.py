"""Search over everything one may see: titles, folded, so that a missing accent or an old spelling finds them too."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.links import address_of
from nghitrinh.desk.reading import SEARCHED
from nghitrinh.vietnamese import fold

MOST = 200


@dataclass(frozen=True)
class Hit:
    """One object found."""

    noun: Any
    kind: str
    address: str


def found(request: DeskRequest, query: str) -> list[Hit]:
    """Return what the user may see and whose label or number holds every word of the query, newest kinds first."""
    words = fold(query).split()
    if not words:
        return []
    return [hit for kind, visible in SEARCHED.items() for hit in _hits(kind, visible(request.user), words)][:MOST]


def _hits(kind: str, nouns: Iterable[Any], words: list[str]) -> list[Hit]:
    return [
        Hit(noun, kind, address_of(kind, noun.pk))
        for noun in nouns
        if all(word in fold(f"{noun.label()} {getattr(noun, 'number', '') or ''}") for word in words)
    ]


@access(SIGNED_IN)
def search(request: DeskRequest) -> HttpResponse:
    """Answer a search."""
    query = request.GET.get("q", "").strip()
    hits = found(request, query)
    return render(request, "desk/search/search.html", {"query": query, "hits": hits, "most": MOST})


urlpatterns = [path("tim/", search, name="search")]
