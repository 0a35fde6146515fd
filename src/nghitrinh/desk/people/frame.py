"""What the pages of the area share: the way to them, the list of its parts, and forms about what has no states."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.links import Crumbs, there
from nghitrinh.desk.people.rights import in_jurisdictions, require
from nghitrinh.record.kernel.models import Noun

NAME = gettext_lazy("Cơ quan và người")


@dataclass(frozen=True)
class PartOfArea:
    """One part of the area: its page and its words."""

    page: str
    words: Promise


PARTS = (
    PartOfArea("people", pgettext_lazy("list", "Cơ quan")),
    PartOfArea("people.persons", pgettext_lazy("list", "Người")),
    PartOfArea("people.places", pgettext_lazy("list", "Địa danh")),
    PartOfArea("people.terms", gettext_lazy("Địa bàn, nhiệm kỳ")),
    PartOfArea("people.sources", pgettext_lazy("list", "Nguồn")),
)


def parts(here: str) -> list[tuple[str, str, bool]]:
    """Return the area's parts: words, address, and whether it is the page one is on."""
    return [(str(part.words), there(part.page), part.page == here) for part in PARTS]


def crumbs(*further: tuple[str, str]) -> Crumbs:
    """Return the way from the area's first page."""
    return [(_("Cơ quan và người"), there("people")), *further]


def of_jurisdictions(request: DeskRequest, verb: str, **initial: Any) -> dict[str, Any]:
    """Return what a form asks of whose jurisdiction something is: those that the user keeps, the first chosen."""
    kept = in_jurisdictions(request)
    require(request, verb, kept=bool(kept))
    return {"options": {"choices": {"body": kept}}, "initial": {"body": kept[0]} | initial}


def step(
    request: DeskRequest, act: str, form: type[ActForm], *, noun: Noun | None = None, **given: Any
) -> HttpResponseBase:
    """Show the page of a form about a name of the record, or run its act."""
    return serve(request, FormPage(act=act, form=form, noun=noun, **given))
