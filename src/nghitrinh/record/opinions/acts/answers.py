"""Acts that answer opinions: splitting what says several things, and saying of each what became of it."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.texts import Body
from nghitrinh.record.opinions.acts.opinions import GivenComment
from nghitrinh.record.opinions.models import Comment, Outcome, Response
from nghitrinh.record.opinions.passages import GivenPassage, held
from nghitrinh.record.papers.models import PaperRevision

Parts = Annotated[list[GivenComment], Field(min_length=2)]


@act("comment.split")
def split(act: Act, *, comment: UUID, edit: int, parts: Parts) -> Comment:
    """Split what says several things: each part is answered by itself, and what was said stays as it was said."""
    found = _open(act, comment, edit)
    if found.parts.exists():
        act.refuse(_split_already(found))
    if hasattr(found, "response"):
        act.refuse(
            Contradiction(
                _("Ý kiến này đã được trả lời cả: %(found)s"),
                code="comment_answered",
                field="parts",
                found=found.label(),
                expected=_("tách trước khi trả lời"),
            )
        )
    version = found.opinion.request.round.version
    passages = [held(act, version, each.passage, field=f"parts.{at}.passage") for at, each in enumerate(parts)]
    for given, passage in zip(parts, passages, strict=True):
        part = Comment(opinion=found.opinion, part_of=found, number=found.number, text=given.text, **passage)
        act.create(part)
    return act.save(found)


@act("comment.respond")
def respond(
    act: Act,
    *,
    comment: UUID,
    edit: int,
    outcome: Outcome,
    text: Body = "",
    passage: GivenPassage | None = None,
) -> Response:
    """Say what became of a comment: adopted, partly, or explained; with its passage of the newest version.

    It may be said anew: the journal keeps what was answered before.
    """
    found = _open(act, comment, edit, yours=text)
    if found.parts.exists():
        act.refuse(_split_already(found))
    if outcome != Outcome.ADOPTED and not text:
        act.refuse(
            BadInput(
                _("Không tiếp thu cả thì giải trình vì sao"),
                code="explained_without_words",
                field="text",
                found=outcome.label,
                expected=_("lời giải trình"),
            )
        )
    newest = PaperRevision.objects.filter(paper=found.opinion.request.round.version.paper_id).latest("number")
    columns = held(act, newest, passage, field="passage")
    answer = Response.objects.filter(comment=found).first() or Response(comment=found)
    act.change(answer, "outcome", answer.outcome, outcome)
    answer.outcome, answer.text = outcome, text
    answer.version = newest if passage else None
    for name, value in columns.items():
        setattr(answer, name, value)
    answer.answered_on, answer.answered_by = act.at.date(), act.by.username if act.by else ""
    act.create(answer) if answer._state.adding else act.save(answer)
    act.save(found)
    return answer


def _open(act: Act, comment: UUID, edit: int, *, yours: str = "") -> Comment:
    found = act.open(
        Comment,
        comment,
        edit,
        side=lambda each: _answering(act, each),
        judged=lambda each: each.opinion.request.round,
        yours=yours,
    )
    noun = found.opinion.request.round
    act.about(noun)
    return found


def _answering(act: Act, comment: Comment) -> UUID:
    """Return who answers: the body that submitted the paper, where one is its officer; else the owner."""
    noun = comment.opinion.request.round
    body = noun.version.paper.submitted_by_id
    return body if Role.OFFICER in act.roles_for(body) else noun.owner_id


def _split_already(comment: Comment) -> Contradiction:
    return Contradiction(
        _("Ý kiến này đã tách thành nhiều ý: %(found)s"),
        code="comment_split",
        field="comment",
        found=comment.label(),
        expected=_("trả lời từng ý đã tách"),
    )
