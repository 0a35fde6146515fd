"""Releases: what stands on the portal, what waits to go there, and the button that publishes it."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.desk.articles import needs as articles
from nghitrinh.desk.instruments import needs as instruments
from nghitrinh.desk.kit.access import PUBLISHER, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.desk.kit.listing import NEWEST, OLDEST, ListColumn, Listing, Order
from nghitrinh.desk.kit.waiting import lists_of
from nghitrinh.desk.models import PublicationRun
from nghitrinh.desk.publication import runs
from nghitrinh.desk.publication.contents import public_titles_of
from nghitrinh.desk.publication.words import GOOD, run_words, waiting
from nghitrinh.publication.site import address_to_be, portal_link
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.releases.models import Release

SHOWN = 50
# What is public and rests on what was corrected since: whoever publishes should know of it.
STALE = (instruments.STALE, articles.STALE)
# After so many seconds a browser asks again how far a run is.
AGAIN = 2


RELEASES = Listing(
    name=gettext_lazy("Các bản đã phát hành"),
    columns=(
        ListColumn(gettext_lazy("Bản số"), lambda release: release.sequence),
        ListColumn(gettext_lazy("Phát hành lúc"), lambda release: release.released_at),
        ListColumn(gettext_lazy("Hạn tính đến ngày"), lambda release: release.as_of),
        ListColumn(gettext_lazy("Dấu vân tay số"), lambda release: release.digest),
    ),
    texts=("digest",),
    day="released_at",
    orders={"": Order(NEWEST), "cu": Order(OLDEST, ("sequence",))},
    rows=25,
)


@access(PUBLISHER)
def releases(request: DeskRequest) -> HttpResponse:
    """Show the release in force, what has changed since, and the releases before."""
    shown = RELEASES.show(request, Release.objects.order_by("-sequence"))
    if shown.file:
        return shown.file
    lines = waiting(journal_visible_to(request.user))
    last, shown_lines = runs.last(), lines_of(lines[:SHOWN])
    public_titles = public_titles_of(each.row.subject for each in shown_lines)
    context = {
        "shown": shown,
        "stale": [need for row in STALE for need in lists_of(request, row)],
        "current": Release.objects.order_by("-sequence").first(),
        "waiting": [(each, public_titles.get(each.row.subject, each.title)) for each in shown_lines],
        "more": max(0, len(lines) - SHOWN),
        "portal": portal_link(),
        "address": address_to_be(),
        "run": last,
        "run_words": run_words(last) if last else "",
    }
    return render(request, "desk/publication/list.html", context)


@access(PUBLISHER)
@require_POST
def publish(request: DeskRequest) -> HttpResponseBase:
    """Begin to publish all that release acts have let through; its page says how far it is, and what came of it."""
    return HttpResponseRedirect(reverse("releases.run", args=[runs.start(request.user).pk]))


@access(PUBLISHER)
def show_run(request: DeskRequest, run: UUID) -> HttpResponse:
    """Show how far a publication is, or what came of it; meanwhile the browser asks again, unless told not to."""
    found = PublicationRun.objects.select_related("by").filter(pk=run).first()
    if found is None:
        raise Http404
    runs.refreshed(found)
    asks = bool(found.running) and "dung" not in request.GET
    context = {
        "run": found,
        "words": run_words(found),
        "good": found.code in GOOD,
        "asks": asks,
        "portal": portal_link(),
    }
    response = render(request, "desk/publication/run.html", context)
    if asks:
        response.headers["Refresh"] = str(AGAIN)
    return response


urlpatterns = [
    path("phat-hanh/", releases, name="releases"),
    path("phat-hanh/ra-cong/", publish, name="releases.publish"),
    path("phat-hanh/lan/<uuid:run>/", show_run, name="releases.run"),
]
