"""Search over everything one may see, folded, so that a missing accent or an old spelling finds it too.

Looked at are titles and numbers, the points of decisions, the texts of papers, tasks and articles, each in its newest
version, and the words inside files (`record.search`). What was found is a list like any other: narrowed by noun, state,
body and period, and as a file.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.links import address_of
from nghitrinh.desk.kit.listing import BY_NAME, NEWEST, ListColumn, Listing, Order, States, by_choice, in_period
from nghitrinh.desk.nouns import ROWS, DeskNoun, searched
from nghitrinh.record.bodies.models import Organization, Owned
from nghitrinh.record.kernel.models import SearchEntry, User
from nghitrinh.record.search import has_word, visible_entries
from nghitrinh.record.search_files import files_of
from nghitrinh.vietnamese import asked_words, fold

_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n+")


@dataclass(frozen=True)
class RecordHit:
    """One object found; `excerpt` is the sentence or the file that has the words, where the title lacks one."""

    noun: Owned
    row: DeskNoun
    title: str
    excerpt: str = ""

    @property
    def kind(self) -> str:
        """Return the word under which the journal names the noun."""
        return self.row.key

    @property
    def address(self) -> str:
        """Return where its page is."""
        return address_of(self.row.key, self.noun.pk)


def _hits(user: User, query: str) -> Callable[[list[SearchEntry]], list[RecordHit]]:
    """Return how entries become what is shown: read again as the user may see them, with the words where they stand."""
    words = asked_words(query)

    def hits(entries: list[SearchEntry]) -> list[RecordHit]:
        found: dict[tuple[str, UUID], RecordHit] = {}
        for row in searched():
            keys = [entry.noun for entry in entries if entry.kind == row.kind]
            if keys:
                found |= _of_noun(row, row.noun.visible_to(user).filter(pk__in=keys), words)
        return [found[name] for entry in entries if (name := (entry.kind, entry.noun)) in found]

    return hits


def _of_noun(row: DeskNoun, nouns: QuerySet[Any], words: list[str]) -> dict[tuple[str, UUID], RecordHit]:
    texts = row.noun.searched.texts(nouns) if row.noun.searched else {}
    found, in_files = {}, dict[UUID, list[str]]()
    for noun in nouns:
        title = row.called(noun)
        head = fold(f"{title} {getattr(noun, 'number', '') or ''}")
        in_title = all(word in head for word in words)
        said = " ".join([head, *map(fold, texts.get(noun.pk, ()))])
        if elsewhere := [word for word in words if word not in said]:
            in_files[noun.pk] = elsewhere
        excerpt = "" if in_title else _excerpt(texts.get(noun.pk, ()), words)
        found[row.kind, noun.pk] = RecordHit(noun, row, title, excerpt)
    if in_files:
        for key, files in files_of(row.noun, nouns.filter(pk__in=in_files)).items():
            found[row.kind, key] = replace(found[row.kind, key], excerpt=_file_with(files, in_files[key]))
    return found


def _excerpt(texts: Iterable[str], words: list[str]) -> str:
    """Return the sentence that has the most of the words."""
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text)]
    return max(sentences, key=lambda sentence: sum(word in fold(sentence) for word in words), default="")


def _file_with(files: list[tuple[str, str]], words: list[str]) -> str:
    """Return which file has the most of the words that stand nowhere else."""
    name, _words = max(files, key=lambda file: sum(word in file[1] for word in words))
    return _("Trong tệp %(name)s") % {"name": name}


def _finds(word: str) -> Q:
    """Return what finds the entries that have a word; what one of its kind is called is one of its words."""
    called = [row.kind for row in searched() if word in fold(str(row.words)).split()]
    return has_word(word) | Q(kind__in=called) if called else has_word(word)


def _kinds() -> States:
    return {"": (_("Tất cả"), Q())} | {row.kind: (row.words, Q(kind=row.kind)) for row in searched()}


def _states_of(kind: str) -> States:
    row = ROWS.get(kind)
    if row is None or not row.is_searched:
        return {}
    model: Any = row.noun.model
    return by_choice("state", model._meta.get_field("state").flatchoices)


def _within(first: date | None, last: date | None) -> Q:
    """Return what finds the entries of nouns whose day, as their own list has it, lies in a period."""
    if first is None and last is None:
        return Q()
    condition = Q(pk__in=[])
    for row in searched():
        period = in_period(row.day, row.bound, first, last)
        nouns = row.noun.model._default_manager.filter(period, pk=OuterRef("noun"))
        condition |= Q(Exists(nouns), kind=row.kind)
    return condition


def _bodies(_request: HttpRequest, visible: QuerySet[SearchEntry]) -> QuerySet[Organization]:
    return Organization.objects.filter(Exists(visible.filter(owner=OuterRef("pk"))))


def _by_noun() -> Case:
    return Case(*(When(kind=row.kind, then=Value(place)) for place, row in enumerate(searched())))


FOUND = Listing(
    name=gettext_lazy("Kết quả tìm"),
    columns=(
        ListColumn(gettext_lazy("Loại"), lambda hit: hit.row.words),
        ListColumn(gettext_lazy("Tên"), lambda hit: hit.title),
        ListColumn(gettext_lazy("Đoạn có chữ"), lambda hit: hit.excerpt),
        ListColumn(gettext_lazy("Cơ quan"), lambda hit: hit.noun.owner.name),
        ListColumn(gettext_lazy("Tình trạng"), lambda hit: hit.noun.get_state_display()),
        ListColumn(gettext_lazy("Mức phổ biến"), lambda hit: hit.noun.get_level_display()),
    ),
    finds=_finds,
    within=_within,
    body="owner",
    bodies=_bodies,
    kinds=_kinds,
    states_of=_states_of,
    orders={
        "": Order(gettext_lazy("Theo loại")),
        "moi": Order(NEWEST, ("-recorded_at", "id")),
        "ten": Order(BY_NAME, ("title", "id")),
    },
)


@access(SIGNED_IN)
def search(request: DeskRequest) -> HttpResponse:
    """Answer a search; nothing is listed before something was asked."""
    query = request.GET.get("q", "").strip()
    hits = _hits(request.user, query)
    visible = visible_entries(request.user).order_by(_by_noun(), "-recorded_at", "id")
    shown = replace(FOUND, prepared=hits).show(request, visible)
    if not shown.is_narrowed:
        shown = replace(FOUND, prepared=hits).show(request, visible.none())
    if shown.file:
        return shown.file
    return render(request, "desk/search/search.html", {"query": query, "shown": shown, "hits": hits(list(shown.page))})


urlpatterns = [path("tim/", search, name="search")]
