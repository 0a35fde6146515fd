"""Answers in writing: a member's own with words beside it, and slips on paper, which two people enter."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.opening import opened
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.voting.forms import AnswerForm, SlipForm
from nghitrinh.desk.voting.showing import own_seats_of, roll_shown
from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.voting.acts.slips import is_same
from nghitrinh.record.voting.models import SlipEntry, Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import opening_of


@access(*CLEARED)
def answer(request: DeskRequest, slip: UUID, seat: UUID) -> HttpResponseBase:
    """Answer for a seat of one's own, with words."""
    found = opened(request, Vote, slip, "ballot.cast")
    own = own_seats_of(request.user, found, roll_shown(found))
    said = next((each.said for each in own if each.membership == seat), None)
    page = FormPage(
        act="ballot.cast",
        form=AnswerForm,
        title=_("Trả lời phiếu lấy ý kiến"),
        note=found.question,
        button=_("Gửi ý kiến"),
        back=page_of(found),
        said=_("Đã ghi ý kiến."),
        fixed={"vote": found.pk, "membership": seat},
        initial={"option": said.option, "text": said.text} if said else {},
        crumbs=crumbs_to(found),
    )
    return serve(request, page)


@dataclass(frozen=True)
class Slip:
    """What was entered of one member's slip: in words, and what each reader read, where two read otherwise."""

    words: str
    kind: str
    icon: str
    readings: tuple[str, ...] = ()
    is_mine: bool = False


def slips_of(user: User, vote: Vote) -> dict[UUID, Slip]:
    """Return what was entered of slips that are not settled, by seat; what one has read is hidden from the other."""
    if vote.form != VoteForm.WRITTEN or vote.state != VoteState.OPEN:
        return {}
    entries: dict[UUID, list[SlipEntry]] = {}
    for each in vote.slip_entries.select_related("reader"):
        entries.setdefault(each.membership_id, []).append(each)
    return {seat: _slip(user, found) for seat, found in entries.items()}


def _slip(user: User, entries: list[SlipEntry]) -> Slip:
    is_mine = any(each.reader_id == user.pk for each in entries)
    if len(entries) == 1:
        words = _("Anh chị đã nhập, chờ người thứ hai") if is_mine else _("Đã nhập một lần")
        return Slip(words, "info", "pen", is_mine=is_mine)
    readings = tuple(map(_reading, entries)) if is_mine else ()  # nobody else learns yet what a member said
    if is_same(*entries):
        return Slip(_("Chờ hai người đọc lại"), "warn", "pen", readings, is_mine)
    return Slip(_("Hai lần nhập khác nhau"), "late", "info", readings, is_mine)


def _reading(entry: SlipEntry) -> str:
    words = f"“{entry.text}”" if entry.text else ""
    said = {"who": entry.reader.post or entry.reader.username, "option": entry.get_option_display()}
    read = _("%(who)s đọc: %(option)s") % said
    came = _("nhận ngày %(day)s") % {"day": day(entry.received_on)}
    return ", ".join(filter(None, (read, words, came)))


@access(Role.SECRETARY, Role.MEMBER)
def enter(request: DeskRequest, slip: UUID, seat: UUID) -> HttpResponseBase:
    """Enter what one reads on a member's slip."""
    found = opened(request, Vote, slip, "slip.enter")
    opening = opening_of(found)
    held = opening.voters.get(seat) if opening else None
    if held is None:
        raise Http404
    mine = found.slip_entries.filter(membership=seat, reader=request.user).first()
    page = FormPage(
        act="slip.enter",
        form=SlipForm,
        title=_("Nhập phiếu giấy: %(post)s") % {"post": ", ".join(filter(None, (held.post, held.name)))},
        note=_("%(question)s Hai người nhập riêng, khớp nhau thì phiếu được tính.") % {"question": found.question},
        button=_("Ghi phiếu"),
        back=page_of(found),
        said=_said(request.user),
        fixed={"vote": found.pk, "membership": seat},
        initial={name: getattr(mine, name) for name in ("option", "text", "received_on")} if mine else {},
        crumbs=crumbs_to(found),
        template="desk/voting/slip.html",
        context={"slip": slips_of(request.user, found).get(seat)},
    )
    return serve(request, page)


def _said(user: User) -> Any:
    def said(entry: SlipEntry) -> str:
        if entry.vote.ballots.filter(membership=entry.membership_id).exists():
            return _("Hai lần nhập khớp nhau, phiếu đã được tính.")
        slip = slips_of(user, entry.vote).get(entry.membership_id)
        if slip is not None and slip.readings:
            return _("Đã ghi, nhưng hai lần nhập khác nhau; xem lại phiếu, ai nhầm thì sửa.")
        return _("Đã ghi. Người thứ hai nhập lại phiếu này.")

    return said


urlpatterns = [
    path("bieu-quyet/<uuid:slip>/tra-loi/<uuid:seat>/", answer, name="slips.answer"),
    path("bieu-quyet/<uuid:slip>/phieu-giay/<uuid:seat>/", enter, name="slips.enter"),
]
