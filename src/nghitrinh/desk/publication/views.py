"""Letting a meeting or a paper be published, and taking back what was published: each is asked once, saying what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access, require, roles_for
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.forms import ConfirmForm, ReasonForm
from nghitrinh.desk.kit.links import address_of, label_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.typed import is_sent
from nghitrinh.record.kernel.errors import BadInput, not_for_you
from nghitrinh.record.kernel.levels import Level, Role
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.meetings.rules import MEETING
from nghitrinh.record.nouns import PUBLIC, WITHDRAW
from nghitrinh.record.papers.queries import papers_visible_to
from nghitrinh.record.papers.rules import PAPER
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.releases.contents import new_with
from nghitrinh.record.releases.withdrawing import used_by, with_parts


@dataclass(frozen=True)
class PublicObject:
    """One object that becomes public or vanishes, by the name under which the public has it."""

    kind: str
    name: str
    address: str


def _parts(nouns: Iterable[Any]) -> list[PublicObject]:
    found = {noun.pk: noun for noun in nouns}.values()  # a paper may lie under several items
    return [
        PublicObject(noun._meta.model_name, _public_name(noun), address_of(noun._meta.model_name, noun.pk))
        for noun in found
    ]


def _public_name(noun: Any) -> str:
    if isinstance(noun, AgendaItem) and noun.level == Level.RESTRICTED:
        return noun.public_title
    return label_of(noun)


def _page(request: DeskRequest, about: Any, **given: Any) -> HttpResponseBase:
    home = address_of(about._meta.model_name, about.pk)
    page = FormPage(back=home, crumbs=[(label_of(about), home)], template="desk/publication/contents.html", **given)
    return serve(request, page)


@access(Role.SECRETARY)
def release_meeting(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Let a closed meeting be published with its agenda and its issued public decisions."""
    found = one(meetings_visible_to(request.user), meeting)
    require(request, MEETING, "meeting.release", found)
    return _page(
        request,
        found,
        noun=found,
        form=ConfirmForm,
        act="meeting.release",
        title=_("Công bố hội nghị"),
        note=_(
            "Những điều dưới đây ra cổng ở lần phát hành tới. "
            "Nội dung nội bộ, điểm danh, ý kiến, tệp và báo cáo không ra cổng."
        ),
        said=_("Đã công bố hội nghị: có trên cổng ở lần phát hành tới."),
        context={"parts": _parts(new_with(found)), "parts_words": _("Sẽ ra cổng")},
    )


@access(Role.SECRETARY)
def release_paper(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Let a paper's name be published under a released item."""
    found = one(papers_visible_to(request.user), paper)
    require(request, PAPER, "paper.release", found)
    return _page(
        request,
        found,
        noun=found,
        form=ConfirmForm,
        act="paper.release",
        title=_("Công bố tên tài liệu"),
        note=_("Chỉ tên, loại, số, cơ quan trình và ngày nộp ra cổng; lời và tệp của tài liệu không bao giờ ra cổng."),
        said=_("Đã công bố tên tài liệu: có trên cổng ở lần phát hành tới."),
        context={"parts": _parts([found]), "parts_words": _("Sẽ ra cổng")},
    )


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, kind: str, noun: UUID) -> HttpResponseBase:
    """Take an object back from the public with what hangs under it."""
    row = next((row for row in PUBLIC if row.key == kind and row.withdrawn_by == WITHDRAW), None)
    if row is None:
        raise Http404
    found = one(row.visible_to(request.user), noun)
    if Role.SECRETARY not in roles_for(request, found.owner_id):
        raise not_for_you("release.withdraw")
    if not is_live(found) and not is_sent(request):
        raise BadInput(
            _("“%(found)s” không ở trên trang công khai"), code="not_public", field="id", found=label_of(found)
        )
    return _page(
        request,
        found,
        form=ReasonForm,
        act="release.withdraw",
        title=_("Rút khỏi cổng"),
        note=_(
            "Những điều dưới đây biến khỏi cổng ở lần phát hành tới. "
            "Ở địa chỉ cũ chỉ còn lời báo đã rút, kèm lý do ghi ở đây; hồ sơ vẫn giữ nguyên."
        ),
        said=_("Đã rút: biến khỏi cổng ở lần phát hành tới."),
        fixed={"kind": row.kind, "id": found.pk},
        context={
            "parts": _parts(each for each in with_parts(found) if is_live(each)),
            "parts_words": _("Sẽ biến khỏi cổng"),
            "first": _parts(used_by(found)),
        },
    )


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/cong-bo/", release_meeting, name="meetings.release"),
    path("tai-lieu/<uuid:paper>/cong-bo/", release_paper, name="papers.release"),
    path("rut-khoi-cong/<slug:kind>/<uuid:noun>/", withdraw, name="releases.withdraw"),
]
