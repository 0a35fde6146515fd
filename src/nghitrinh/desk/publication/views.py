"""Letting a meeting or a paper be published, and taking back what was published: each is asked once, saying what."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access, roles_for
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.forms import ConfirmForm, ReasonForm
from nghitrinh.desk.kit.links import crumbs_to, label_of, page_of
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.kit.typed import is_sent
from nghitrinh.desk.nouns import row_at
from nghitrinh.desk.publication.contents import TEMPLATE, public_objects
from nghitrinh.record.kernel.errors import BadInput, not_for_you
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.nouns import WITHDRAW
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.releases.withdrawing import used_by, with_parts


@access(Role.SECRETARY)
def release(request: DeskRequest, kind: str, noun: UUID) -> HttpResponseBase:
    """Let an object be published: a meeting with its agenda and decisions, a document with its own, a paper's name."""
    row = row_at(kind)
    if row is None or row.release is None:
        raise Http404
    act, page = f"{row.kind}.release", row.release
    found = opened(request, row.noun.model, noun, act)
    title, note, said = page.words_for(found)
    return step(
        request,
        found,
        act,
        ConfirmForm,
        title=title,
        note=note,
        said=said,
        template=TEMPLATE,
        context={
            "parts": public_objects(page.contents(found)),
            "parts_words": _("Sẽ ra cổng"),
            "first": [],
            "remarks": page.remarks(found),
        },
    )


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, kind: str, noun: UUID) -> HttpResponseBase:
    """Take an object back from the public with what hangs under it."""
    row = row_at(kind)
    if row is None or row.noun.withdrawn_by != WITHDRAW:
        raise Http404
    found = opened(request, row.noun.model, noun)
    if Role.SECRETARY not in roles_for(request, found.owner_id):
        raise not_for_you("release.withdraw")
    if not is_live(found) and not is_sent(request):
        raise BadInput(
            _("“%(found)s” không ở trên trang công khai"), code="not_public", field="id", found=label_of(found)
        )
    carrying = list(public_objects(used_by(found)))
    page = FormPage(
        form=ReasonForm,
        act="release.withdraw",
        back=page_of(found),
        crumbs=crumbs_to(found),
        title=_("Rút khỏi cổng"),
        note=_(
            "Những điều dưới đây biến khỏi cổng ở lần phát hành tới. "
            "Ở địa chỉ cũ chỉ còn lời báo đã rút, kèm lý do ghi ở đây; hồ sơ vẫn giữ nguyên."
        ),
        said=_("Đã rút: biến khỏi cổng ở lần phát hành tới."),
        fixed={"kind": row.kind, "id": found.pk},
        template=TEMPLATE,
        context={
            "parts": public_objects(each for each in with_parts(found) if is_live(each)),
            "parts_words": _("Sẽ biến khỏi cổng"),
            "first": carrying,
            "remarks": [],
        },
        instead=[(each.name, each.address) for each in carrying],
    )
    return serve(request, page)


urlpatterns = [
    path("cong-bo/<slug:kind>/<uuid:noun>/", release, name="releases.release"),
    path("rut-khoi-cong/<slug:kind>/<uuid:noun>/", withdraw, name="releases.withdraw"),
]
