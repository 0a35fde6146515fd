"""Pages for a slip that was entered wrongly: taken back, read anew by two, or corrected once the question is closed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access, require, roles_for
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.voting.forms import CorrectSlipForm, TakeBackForm
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.voting.models import Ballot, SlipEntry, Vote, VoteForm


def slip_links(request: DeskRequest, vote: Vote, can: set[str]) -> dict[UUID, list[tuple[str, str]]]:
    """Return by seat what can be done about a slip that was entered wrongly: words and address."""
    if vote.form != VoteForm.WRITTEN:
        return {}
    found: dict[UUID, list[tuple[str, str]]] = {}
    counted = set(vote.ballots.filter(received_on__isnull=False).values_list("membership", flat=True))
    if "slip.take_back" in can:
        for seat in dict.fromkeys(each.membership_id for each in _mine(request, vote)):
            found.setdefault(seat, []).append((_("Rút phiếu đã nhập"), reverse("slips.take_back", (vote.pk, seat))))
    if "slip.reread" in can:
        read = set(vote.slip_entries.filter(reader=request.user).values_list("membership", flat=True))
        for seat in counted if _is_secretary(request, vote) else counted & read:
            found.setdefault(seat, []).append((_("Cho đọc lại"), reverse("slips.reread", (vote.pk, seat))))
    if "slip.correct" in can:
        for seat in counted:
            found.setdefault(seat, []).append((_("Đính chính phiếu"), reverse("slips.correct", (vote.pk, seat))))
    return found


def _is_secretary(request: DeskRequest, vote: Vote) -> bool:
    return Role.SECRETARY in roles_for(request, vote.owner_id)


def _mine(request: DeskRequest, vote: Vote) -> list[SlipEntry]:
    """Return the entries that this user may take back: of slips that are no ballot yet their own, a secretary all."""
    counted = vote.ballots.order_by().values("membership")
    found = vote.slip_entries.exclude(membership__in=counted).select_related("reader")
    return list(found if _is_secretary(request, vote) else found.filter(reader=request.user))


@access(Role.SECRETARY, Role.MEMBER)
def take_back(request: DeskRequest, slip: UUID, seat: UUID) -> HttpResponseBase:
    """Take back what was entered of a slip, by mistake."""
    found = opened(request, Vote, slip, "slip.take_back")
    entries = [each for each in _mine(request, found) if each.membership_id == seat]
    if not entries:
        raise Http404
    named = [(str(each.pk), each.reader.post or each.reader.username) for each in entries]
    page = FormPage(  # what it takes away changes nothing of the vote, and so takes no edit
        act="slip.take_back",
        form=TakeBackForm,
        title=_("Rút phiếu đã nhập: %(who)s") % {"who": _called(entries[0])},
        note=_("Phiếu chưa được tính. Rút rồi thì coi như chưa nhập, người khác nhập được."),
        button=_("Rút phiếu"),
        back=page_of(found),
        said=_("Đã rút phiếu đã nhập."),
        fixed={"vote": found.pk},
        options={"entries": named},
        crumbs=crumbs_to(found),
    )
    return serve(request, page)


@access(Role.SECRETARY, Role.MEMBER)
def reread(request: DeskRequest, slip: UUID, seat: UUID) -> HttpResponseBase:
    """Let two people read a slip again that they read wrongly alike."""
    found = opened(request, Vote, slip, "slip.reread")
    ballot = _ballot(found, seat)
    if (
        not _is_secretary(request, found)
        and not found.slip_entries.filter(membership=seat, reader=request.user).exists()
    ):
        raise Http404
    page = FormPage(
        act="slip.reread",
        form=ReasonForm,
        title=_("Cho đọc lại phiếu: %(who)s") % {"who": _called(ballot)},
        note=_("Phiếu thôi được tính đến khi hai người đọc lại khớp nhau; chưa đọc lại thì chưa kết thúc được."),
        button=_("Cho đọc lại"),
        back=page_of(found),
        said=_("Phiếu chờ hai người đọc lại."),
        fixed={"vote": found.pk, "membership": seat},
        crumbs=crumbs_to(found),
    )
    return serve(request, page)


@access(Role.SECRETARY, Role.CHAIR)
def correct(request: DeskRequest, slip: UUID, seat: UUID) -> HttpResponseBase:
    """Correct what two people read wrongly on a slip, after the question is closed."""
    found = opened(request, Vote, slip)
    ballot = _ballot(found, seat)
    require(request, "slip.correct", found)
    is_chair = Role.CHAIR in roles_for(request, found.owner_id)
    return step(
        request,
        found,
        "slip.correct",
        CorrectSlipForm,
        title=_("Đính chính phiếu giấy: %(who)s") % {"who": _called(ballot)},
        note=_("%(question)s Kết quả được tính lại theo quy chế đã giữ.") % {"question": found.question},
        button=_("Đính chính"),
        said=_("Đã đính chính phiếu; kết quả đã tính lại."),
        fixed={"membership": seat},
        initial={"option": ballot.option, "text": ballot.text},
        options={"asks_agreement": not is_chair},
        seal=True,
    )


def _ballot(vote: Vote, seat: UUID) -> Ballot:
    """Return what was read from the slip of a seat.

    Raises:
        Http404: nothing was, or they answered with their own account.
    """
    found: Ballot | None = vote.ballots.filter(membership=seat, received_on__isnull=False).first()
    if found is None:
        raise Http404
    return found


def _called(said: Any) -> str:
    return ", ".join(filter(None, (said.post, said.name)))


urlpatterns = [
    path("bieu-quyet/<uuid:slip>/phieu-giay/<uuid:seat>/rut/", take_back, name="slips.take_back"),
    path("bieu-quyet/<uuid:slip>/phieu-giay/<uuid:seat>/doc-lai/", reread, name="slips.reread"),
    path("bieu-quyet/<uuid:slip>/phieu-giay/<uuid:seat>/dinh-chinh/", correct, name="slips.correct"),
]
