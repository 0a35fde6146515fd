"""Acts on opinions: giving one's own or a body's, noting what came on paper, and the sign-off of a body's head."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.kernel.acts import NOBODYS, Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.kernel.levels import CLEARED, Level, Role
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Name, Text
from nghitrinh.record.opinions.models import Choice, Comment, Opinion, OpinionFile, Request
from nghitrinh.record.opinions.passages import GivenPassage, held
from nghitrinh.record.papers.acts import GivenFile, contents_of, kept_file


class GivenComment(Parameters):
    """One separate thing that an opinion says, and the passage of the version that it is about."""

    text: Text
    passage: GivenPassage | None = None


@act("opinion.give")
def give(
    act: Act,
    *,
    request: UUID,
    edit: int,
    choice: Choice,
    comments: list[GivenComment] = [],  # noqa: B006 - copied by the parameter model
    files: list[GivenFile] = [],  # noqa: B006 - copied by the parameter model
    kept_files: list[UUID] | None = None,
) -> Opinion:
    """Give one's own opinion, or as an officer a body's; it is changed until the day, and given late after it.

    Where the round wants the body's head, it waits for them. `kept_files` are those of the last time that stay; all of
    them, unless said.
    """
    found = act.open(Request, request, edit, side=lambda each: _answering(act, each), judged=lambda each: each.round)
    known = Opinion.objects.filter(request=found).first()
    late = act.at.date() > found.last_day
    if known and known.is_given and late:
        act.refuse(
            Contradiction(
                _("Đã quá hạn sửa ý kiến: %(found)s"),
                code="opinion_fixed",
                field="choice",
                found=found.last_day,
                expected=_("ý kiến đã gửi được giữ nguyên"),
            )
        )
    opinion = known or Opinion(request=found)
    waits = found.organization is not None and found.round.head_signs
    opinion.is_given, opinion.is_late, opinion.is_noted = not waits, late, False
    opinion.given_on, opinion.given_by = act.at.date(), act.by.username if act.by else ""
    opinion.signed_by, opinion.signed_on = "", None
    return _keep(act, opinion, choice, comments, files, kept_files)


@act("opinion.note")
def note(
    act: Act,
    *,
    request: UUID,
    edit: int,
    choice: Choice,
    given_on: date | None = None,
    signed_by: Name | None = None,
    comments: list[GivenComment] = [],  # noqa: B006 - copied by the parameter model
    files: list[GivenFile] = [],  # noqa: B006 - copied by the parameter model
    kept_files: list[UUID] | None = None,
) -> Opinion:
    """Note what somebody answered on paper: on which day, signed by whom; after the round is closed too, as late.

    What a member or a body gave itself is not written over.
    """
    found = act.open(Request, request, edit, side=lambda each: each.round.owner_id, judged=lambda each: each.round)
    known = Opinion.objects.filter(request=found).first()
    if known and known.is_given and not known.is_noted:
        act.refuse(
            Contradiction(
                _("Bên được hỏi đã tự gửi ý kiến: %(found)s"),
                code="opinion_their_own",
                field="choice",
                found=found.label(),
                expected=_("ý kiến tự gửi được giữ nguyên"),
            )
        )
    if known and any(hasattr(each, "response") or each.parts.exists() for each in known.comments.all()):
        act.refuse(_answered(found))
    day = given_on or act.at.date()
    act.refuse(*_against_day(act, found, day))
    opinion = known or Opinion(request=found)
    opinion.is_given, opinion.is_noted, opinion.is_late = True, True, day > found.last_day
    opinion.given_on, opinion.given_by = day, act.by.username if act.by else ""
    opinion.signed_by, opinion.signed_on = signed_by or "", day if signed_by else None
    return _keep(act, opinion, choice, comments, files, kept_files)


def _answered(request: Request) -> Contradiction:
    return Contradiction(
        _("Ý kiến này đã được tiếp thu, giải trình hoặc tách: %(found)s"),
        code="opinion_answered",
        field="choice",
        found=request.label(),
        expected=_("ý kiến đã trả lời được giữ nguyên"),
    )


def _against_day(act: Act, request: Request, day: date) -> Iterator[ActError]:
    if not request.asked_on <= day <= act.at.date():
        yield BadInput(
            _("Ngày trả lời không đúng: %(found)s"),
            code="answered_when",
            field="given_on",
            found=day,
            expected=_("từ %(first)s đến hôm nay"),
            first=request.asked_on,
        )


@act("opinion.sign")
def sign(act: Act, *, opinion: UUID, edit: int) -> Opinion:
    """Sign off the opinion of the body whose head one is: from then on it is given."""
    found = _open_of_body(act, opinion, edit)
    by = act.by.post if act.by else ""
    return _signed(act, found, by, act.at.date())


@act("opinion.note_signed")
def note_signed(act: Act, *, opinion: UUID, edit: int, signed_by: Name, signed_on: date | None = None) -> Opinion:
    """Note, as the body's officer, who signed its opinion off on paper, and when."""
    found = _open_of_body(act, opinion, edit)
    day = signed_on or act.at.date()
    if not found.given_on <= day <= act.at.date():
        act.refuse(
            BadInput(
                _("Ngày duyệt không đúng: %(found)s"),
                code="signed_when",
                field="signed_on",
                found=day,
                expected=_("từ %(first)s đến hôm nay"),
                first=found.given_on,
            )
        )
    return _signed(act, found, signed_by, day)


def _signed(act: Act, opinion: Opinion, by: str, day: date) -> Opinion:
    request = opinion.request
    act.about(opinion, owner=request.round.owner_id)
    if opinion.is_given:
        act.refuse(
            Contradiction(
                _("Ý kiến này đã gửi, không chờ duyệt nữa"),
                code="opinion_not_waiting",
                field="opinion",
                found=request.label(),
                expected=_("một ý kiến chờ người đứng đầu duyệt"),
            )
        )
    act.change(opinion, "is_given", opinion.is_given, True)  # noqa: FBT003 - the value of a column
    opinion.is_given, opinion.signed_by, opinion.signed_on = True, by, day
    opinion.is_late = act.at.date() > request.last_day
    return act.save(opinion)


def _open_of_body(act: Act, opinion: UUID, edit: int) -> Opinion:
    return act.open(
        Opinion,
        opinion,
        edit,
        side=lambda each: (_may_read(act, each.request) and each.request.organization_id) or NOBODYS,
        judged=lambda each: each.request.round,
    )


def _answering(act: Act, request: Request) -> UUID:
    """Return the organization for which the user answers a request; nobody's for who does not act for the one asked."""
    if not _may_read(act, request):
        return NOBODYS
    if request.membership is None:
        body = request.organization_id
        return body if body and Role.OFFICER in act.roles_for(body) else NOBODYS
    acts = request.membership_id in memberships_of(act.by, act.at.date())
    return request.membership.organization_id if acts else NOBODYS


def _may_read(act: Act, request: Request) -> bool:
    """Tell whether the user may read what is asked about: of what is restricted nobody outside knows by this record."""
    about = request.round
    if about.level != Level.RESTRICTED or act.roles_for(about.owner_id) & set(CLEARED):
        return True
    body = about.version.paper.submitted_by_id
    return request.organization_id == body and Role.OFFICER in act.roles_for(body)


def _keep(
    act: Act,
    opinion: Opinion,
    choice: Choice,
    comments: list[GivenComment],
    files: list[GivenFile],
    kept_files: list[UUID] | None,
) -> Opinion:
    """Write an opinion with what it says; the journal's line says that there is one, and nothing of what it says."""
    request = opinion.request
    if choice != Choice.AGREES and not comments:
        act.refuse(
            BadInput(
                _("Không đồng ý hẳn thì ghi đề nghị điều gì"),
                code="opinion_says_nothing",
                field="comments",
                found=choice.label,
                expected=_("ít nhất một điều góp ý; điều ghi trong tệp thì tóm tắt lại"),
            )
        )
    contents = contents_of(act, files)
    version = request.round.version
    passages = [held(act, version, each.passage, field=f"comments.{at}.passage") for at, each in enumerate(comments)]
    opinion.choice = choice
    act.create(opinion) if opinion._state.adding else act.save(opinion)
    _keep_comments(act, opinion, comments, passages)
    for old in opinion.files.all():
        if kept_files is not None and old.pk not in kept_files:
            act.remove(old)
    for given, content in zip(files, contents, strict=True):
        act.create(OpinionFile(opinion=opinion, **kept_file(given, content)))
    act.save(request)
    act.about(opinion, owner=request.round.owner_id)
    return opinion


def _keep_comments(act: Act, opinion: Opinion, comments: list[GivenComment], passages: list[dict[str, Any]]) -> None:
    """Let the comments say what was given: those that there are in their order, further ones behind, none too many."""
    known = list(opinion.comments.order_by("number", "recorded_at", "id"))
    for at, (given, passage) in enumerate(zip(comments, passages, strict=True)):
        row = known[at] if at < len(known) else Comment(opinion=opinion)
        said = {"number": at + 1, "text": given.text, **passage}
        if row._state.adding or any(getattr(row, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(row, name, value)
            act.create(row) if row._state.adding else act.save(row)
    for row in known[len(comments) :]:
        act.remove(row)
