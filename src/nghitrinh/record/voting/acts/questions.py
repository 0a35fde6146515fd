"""Acts on the question: preparing a vote, opening it under the rule of the day, cancelling it."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.provenance import source_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, WrongState
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import OneLine, Reason, ShortLine, Title
from nghitrinh.record.meetings.models import AgendaItem, Meeting, MeetingState
from nghitrinh.record.meetings.written import against_asking_further, against_room
from nghitrinh.record.papers.models import PaperRevision
from nghitrinh.record.procedure.provisions import QuestionKind
from nghitrinh.record.procedure.queries import RuleText, rule_on, rule_text_on
from nghitrinh.record.voting.checks import against_form, against_item, against_persons, against_roll, roll_now
from nghitrinh.record.voting.models import Candidate, Vote, VoteForm
from nghitrinh.record.voting.rules import VOTE

Post = Annotated[str, StringConstraints(max_length=300), OneLine()]


class GivenCandidate(Parameters):
    """Whom a vote is about: a post of this record, or somebody else by post and name."""

    membership: UUID | None = None
    post: Post = ""
    name: ShortLine = ""


@act("vote.prepare")
def prepare(
    act: Act,
    *,
    item: UUID,
    question: Title,
    form: VoteForm,
    kind: QuestionKind = QuestionKind.ORDINARY,
    version: UUID | None = None,
    candidates: list[GivenCandidate] = [],  # noqa: B006 - copied by the parameter model
    source: UUID | None = None,
) -> Vote:
    """Prepare a question on an item. One about persons is restricted: their names are known to the cleared alone."""
    on = act.get(AgendaItem, item, field="item")
    vote = Vote(item=on, owner_id=on.owner_id, question=question, form=form, kind=kind, state="", source=None)
    act.step(VOTE, vote)
    vote.source = source_of(act, source, on)
    vote.version = _version(act, version, on)
    vote.level = _level(vote, on)
    asked = [_candidate(act, vote, each, at) for at, each in enumerate(candidates)]
    act.refuse(*against_asking_further(on.meeting), *against_item(on))
    act.refuse(*against_persons(vote, asked), *against_form(vote, _rule_so_far(on), asked))
    act.create(vote)
    for each in asked:
        act.create(each)
    act.about(vote)
    return vote


def _rule_so_far(item: AgendaItem) -> RuleText | None:
    """Return what the rule of the meeting's day says now; None where the body has adopted none yet."""
    return rule_text_on(item.owner_id, item.meeting.day)


def _level(vote: Vote, item: AgendaItem) -> str:
    of_version = [vote.version.paper.level] if vote.version else []
    of_persons = [Level.RESTRICTED] if vote.kind != QuestionKind.ORDINARY else []
    return stricter(vote.level, item.level, item.meeting.level, *of_version, *of_persons)


def _version(act: Act, identifier: UUID | None, item: AgendaItem) -> PaperRevision | None:
    if identifier is None:
        return None
    version = act.get(PaperRevision, identifier, field="version")
    if not item.consultations.filter(paper=version.paper_id).exists():
        act.refuse(
            BadInput(
                _("Bản này không thuộc tài liệu của nội dung"),
                code="version_of_other_item",
                field="version",
                found=identifier,
                expected=_("một bản của tài liệu dưới nội dung này"),
            )
        )
    return version


def _candidate(act: Act, vote: Vote, given: GivenCandidate, at: int) -> Candidate:
    held = act.get(Membership, given.membership, field=f"candidates.{at}.membership") if given.membership else None
    post, name = (held.post, held.holder_name) if held else (given.post, given.name)
    return Candidate(vote=vote, position=at + 1, membership=held, post=post, name=name)


@act("vote.revise")
def revise(act: Act, *, vote: UUID, edit: int, question: Title, form: VoteForm, version: UUID | None = None) -> Vote:
    """Put a prepared question otherwise. About whom it is stays: for others there is another vote."""
    found = act.open(Vote, vote, edit, yours=question)
    on = found.item
    put = {"question": question, "form": form.value, "version": _version(act, version, on)}
    for column, value in put.items():
        act.change(found, column, _key(getattr(found, column)), _key(value))
        setattr(found, column, value)
    found.level = _level(found, on)
    act.refuse(*against_item(on), *against_form(found, _rule_so_far(on), list(found.candidates.all())))
    return act.save(found)


def _key(value: object) -> object:
    return getattr(value, "pk", value)


@act("vote.open")
def open_vote(act: Act, *, vote: UUID, edit: int) -> Vote:
    """Open a vote at a meeting under way, where there is a quorum. Rule and roll are kept as they are now."""
    found = act.open(Vote, vote, edit)
    # Locked, so that neither is closed or withdrawn meanwhile.
    meeting = act.get(Meeting, found.item.meeting_id)
    found.item = act.get(AgendaItem, found.item_id)
    act.refuse(*against_item(found.item), *against_room(meeting))
    if meeting.state != MeetingState.OPEN:
        act.refuse(
            WrongState(
                _("Hội nghị chưa khai mạc, hoặc đã kết thúc: %(found)s"),
                code="meeting_not_open",
                field="vote",
                found=label_of(meeting, "state"),
                expected=MeetingState.OPEN.label,
            )
        )
    act.settle()
    rule = rule_on(found.owner_id, meeting.day)
    act.refuse(*against_form(found, rule, list(found.candidates.all())))
    roll = roll_now(found, meeting, act.at)
    act.refuse(*against_roll(roll))
    found.rule, found.opening, found.opened_at = rule.as_kept(), roll.as_kept(), act.at
    return act.save(found)


@act("vote.cancel")
def cancel(act: Act, *, vote: UUID, edit: int, reason: Reason) -> Vote:
    """Cancel a vote that is not closed: it has no result, and what was said in it stays in the record."""
    found = act.open(Vote, vote, edit)
    act.reason = reason
    return act.save(found)
