"""Striking what was entered by mistake: one page for every kind of entry that can be."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import there
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.wording import kind_words
from nghitrinh.desk.people.frame import crumbs, step
from nghitrinh.desk.people.rights import KEEPERS, is_kept, require
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.kernel.striking import STRIKABLE, resting_on
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
    """Strike an entry, or say what rests on it."""
    row = STRIKABLE.get(kind)
    if row is None:
        raise Http404
    noun = one(row.model._default_manager.all(), entry)
    require(request, "entry.strike", kept=is_kept(request, row.side(request.user, noun)))
    back, rests = _back(noun, kind), resting_on(noun)
    words = {"kind": kind_words(kind), "label": _called(noun)}
    note = _("%(kind)s “%(label)s” ra khỏi hồ sơ như chưa từng ghi; nhật ký giữ điều đã ghi và lý do.") % words
    if rests:
        found = _("Đã có điều dựa vào đây: %(found)s. Hãy sửa chỗ ghi sai, hoặc kết thúc từ một ngày.")
        note = found % {"found": rests.words(kind_words)}
    return step(
        request,
        "entry.strike",
        ReasonForm,
        noun=noun,
        title=_("Gạch bỏ điều ghi nhầm"),
        note=note,
        said=_("Đã gạch bỏ. Nhật ký giữ điều đã ghi."),
        back=back,
        crumbs=crumbs(),
        fixed={"kind": kind},
    )


urlpatterns = [path("ghi-nham/<slug:kind>/<uuid:entry>/", strike, name="people.strike")]
