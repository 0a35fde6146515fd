"""Acts on rounds: asking about a version of a paper, asking further, more time, closing, calling off."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, WrongState
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.striking import strikable
from nghitrinh.record.kernel.texts import Reason, Text
from nghitrinh.record.opinions.asking import asked
from nghitrinh.record.opinions.models import Request, Round, RoundState
from nghitrinh.record.opinions.rules import ROUND, may_open
from nghitrinh.record.papers.models import Paper, PaperRevision, PaperState
from nghitrinh.record.procedure.provisions import Key, OpensOpinions
from nghitrinh.record.procedure.queries import RuleText, rule_text_on
from nghitrinh.record.procedure.working_days import WorkingDays

# Who was asked by mistake and has not answered is struck, with the journal keeping that they were.
strikable(Request, side=lambda _user, request: request.round.owner_id)


@act("round.open")
def open_round(
    act: Act,
    *,
    version: UUID,
    question: Text,
    members: list[UUID] = [],  # noqa: B006 - copied by the parameter model
    bodies: list[UUID] = [],  # noqa: B006 - copied by the parameter model
    due_on: date | None = None,
) -> Round:
    """Ask members of the body, and other bodies, about the newest version of a paper, until a day.

    Without `due_on` it is the day that the body's rule gives. The rule of today says too from when one reads what
    others say, and whether a body's opinion needs its head.
    """
    asked_about = act.get(PaperRevision, version, field="version")
    paper = act.get(Paper, asked_about.paper_id, field="version")
    text = rule_text_on(paper.owner_id, act.at.date())
    made = Round(
        owner=paper.owner,
        version=asked_about,
        question=question,
        level=stricter(Level.INTERNAL, paper.level),
        source=paper.source,
        state="",
        opened_on=act.at.date(),
        due_on=due_on or _day_by_rule(act, paper, text),
        shows=text.get(Key.OPINIONS_OPEN) if text else OpensOpinions.CLOSED,
        head_signs=bool(text and text.get(Key.HEAD_SIGNS)),
    )
    act.step(ROUND, made)
    act.refuse(*_against_opening(act, made, paper))
    requests = asked(act, made, members, bodies)
    act.create(made)
    for each in requests:
        act.create(each)
    act.about(made)
    return made


def _day_by_rule(act: Act, paper: Paper, text: RuleText | None) -> date:
    """Return until when the rule of a paper's body lets who is asked answer; one that gives no days is told so."""
    today = act.at.date()
    delay = text.get(Key.OPINIONS) if text else None
    if delay is None:
        act.refuse(
            BadInput(
                _("Quy chế làm việc không nói thời hạn góp ý, nên phải ghi ngày"),
                code="due_unknown",
                field="due_on",
                expected=_("ngày cuối cùng để trả lời"),
            )
        )
        return today
    return WorkingDays(paper.owner.body_id).after(today, delay)


def _against_opening(act: Act, made: Round, paper: Paper) -> Iterator[ActError]:
    if made.due_on < act.at.date():
        yield BadInput(
            _("Hạn trả lời đã qua: %(found)s"),
            code="due_before_asking",
            field="due_on",
            found=made.due_on,
            expected=_("từ hôm nay trở đi"),
        )
    newest = paper.versions.order_by("-number").first()
    if newest and newest.pk != made.version_id:
        yield Contradiction(
            _("Đã có bản mới hơn bản này: bản %(found)s"),
            code="version_not_newest",
            field="version",
            found=newest.number,
            expected=_("lấy ý kiến về bản mới nhất"),
        )
    if paper.state == PaperState.ACCEPTED and not may_open(paper, act.roles_for):
        yield WrongState(
            _("Tài liệu đã tiếp nhận, nên cơ quan trình không tự lấy ý kiến nữa: %(found)s"),
            code="round_of_accepted",
            field="version",
            found=paper.title,
            expected=_("nhờ thư ký lấy ý kiến, hoặc xin trả lại để sửa"),
        )
    if paper.state == PaperState.WITHDRAWN:
        yield WrongState(
            _("Tài liệu này đã rút"),
            code="paper_withdrawn",
            field="version",
            found=paper.title,
            expected=_("một tài liệu còn hiệu lực"),
        )
    if Round.objects.filter(version__paper=paper, state=RoundState.OPEN).exists():
        yield Contradiction(
            _("Tài liệu này đang được lấy ý kiến"),
            code="round_open_already",
            field="version",
            expected=_("hỏi thêm trong đợt đang mở, hoặc kết thúc đợt ấy trước"),
        )


@act("round.ask")
def ask(
    act: Act,
    *,
    round: UUID,
    edit: int,
    members: list[UUID] = [],  # noqa: B006 - copied by the parameter model
    bodies: list[UUID] = [],  # noqa: B006 - copied by the parameter model
) -> Round:
    """Ask further members and bodies in a round that is open."""
    found = act.open(Round, round, edit)
    for each in asked(act, found, members, bodies):
        act.create(each)
    return act.save(found)


@act("round.extend")
def extend(act: Act, *, round: UUID, edit: int, due_on: date, reason: Reason) -> Round:
    """Give everybody asked a later day, with a reason."""
    found = act.open(Round, round, edit, yours=reason)
    act.refuse(*_not_later(act, found.due_on, due_on))
    act.change(found, "due_on", found.due_on, due_on)
    found.due_on, act.reason = due_on, reason
    return act.save(found)


@act("request.extend")
def extend_one(act: Act, *, request: UUID, edit: int, due_on: date, reason: Reason) -> Request:
    """Give one member or one body a later day, with a reason."""
    found = act.open(
        Request, request, edit, side=lambda each: each.round.owner_id, judged=lambda each: each.round, yours=reason
    )
    act.refuse(*_not_later(act, found.last_day, due_on))
    act.change(found, "due_on", found.due_on, due_on)
    found.due_on, act.reason = due_on, reason
    return act.save(found)


def _not_later(act: Act, now: date, wanted: date) -> Iterator[ActError]:
    if wanted <= now or wanted < act.at.date():
        yield BadInput(
            _("Hạn %(found)s không muộn hơn hạn đang có"),
            code="deadline_not_later",
            field="due_on",
            found=wanted,
            expected=_("sau %(day)s"),
            day=now,
        )


@act("round.close")
def close(act: Act, *, round: UUID, edit: int) -> Round:
    """End a round: what was given is read by whoever sees it, and is answered."""
    found = act.open(Round, round, edit)
    found.closed_on = act.at.date()
    return act.save(found)


@act("round.cancel")
def cancel(act: Act, *, round: UUID, edit: int, reason: Reason) -> Round:
    """Call a round off; what was given stays hidden from others as it was."""
    found = act.open(Round, round, edit, yours=reason)
    found.closed_on, act.reason = act.at.date(), reason
    return act.save(found)
