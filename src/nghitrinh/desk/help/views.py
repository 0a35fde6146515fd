"""The handbook: a chapter for each hand, one's own open. Its words are those of the buttons; a test holds them so."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.kit.access import ADMINISTRATOR, SIGNED_IN, AccessRule, DeskRequest, access
from nghitrinh.desk.menu import ENTRIES
from nghitrinh.record.kernel.levels import Role

# Whose chapter each is; what everybody does is at the end, and open.
CHAPTERS = {
    "thu-ky": AccessRule("secretary", roles=frozenset({Role.SECRETARY})),
    "chu-tri": AccessRule("chair", roles=frozenset({Role.CHAIR})),
    "thanh-vien": AccessRule("member", roles=frozenset({Role.MEMBER, Role.CHAIR})),
    "co-quan": AccessRule("officer", roles=frozenset({Role.OFFICER})),
    "quan-tri": ADMINISTRATOR,
    "moi-nguoi": SIGNED_IN,
}


@access(SIGNED_IN)
def handbook(request: DeskRequest) -> HttpResponse:
    """Show the handbook; a step leads to its list where the reader has it in their menu."""
    own = {key for key, rule in CHAPTERS.items() if rule.lets(request.user, request.grants)}
    mine = {entry.name for entry in ENTRIES if entry.rule.lets(request.user, request.grants)} | {"account", "search"}
    return render(request, "desk/help/handbook.html", {"own": own, "mine": mine})


urlpatterns = [path("huong-dan/", handbook, name="help")]
