"""What speaks against putting a question to the vote, and what a vote needs of the sitting that it is put to."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import is_holders_own
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, WrongState
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.procedure.provisions import Key, QuestionKind, Substitute
from nghitrinh.record.procedure.queries import RuleText
from nghitrinh.record.voting.models import Candidate, Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import rule_of
from nghitrinh.record.voting.rolls import Roll, RollSeat, There, roll_at

# Several persons are voted on together where each gets counts of their own.
_OF_SEVERAL = (VoteForm.PAPER, VoteForm.HANDS)


def against_item(item: AgendaItem) -> Iterator[ActError]:
    """Yield what speaks against voting on an item: it is off the agenda or concluded, or nobody sits any more."""
    meeting = item.meeting
    if item.state == ItemState.WITHDRAWN:
        yield WrongState(
            _("Nội dung này đã rút khỏi chương trình"),
            code="item_withdrawn",
            field="item",
            found=item.title,
            expected=_("một nội dung trong chương trình"),
        )
    if item.state == ItemState.CONCLUDED:
        yield WrongState(
            _("Nội dung này đã kết luận: %(found)s"),
            code="item_concluded",
            field="item",
            found=item.title,
            expected=_("một nội dung chưa kết luận"),
        )
    if meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        yield WrongState(
            _("Hội nghị này không biểu quyết được: %(found)s"),
            code="meeting_takes_no_vote",
            field="item",
            found=label_of(meeting, "state"),
            expected=_("một hội nghị chưa kết thúc"),
        )


def against_form(vote: Vote, rule: RuleText | None, candidates: Sequence[Candidate]) -> Iterator[ActError]:
    """Yield what speaks against the form of a vote: the meeting's form, how many it asks about, the rule so far."""
    if (vote.form == VoteForm.WRITTEN) != vote.item.meeting.is_written:
        yield BadInput(
            _("Hình thức này không hợp với hội nghị: %(found)s"),
            code="form_of_other_meeting",
            field="form",
            found=label_of(vote, "form"),
            expected=_("phiếu lấy ý kiến khi lấy ý kiến bằng văn bản, và chỉ khi ấy"),
        )
    if len(candidates) > 1 and vote.form not in _OF_SEVERAL:
        yield BadInput(
            _("Hình thức này chỉ hỏi về một người: %(found)s"),
            code="form_of_one_person",
            field="form",
            found=label_of(vote, "form"),
            expected=_("giơ tay hoặc bỏ phiếu; hoặc mỗi người một biểu quyết"),
        )
    if rule and vote.kind != QuestionKind.ORDINARY and rule.get(Key.SECRECY) and vote.form != VoteForm.PAPER:
        yield Contradiction(
            _("Việc này phải bỏ phiếu kín: %(found)s"),
            code="secret_wanted",
            field="form",
            found=label_of(vote, "form"),
            expected=_("bỏ phiếu giấy; nếu không cần kín thì quy chế phải nói vậy (%(title)s)"),
            title=rule.title,
        )


def against_persons(vote: Vote, candidates: Sequence[Candidate]) -> Iterator[ActError]:
    """Yield what speaks against whom a vote is about: persons are named where it is about persons, and only there."""
    if vote.kind == QuestionKind.ORDINARY and candidates:
        yield BadInput(
            _("Việc thường không biểu quyết về người: %(found)s"),
            code="persons_of_ordinary",
            field="kind",
            found=candidates[0].label(),
            expected=_("nhân sự, khen thưởng hoặc bãi nhiệm"),
        )
    if vote.kind != QuestionKind.ORDINARY and not candidates:
        yield BadInput(
            _("Chưa ghi biểu quyết về ai"),
            code="nobody_named",
            field="candidates",
            found=label_of(vote, "kind"),
            expected=_("một người trở lên: không ai biểu quyết về chính mình"),
        )
    known = set()
    for at, each in enumerate(candidates):
        who = each.membership_id or each.label()
        if not each.label() or who in known:
            yield BadInput(
                _("Người này để trống hoặc ghi hai lần: %(found)s"),
                code="person_twice",
                field=f"candidates.{at}.name",
                found=each.label() or "—",
                expected=_("mỗi người một lần: một chức vụ trong hồ sơ, hoặc chức vụ và họ tên"),
            )
        known.add(who)


def against_other_form(vote: Vote, *wanted: VoteForm) -> Iterator[ActError]:
    """Yield the refusal of an act that belongs to votes of other forms."""
    if vote.form not in wanted:
        yield WrongState(
            _("Biểu quyết này theo hình thức khác: %(found)s"),
            code="other_form",
            field="vote",
            found=label_of(vote, "form"),
            expected=tuple(each.label for each in wanted),
        )


def roll_now(vote: Vote, meeting: Meeting, moment: datetime) -> Roll:
    """Return who is there now; in writing, whom it asks.

    Raises:
        WrongState: nobody is recorded as there (`presence_unknown`): unknown is not none.
    """
    if vote.form == VoteForm.WRITTEN and vote.opening:
        return Roll.from_kept(vote.opening)
    roll = roll_at(meeting, moment, vote.candidates.select_related("membership"))
    if roll is None:
        raise WrongState(
            _("Chưa ghi ai có mặt, nên chưa biết có đủ số người họp không"),
            code="presence_unknown",
            field="vote",
            expected=_("điểm danh trước, ở thẻ Có mặt"),
        )
    return roll


def against_roll(roll: Roll) -> Iterator[ActError]:
    """Yield the refusal of a vote without a quorum, or without anybody who has a vote."""
    if not roll.is_enough:
        yield WrongState(
            _("Không đủ số người họp để biểu quyết: có mặt %(found)s, cần %(needed)d trên %(members)d"),
            code="quorum_short",
            field="vote",
            found=roll.present,
            expected=_("%(needed)d người có mặt"),
            needed=roll.needed,
            members=roll.members,
        )
    elif not roll.voters:
        yield WrongState(
            _("Không ai có mặt được biểu quyết việc này"),
            code="nobody_votes",
            field="vote",
            expected=_("ít nhất một người không phải là người được biểu quyết"),
        )


def against_stopping(meeting: Meeting, item: AgendaItem | None) -> Iterator[ActError]:
    """Yield the refusal of closing a meeting, or taking an item off its agenda, while a vote on it is open."""
    running = Vote.objects.filter(item__meeting=meeting, state=VoteState.OPEN)
    if item is not None:
        running = running.filter(item=item)
    if running.exists():
        yield WrongState(
            _("Còn biểu quyết chưa đóng"),
            code="vote_still_open",
            field="item" if item else "meeting",
            found=running.count(),
            expected=_("đóng hoặc hủy biểu quyết trước"),
        )


def against_voting(user: User | None, vote: Vote, post: Membership, seat: RollSeat) -> Iterator[ActError]:
    """Yield what speaks against a user voting for a seat as it is now, by a post that stands for it."""
    is_own, rule = is_holders_own(user, post), rule_of(vote)
    if seat.is_named:
        yield Contradiction(
            _("Không ai biểu quyết về chính mình: %(found)s"),
            code="votes_on_oneself",
            field="membership",
            found=seat.post,
            expected=_("người không phải là người được biểu quyết"),
        )
    elif seat.there == There.AWAY or (is_own and seat.there == There.SUBSTITUTE):
        yield Contradiction(
            _("Chưa ghi là có mặt: %(found)s"),
            code="voter_away",
            field="membership",
            found=seat.post,
            expected=_("điểm danh rồi biểu quyết"),
        )
    elif not is_own and seat.there == There.HOLDER:
        yield Contradiction(
            _("Người giữ chức vụ có mặt và tự biểu quyết: %(found)s"),
            code="holder_votes",
            field="membership",
            found=seat.post,
            expected=_("biểu quyết bằng tài khoản của chính người ấy"),
        )
    elif not is_own and rule is not None and rule.get(Key.SUBSTITUTE) != Substitute.VOTES:
        yield Contradiction(
            _("Quy chế không cho người dự thay biểu quyết: %(found)s"),
            code="substitutes_do_not_vote",
            field="membership",
            found=rule.title,
            expected=_("thành viên tự biểu quyết"),
        )
