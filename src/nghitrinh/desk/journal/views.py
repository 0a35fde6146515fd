"""The journal as a page: every act one may read, overall and for one object."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.desk.kit.links import address_of, label_of
from nghitrinh.desk.kit.listing import NEWEST, OLDEST, ListColumn, Listing, Order, moment_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.wording import VERBS, verb_words
from nghitrinh.desk.nouns import row_at
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.journal import lines_about
from nghitrinh.record.kernel.models import Journal
from nghitrinh.vietnamese import fold


def _bound(day: date) -> object:
    """Return the beginning of a day as the journal writes a moment."""
    return canonical.plain(moment_of(day))


def _acts_called(word: str) -> Q:
    """Return what finds the lines of the acts in whose name, as the desk says it, a word stands."""
    return Q(act__in=[act for act in VERBS if word in fold(verb_words(act))])


LINES = Listing(
    name=gettext_lazy("Nhật ký"),
    columns=(
        ListColumn(gettext_lazy("Dòng"), lambda line: line.row.seq),
        ListColumn(gettext_lazy("Lúc nào"), lambda line: datetime.fromisoformat(line.row.at)),
        ListColumn(gettext_lazy("Ai"), lambda line: line.row.actor),
        ListColumn(gettext_lazy("Việc"), lambda line: verb_words(line.row.act)),
        ListColumn(gettext_lazy("Về"), lambda line: line.title),
        ListColumn(gettext_lazy("Lý do"), lambda line: (line.content or {}).get("reason", "")),
    ),
    texts=("actor",),
    finds=_acts_called,
    day="at",
    bound=_bound,
    orders={"": Order(NEWEST), "cu": Order(OLDEST, ("seq",))},
    prepared=lines_of,
)


def _show(request: DeskRequest, lines: QuerySet[Journal], **context: Any) -> HttpResponse:
    shown = LINES.show(request, lines.order_by("-seq"))
    if shown.file:
        return shown.file
    return render(
        request, "desk/journal/journal.html", {"shown": shown, "lines": lines_of(list(shown.page)), **context}
    )


@access(SIGNED_IN)
def journal(request: DeskRequest) -> HttpResponse:
    """Show every line one may read, newest first."""
    return _show(request, journal_visible_to(request.user))


@access(SIGNED_IN)
def of_object(request: DeskRequest, kind: str, noun: UUID) -> HttpResponse:
    """Show the lines about one object that one may see."""
    row = row_at(kind)
    if row is None or not row.is_searched:
        raise Http404
    found = one(row.noun.visible_to(request.user), noun)
    lines = journal_visible_to(request.user) & lines_about(kind, noun)
    return _show(request, lines, noun=found, title=label_of(found), kind=kind, address=address_of(kind, noun))


urlpatterns = [
    path("nhat-ky/", journal, name="journal"),
    path("nhat-ky/<slug:kind>/<uuid:noun>/", of_object, name="journal.object"),
]
