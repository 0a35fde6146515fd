"""Giving an opinion, noting one that came on paper, a head's approval, and answering what opinions say."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, organizations_as, roles_for
from nghitrinh.desk.kit.acting import FormPage, press, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import note_restricted
from nghitrinh.desk.kit.unread import note_opened
from nghitrinh.desk.kit.uploads import handed_out
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.opinions.forms import NoteForm, OpinionForm, RespondForm, SignedForm, SplitForm
from nghitrinh.desk.opinions.words import CHOICES, OUTCOMES
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import not_for_you
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.opinions.models import Comment, Opinion, Request, Response, Round, RoundState
from nghitrinh.record.opinions.queries import (
    comments_visible_to,
    opinion_files_visible_to,
    opinions_visible_to,
    requests_to,
    said_before,
    unsigned,
)


def _asked(request: DeskRequest, asked: UUID) -> tuple[Request, bool]:
    """Return a request, and whether this user answers it themselves rather than notes what came on paper.

    Raises:
        Http404: it is neither theirs to answer nor of a round whose secretary they are.
    """
    own = requests_to(request.user, clock.today()).filter(pk=asked).first()
    if own is not None and own.round.state == RoundState.OPEN:
        return own, True
    rounds = Round.objects.filter(owner__in=organizations_as(request, Role.SECRETARY))
    kept = Request.objects.filter(round__in=rounds.exclude(state=RoundState.CANCELLED))
    columns = ("round__version__paper", "membership__person", "organization", "opinion")
    return one(kept.select_related(*columns), asked), False


@access(SIGNED_IN)
def answer(request: DeskRequest, asked: UUID) -> HttpResponseBase:
    """Give one's own opinion, or note what came on paper."""
    found, is_own = _asked(request, asked)
    note_restricted(request, found.round)
    version = found.round.version
    note_opened(request, version.pk)
    readable = opinions_visible_to(request.user, clock.today()).filter(request=found).first()
    sent = list(readable.files.all()) if readable else []
    page = FormPage(
        act="opinion.give" if is_own else "opinion.note",
        form=OpinionForm if is_own else NoteForm,
        template="desk/opinions/answer.html",
        title=_("Ý kiến của %(who)s") % {"who": found.label()},
        note=version.label(),
        button=_("Gửi ý kiến") if is_own else _("Ghi ý kiến"),
        said=lambda opinion: _said(opinion, is_own=is_own),
        back=page_of(found.round),
        crumbs=crumbs_to(found.round),
        noun=found,
        initial=_given(readable),
        options={"version": version, "sent": sent},
        context={
            "asked": found,
            "round": found.round,
            "version": version,
            "before": list(said_before(found)),
            "outcomes": OUTCOMES,
        },
    )
    return serve(request, page)


def _said(opinion: Opinion, *, is_own: bool) -> str:
    if not opinion.is_given:
        return _("Đã trình người đứng đầu cơ quan duyệt.")
    if is_own and not opinion.is_late:
        last = {"day": day(opinion.request.last_day)}
        return _("Đã gửi ý kiến; sửa được đến hết ngày %(day)s.") % last
    return _("Đã ghi ý kiến.")


def _given(opinion: Opinion | None) -> dict[str, Any]:
    if opinion is None:
        return {"given_on": clock.today()}
    said = [{"text": each.text, "passage": each.words} for each in opinion.comments.filter(part_of=None)]
    noted = {"given_on": opinion.given_on, "signed_by": opinion.signed_by}
    return {"choice": opinion.choice, "comments": said, **noted}


@access(Role.CHAIR)
@require_POST
def sign(request: DeskRequest, opinion: UUID) -> HttpResponseBase:
    """Approve the opinion of the body whose head one is."""
    found = one(unsigned(request.user), opinion)
    note_restricted(request, found.request.round)
    said = _("Đã duyệt: ý kiến của cơ quan đã gửi.")
    return press(request, "opinion.sign", back=page_of(found.request.round), said=said, opinion=found.pk)


@access(Role.OFFICER)
def note_signed(request: DeskRequest, opinion: UUID) -> HttpResponseBase:
    """Note who approved the opinion of one's body on paper."""
    own = requests_to(request.user, clock.today()).filter(round__state=RoundState.OPEN).order_by().values("pk")
    waiting = opinions_visible_to(request.user, clock.today()).filter(request__in=own, is_given=False)
    found = one(waiting.filter(request__organization__isnull=False), opinion)
    about = found.request.round
    note_restricted(request, about)
    page = FormPage(
        form=SignedForm,
        act="opinion.note_signed",
        title=_("Ghi việc duyệt ý kiến"),
        note=about.version.label(),
        said=_("Đã ghi: ý kiến của cơ quan đã gửi."),
        button=_("Ghi việc duyệt"),
        noun=found,
        initial={"signed_on": clock.today()},
        back=page_of(about),
        crumbs=crumbs_to(about),
    )
    return serve(request, page)


def _comment(request: DeskRequest, comment: UUID, act: str) -> Comment:
    """Return a comment that this user answers: for the body that submitted the paper, or as the secretary.

    Raises:
        Http404: there is none, or the user may not.
    """
    found = one(comments_visible_to(request.user, clock.today()), comment)
    about = found.opinion.request.round
    note_restricted(request, about)
    drafts = Role.OFFICER in roles_for(request, about.version.paper.submitted_by_id)
    if not drafts and Role.SECRETARY not in roles_for(request, about.owner_id):
        raise not_for_you(act, found=request.user.username)
    return found


@access(Role.SECRETARY, Role.OFFICER)
def respond(request: DeskRequest, comment: UUID) -> HttpResponseBase:
    """Say what became of one thing that an opinion says."""
    found = _comment(request, comment, "comment.respond")
    about = found.opinion.request.round
    newest = about.version.paper.versions.order_by("-number")[0]
    known = Response.objects.filter(comment=found).first()
    page = FormPage(
        form=RespondForm,
        act="comment.respond",
        template="desk/opinions/respond.html",
        title=_("Tiếp thu, giải trình"),
        note=_("Góp ý của %(who)s") % {"who": found.opinion.request.label()},
        button=_("Ghi trả lời"),
        said=_("Đã ghi trả lời."),
        noun=found,
        initial={"outcome": known.outcome, "text": known.text, "passage": known.words} if known else {},
        options={"newest": newest},
        back=reverse("opinions.round", args=[about.pk]),
        crumbs=crumbs_to(about),
        context={"comment": found, "newest": newest, "choices": CHOICES},
    )
    return serve(request, page)


@access(Role.SECRETARY, Role.OFFICER)
def split(request: DeskRequest, comment: UUID) -> HttpResponseBase:
    """Split what says several things."""
    found = _comment(request, comment, "comment.split")
    about = found.opinion.request.round
    page = FormPage(
        form=SplitForm,
        act="comment.split",
        template="desk/opinions/respond.html",
        title=_("Tách ý kiến"),
        note=_("Góp ý của %(who)s") % {"who": found.opinion.request.label()},
        button=_("Tách"),
        said=_("Đã tách; nay trả lời từng điều."),
        noun=found,
        initial={"parts": [{"text": found.text, "passage": found.words}, {}]},
        options={"version": about.version},
        back=reverse("opinions.round", args=[about.pk]),
        crumbs=crumbs_to(about),
        context={"comment": found, "newest": about.version, "choices": CHOICES},
    )
    return serve(request, page)


@access(SIGNED_IN)
def download(request: DeskRequest, opinion_file: UUID) -> HttpResponseBase:
    """Hand out a file that came with an opinion."""
    found = one(opinion_files_visible_to(request.user, clock.today()), opinion_file)
    note_restricted(request, found.opinion.request.round)
    return handed_out(found)


urlpatterns = [
    path("y-kien/<uuid:asked>/", answer, name="opinions.answer"),
    path("y-kien/<uuid:opinion>/duyet/", sign, name="opinions.sign"),
    path("y-kien/<uuid:opinion>/ghi-duyet/", note_signed, name="opinions.note_signed"),
    path("gop-y/<uuid:comment>/tra-loi/", respond, name="opinions.respond"),
    path("gop-y/<uuid:comment>/tach/", split, name="opinions.split"),
    path("tep-y-kien/<uuid:opinion_file>/", download, name="opinions.file"),
]
