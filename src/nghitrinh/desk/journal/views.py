"""The journal as a page: every act one may read, overall and for one object."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.access import READS_JOURNAL, SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.common_words import COMMON
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.desk.kit.links import address_of, label_of
from nghitrinh.desk.kit.listing import NEWEST, OLDEST, ListColumn, Listing, Order, States, by_choice, moment_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import note_restricted
from nghitrinh.desk.kit.wording import VERBS, verb_words
from nghitrinh.desk.nouns import ROWS, row_at
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.queries import is_inside, journal_visible_to, organizations_of
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.journal import lines_about
from nghitrinh.record.kernel.levels import INSIDE
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.vietnamese import fold

_COMMON = "chung"


def _bound(day: date) -> object:
    """Return the beginning of a day as the journal writes a moment."""
    return canonical.plain(moment_of(day))


def _acts_called(word: str) -> Q:
    """Return what finds the lines of the acts in whose name, as the desk says it, a word stands."""
    return Q(act__in=[act for act in VERBS if word in fold(verb_words(act))])


def _bodies(request: HttpRequest, _lines: QuerySet[Journal]) -> QuerySet[Organization]:
    user = request.user if isinstance(request.user, User) else None
    return Organization.objects.filter(pk__in=organizations_of(user, INSIDE))


def _kinds() -> States:
    acts = {row.kind: (row.words, Q(act__in=list(row.vocabulary.verbs))) for row in ROWS.values()}
    return {"": (_("Tất cả"), Q())} | acts | {_COMMON: (_("Việc chung"), Q(act__in=list(COMMON.verbs)))}


def _verbs_of(kind: str) -> States:
    vocabularies = {row.kind: row.vocabulary for row in ROWS.values()} | {_COMMON: COMMON}
    return by_choice("act", vocabularies[kind].verbs.items()) if kind in vocabularies else {}


LINES = Listing(
    name=gettext_lazy("Nhật ký"),
    columns=(
        ListColumn(gettext_lazy("Dòng"), lambda line: line.row.seq),
        ListColumn(gettext_lazy("Lúc nào"), lambda line: datetime.fromisoformat(line.row.at)),
        ListColumn(gettext_lazy("Ai"), lambda line: line.row.actor),
        ListColumn(gettext_lazy("Thao tác"), lambda line: line.verb),
        ListColumn(gettext_lazy("Về"), lambda line: line.title),
        ListColumn(gettext_lazy("Lý do"), lambda line: line.reason),
    ),
    texts=("actor",),
    finds=_acts_called,
    day="at",
    bound=_bound,
    body="owner",
    body_key=str,
    bodies=_bodies,
    kinds=_kinds,
    states_of=_verbs_of,
    state_name="viec",
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


@access(READS_JOURNAL)
def journal(request: DeskRequest) -> HttpResponse:
    """Show every line one may read, newest first."""
    return _show(request, journal_visible_to(request.user), noun=None)


@access(SIGNED_IN)
def of_object(request: DeskRequest, kind: str, noun: UUID) -> HttpResponse:
    """Show the lines about one object to those inside its organization: nobody else may read a line of it."""
    row = row_at(kind)
    if row is None or not row.is_searched:
        raise Http404
    found = one(row.noun.visible_to(request.user), noun)
    if not is_inside(request.user, found):
        raise Http404
    note_restricted(request, found)
    lines = journal_visible_to(request.user) & lines_about(kind, noun)
    return _show(request, lines, noun=found, title=label_of(found), kind=kind, address=address_of(kind, noun))


urlpatterns = [
    path("nhat-ky/", journal, name="journal"),
    path("nhat-ky/<slug:kind>/<uuid:noun>/", of_object, name="journal.object"),
]
