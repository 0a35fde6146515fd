"""Acts on a meeting in writing: putting its questions to the members without a room, more time, slips on paper."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import seat_of, seats_on
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, WrongState
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.texts import Line, Reason
from nghitrinh.record.meetings.acts.meeting import give_number
from nghitrinh.record.meetings.days import move
from nghitrinh.record.meetings.models import AgendaItem, Attendance, AttendanceRole, ItemState, Meeting
from nghitrinh.record.meetings.written import against_slips
from nghitrinh.record.papers.models import PaperState
from nghitrinh.record.procedure.provisions import Key
from nghitrinh.record.procedure.queries import RuleText, rule_on
from nghitrinh.record.publications.queries import raise_public_revision
from nghitrinh.record.voting.asked import last_day, roll_asked
from nghitrinh.record.voting.checks import against_form, against_roll
from nghitrinh.record.voting.models import Vote, VoteState
from nghitrinh.record.voting.rules import VOTE


@act("meeting.ask")
def ask(
    act: Act,
    *,
    meeting: UUID,
    edit: int,
    series: UUID | None = None,
    answers_by: date | None = None,
    chair: UUID | None = None,
    reason: Line = "",
) -> Meeting:
    """Put the prepared questions of a meeting in writing to everybody in office, until a day; it begins today.

    Without `answers_by` the day is the one that was planned, or the rule's. `chair` is the member in whose name is
    asked, with whose side a tie may go. It gets its number here where it was not convened before. Rule and seats are
    kept in each vote; another day than the announced one needs a reason, which the portal tells.
    """
    found = act.open(Meeting, meeting, edit)
    act.reason = reason
    act.refuse(*against_slips(found))
    rule = rule_on(found.owner_id, act.at.date())
    act.refuse(*_against_rule(rule))
    moved = found.day != act.at.date()
    move(act, found, act.at)
    last = answers_by or found.answers_by or _day_by_rule(act, found, rule)
    act.refuse(*_against_day(last, act.at.date()))
    act.change(found, "answers_by", found.answers_by, last)
    found.answers_by = last
    votes = _questions(act, found, rule)
    chaired = _chair(act, found, chair) if chair else None
    if not found.convenings.filter(organization=found.owner_id).exists():
        give_number(act, found, series)
    if chaired is not None:
        act.create(chaired)
    for vote in votes:
        _put(act, found, vote, rule)
    raise_public_revision(act, found, adds=not moved)
    return act.save(found)


def _against_rule(rule: RuleText) -> Iterator[ActError]:
    if not rule.get(Key.WRITTEN):
        yield Contradiction(
            _("Quy chế làm việc không cho quyết định bằng phiếu lấy ý kiến: %(found)s"),
            code="rule_wants_a_room",
            field="meeting",
            found=rule.title,
            expected=_("một quy chế nói được quyết định bằng phiếu lấy ý kiến"),
        )


def _day_by_rule(act: Act, meeting: Meeting, rule: RuleText) -> date:
    """Return until when the rule lets members answer; one that gives no days is told so."""
    today = act.at.date()
    if (last := last_day(rule, meeting.owner.body_id, today)) is not None:
        return last
    act.refuse(
        BadInput(
            _("Quy chế làm việc không nói thời hạn trả lời phiếu, nên phải ghi ngày"),
            code="answers_by_unknown",
            field="answers_by",
            expected=_("ngày cuối cùng để trả lời phiếu"),
        )
    )
    return today


def _against_day(last: date, today: date) -> Iterator[ActError]:
    if last < today:
        yield BadInput(
            _("Hạn trả lời phiếu đã qua: %(found)s"),
            code="answers_by_over",
            field="answers_by",
            found=last,
            expected=_("từ hôm nay trở đi"),
        )


def _questions(act: Act, meeting: Meeting, rule: RuleText) -> list[Vote]:
    """Return the questions that are put: every item has at least one, and each is one that can be asked in writing."""
    items = AgendaItem.objects.filter(meeting=meeting).exclude(state=ItemState.WITHDRAWN)
    votes = Vote.objects.select_for_update(no_key=True).filter(item__in=items, state=VoteState.PREPARED)
    found = list(votes.order_by("item__position", "recorded_at", "id"))
    asked = {each.item_id for each in found}
    bare = [each for each in items.order_by("position") if each.pk not in asked]
    if bare or not found:
        act.refuse(
            WrongState(
                _("Chưa có câu hỏi để gửi phiếu: %(found)s"),
                code="item_without_question",
                field="meeting",
                found="; ".join(each.title for each in bare) or label_of(meeting),
                expected=_("mỗi nội dung ít nhất một câu hỏi"),
            )
        )
    for each in found:
        act.refuse(*_against_paper(each))
        act.refuse(*against_form(each, rule, list(each.candidates.all())))
    return found


def _against_paper(vote: Vote) -> Iterator[ActError]:
    """Yield the refusal to ask about a paper that nobody took in: it may be sent back, and the slips are out."""
    if vote.version and vote.version.paper.state != PaperState.ACCEPTED:
        yield WrongState(
            _("Tài liệu được hỏi chưa tiếp nhận: %(found)s"),
            code="paper_not_accepted",
            field="meeting",
            found=vote.version.paper.title,
            expected=_("tiếp nhận tài liệu trước, rồi gửi phiếu"),
        )


def _chair(act: Act, meeting: Meeting, membership: UUID) -> Attendance | None:
    """Return that a member chairs, unless it is recorded already."""
    held = act.get(Membership, membership, field="chair")
    if seat_of(held.pk, seats_on(meeting.owner_id, meeting.day)) is None:
        act.refuse(
            BadInput(
                _("Người này không được hỏi ý kiến ở đây: %(found)s"),
                code="chair_not_asked",
                field="chair",
                found=held.post,
                expected=_("một thành viên có quyền biểu quyết"),
            )
        )
    if meeting.attendances.filter(post=held.post, name=held.holder_name).exists():
        return None
    return Attendance(
        meeting=meeting, role=AttendanceRole.CHAIR, membership=held, post=held.post, name=held.holder_name
    )


def _put(act: Act, meeting: Meeting, vote: Vote, rule: RuleText) -> None:
    """Open a question with the rule and the seats as they are."""
    roll = roll_asked(meeting, rule, act.at, vote.candidates.select_related("membership"))
    act.refuse(*against_roll(roll))
    act.step(VOTE, vote, verb="vote.open")
    vote.rule, vote.opening, vote.opened_at = rule.as_kept(), roll.as_kept(), act.at
    act.save(vote)


@act("meeting.extend")
def extend(act: Act, *, meeting: UUID, edit: int, answers_by: date, reason: Reason) -> Meeting:
    """Give everybody who is asked in writing a later day, with a reason; who answered need not do so again."""
    found = act.open(Meeting, meeting, edit, yours=reason)
    act.refuse(*against_slips(found))
    if found.answers_by and (answers_by <= found.answers_by or answers_by < act.at.date()):
        act.refuse(
            BadInput(
                _("Hạn trả lời mới %(found)s phải muộn hơn hạn đang có, và chưa qua"),
                code="answers_by_not_later",
                field="answers_by",
                found=answers_by,
                expected=_("sau %(day)s, từ hôm nay trở đi"),
                day=found.answers_by,
            )
        )
    act.change(found, "answers_by", found.answers_by, answers_by)
    found.answers_by, act.reason = answers_by, reason
    return act.save(found)
