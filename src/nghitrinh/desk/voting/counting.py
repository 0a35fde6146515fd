"""Pages of counting: hands by whoever leads the meeting, ballots on paper by two tellers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access, roles_for
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.voting.forms import BallotsForm, CorrectBallotsForm, CorrectHandsForm, FirstBallotsForm, HandsForm
from nghitrinh.desk.voting.resting import resting_on
from nghitrinh.desk.voting.showing import roll_shown
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.voting.models import Count, Vote, VoteForm
from nghitrinh.record.voting.queries import opening_of, rule_of, voters_of
from nghitrinh.record.voting.rolls import RollSeat
from nghitrinh.record.voting.wording import unsaid_words
from nghitrinh.vietnamese import ended

TEMPLATE = "desk/voting/count.html"


def _blank(vote: Vote) -> list[dict[str, Any]]:
    """Return a row to fill in for each candidate, or one for the question."""
    rows = [{"candidate": each.pk, "called": each.label()} for each in vote.candidates.all()]
    return rows or [{"candidate": None}]


def _counted(vote: Vote) -> list[dict[str, Any]]:
    """Return the rows with what was counted before; blank where nothing was."""
    count = Count.objects.filter(vote=vote).first()
    if count is None:
        return _blank(vote)
    columns = ("agreeing", "opposing", "abstaining")
    return [
        {"candidate": each.candidate_id, "called": each.candidate.label() if each.candidate else ""}
        | {name: getattr(each, name) for name in columns}
        for each in count.tallies.select_related("candidate")
    ]


def _voters(vote: Vote) -> dict[UUID, RollSeat]:
    """Return who could show a hand: at the opening, or as the vote is shown now."""
    return voters_of(vote, opening_of(vote), roll_shown(vote))


def _of_silence(vote: Vote, voters: dict[UUID, RollSeat]) -> dict[str, Any]:
    rule = rule_of(vote)
    return {"voters": len(voters), "unsaid": unsaid_words(vote, rule) if rule else ""}


@access(Role.SECRETARY, Role.CHAIR)
def hands(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Write down how many hands were shown."""
    found = opened(request, Vote, vote, "vote.count_hands")
    voters = _voters(found)
    return step(
        request,
        found,
        "vote.count_hands",
        HandsForm,
        title=_("Ghi số giơ tay"),
        note=_("%(question)s Có mặt %(n)d người được biểu quyết.")
        % {"question": ended(found.question), "n": len(voters)},
        button=_("Ghi số đếm"),
        said=_("Đã ghi số đếm. Đóng biểu quyết để có kết quả."),
        initial={"tallies": _counted(found)},
        options=_of_silence(found, voters),
        template=TEMPLATE,
    )


@access(Role.SECRETARY, Role.MEMBER)
def first(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Write down what the first teller counted."""
    found = opened(request, Vote, vote, "vote.count_ballots")
    count = Count.objects.filter(vote=found).first()
    columns = ("issued", "returned", "valid", "spoilt", "remarks")
    before = {name: getattr(count, name) for name in columns} if count else {}
    return step(
        request,
        found,
        "vote.count_ballots",
        FirstBallotsForm,
        title=_("Kiểm phiếu, lần thứ nhất"),
        note=found.question,
        button=_("Ghi số đếm"),
        said=_("Đã ghi. Người kiểm phiếu thứ hai đếm lại và ghi số của mình."),
        initial=before | {"tallies": _counted(found)},
        template=TEMPLATE,
    )


@access(Role.SECRETARY, Role.MEMBER)
def second(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Write down what the second teller counted, without what the first one did."""
    found = opened(request, Vote, vote, "vote.confirm_count")
    return step(
        request,
        found,
        "vote.confirm_count",
        BallotsForm,
        title=_("Kiểm phiếu, lần thứ hai"),
        note=_("%(question)s Đếm lại và ghi số của mình; hai lần đếm phải khớp nhau.") % {"question": found.question},
        button=_("Ghi số đếm thứ hai"),
        said=_("Hai lần đếm khớp nhau."),
        initial={"tallies": _blank(found)},
        template=TEMPLATE,
    )


@access(Role.SECRETARY, Role.CHAIR)
def correct(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Correct the numbers of a closed vote, beside what rests on them."""
    found = opened(request, Vote, vote, "vote.correct")
    count = getattr(found, "count", None)
    columns = ("issued", "returned", "valid", "spoilt", "chair")
    sheet = {name: getattr(count, name) for name in columns} if count else {}
    on_paper, is_chair = found.form == VoteForm.PAPER, Role.CHAIR in roles_for(request, found.owner_id)
    resting = resting_on(request.user, found)
    return step(
        request,
        found,
        "vote.correct",
        CorrectBallotsForm if on_paper else CorrectHandsForm,
        title=_("Đính chính số đếm"),
        note=" ".join(filter(None, (found.question, _listed(resting)))),
        button=_("Đính chính"),
        said=_("Đã đính chính; kết quả đã tính lại. Soát lại những gì dựa trên biểu quyết này.")
        if resting
        else _("Đã đính chính; kết quả đã tính lại."),
        initial=sheet | {"tallies": _counted(found)},
        options={"asks_agreement": not is_chair} | ({} if on_paper else _of_silence(found, _voters(found))),
        template=TEMPLATE,
        seal=True,
    )


def _listed(resting: list[str]) -> str:
    """Return what rests on the numbers of a vote, in words; nothing for nothing."""
    return _("Dựa trên số đếm này: %(what)s.") % {"what": "; ".join(resting)} if resting else ""


urlpatterns = [
    path("bieu-quyet/<uuid:vote>/gio-tay/", hands, name="voting.hands"),
    path("bieu-quyet/<uuid:vote>/dinh-chinh/", correct, name="voting.correct"),
    path("bieu-quyet/<uuid:vote>/kiem-phieu/", first, name="voting.first"),
    path("bieu-quyet/<uuid:vote>/kiem-phieu-lan-hai/", second, name="voting.second"),
]
