"""Striking what was entered by mistake: one page for every kind of entry that can be."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import there
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.wording import kind_words
from nghitrinh.desk.people.frame import crumbs, step
from nghitrinh.desk.people.rights import KEEPERS, is_kept, require
from nghitrinh.record.bodies.models import FormerName, Membership
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.kernel.striking import STRIKABLE
from nghitrinh.record.presence.models import Invitation

# Where one finds the entries of a kind that have no page of their own organization.
_LISTS = {
    "person": "people.persons",
    "location": "people.places",
    "legislativeterm": "people.terms",
    "source": "people.sources",
    "series": "registers",
    "register": "registers",
    "holiday": "procedure",
}


# What can be done with an entry on which something rests: its page that corrects it, and the one that ends it.
_CORRECTED = {
    "organization": "people.correct",
    "membership": "people.correct_post",
    "person": "people.correct_person",
    "location": "people.correct_place",
    "legislativeterm": "people.correct_term",
    "source": "people.correct_source",
    "series": "registers.correct_series",
    "register": "registers.correct",
    "invitation": "presence.answer",
}
_ENDED = {
    "organization": "people.end",
    "membership": "people.end_post",
    "location": "people.end_place",
    "legislativeterm": "people.close_term",
    "series": "registers.close_series",
    "register": "registers.close",
}


def _instead(noun: Noun, kind: str) -> list[tuple[str, str]]:
    """Return the ways out, in words with their addresses."""
    if isinstance(noun, FormerName):
        return [(_("Sửa chỗ ghi sai"), reverse("people.correct_former", args=[noun.organization_id, noun.pk]))]
    ended = getattr(noun, "ended_on", None) or getattr(noun, "closed_on", None)
    offered = [(_("Sửa chỗ ghi sai"), _CORRECTED), *([] if ended else [(_("Kết thúc từ một ngày"), _ENDED)])]
    return [(words, reverse(pages[kind], args=[noun.pk])) for words, pages in offered if kind in pages]


def _called(noun: Noun) -> str:
    """Return how an entry is called where it is to be struck: of a post, with who holds it."""
    held_by = noun.person if isinstance(noun, Membership) else None
    return f"{noun.label()}, {held_by.name}" if held_by else noun.label()


def _back(noun: Noun, kind: str) -> str:
    if isinstance(noun, Invitation):
        return there("presence.invitations", noun.meeting_id)
    if kind in _LISTS:
        return there(_LISTS[kind])
    of = getattr(noun, "organization_id", None)
    return there("people.organization", of) if of else there("people")


@access(KEEPERS)
def strike(request: DeskRequest, kind: str, entry: UUID) -> HttpResponseBase:
    """Strike an entry; what rests on it is said instead, with what can be done."""
    row = STRIKABLE.get(kind)
    if row is None:
        raise Http404
    noun = one(row.model._default_manager.all(), entry)
    require(request, "entry.strike", kept=is_kept(request, row.side(request.user, noun)))
    words = {"kind": kind_words(kind), "label": _called(noun)}
    note = _("%(kind)s “%(label)s” ra khỏi hồ sơ như chưa từng ghi; nhật ký giữ điều đã ghi và lý do.") % words
    return step(
        request,
        "entry.strike",
        ReasonForm,
        noun=noun,
        title=_("Gạch bỏ điều ghi nhầm"),
        note=note,
        said=_("Đã gạch bỏ. Nhật ký giữ điều đã ghi."),
        back=_back(noun, kind),
        instead=_instead(noun, kind),
        crumbs=crumbs(),
        fixed={"kind": kind},
    )


urlpatterns = [path("ghi-nham/<slug:kind>/<uuid:entry>/", strike, name="people.strike")]
