"""Releases: what stands on the portal, what waits to go there, and the button that publishes it."""

import sqlite3

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.bundle import BundleError
from nghitrinh.desk.kit.access import PUBLISHER, DeskRequest, access
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.desk.kit.listing import NEWEST, OLDEST, ListColumn, Listing, Order
from nghitrinh.desk.publication.words import fault_words, result_words, waiting
from nghitrinh.publication.publish import publish as publish_all
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel.errors import ActError, NotAllowed
from nghitrinh.record.kernel.storage import StorageFault
from nghitrinh.record.releases.models import Release

SHOWN = 50
# What a publication can end in besides a mistake of the program: the record refuses, the portal's folder or the disk.
FAULTS = (ActError, BundleError, StorageFault, OSError, sqlite3.Error)


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
    context = {
        "shown": shown,
        "current": Release.objects.order_by("-sequence").first(),
        "waiting": lines_of(lines[:SHOWN]),
        "more": max(0, len(lines) - SHOWN),
        "portal": settings.PORTAL_ADDRESS,
    }
    return render(request, "desk/publication/list.html", context)


@access(PUBLISHER)
@require_POST
def publish(request: DeskRequest) -> HttpResponseBase:
    """Publish everything that release acts have let through, and say what came of it."""
    try:
        result = publish_all(by=request.user)
    except NotAllowed:
        raise
    except FAULTS as error:
        messages.error(request, fault_words(error))
    else:
        messages.success(request, result_words(result))
    return HttpResponseRedirect(reverse("releases"))


urlpatterns = [
    path("phat-hanh/", releases, name="releases"),
    path("phat-hanh/ra-cong/", publish, name="releases.publish"),
]
