"""What speaks against an answer to a question that is asked in writing, and against ending one that is still asked."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.errors import ActError, BadInput, WrongState
from nghitrinh.record.voting.asked import unanswered_of, unsettled_slips
from nghitrinh.record.voting.models import Option, Vote, VoteForm, options_of


def against_answer(vote: Vote, option: Option, text: str, *, field: str = "option") -> Iterator[ActError]:
    """Yield what of an answer does not fit its question: an option of another form, another view without words."""
    offered = options_of(vote.form)
    if option not in offered:
        yield BadInput(
            _("Không chọn được ý kiến này ở đây: %(found)s"),
            code="option_of_other_form",
            field=field,
            found=option.label,
            expected=tuple(each.label for each in offered),
        )
    if option == Option.OTHER and not text.strip():
        yield BadInput(
            _("Ý kiến khác thì phải ghi rõ là gì"),
            code="other_without_words",
            field="text",
            expected=_("lời ghi ý kiến"),
        )
    if text and vote.form != VoteForm.WRITTEN:
        yield BadInput(
            _("Biểu quyết ở hội nghị không ghi kèm lời"),
            code="words_in_the_room",
            field="text",
            found=text[:40],
            expected=_("để trống"),
        )


def against_late(vote: Vote, day: date) -> Iterator[ActError]:
    """Yield the refusal of an answer that comes after the last day of a question in writing."""
    last = vote.item.meeting.answers_by
    if vote.form == VoteForm.WRITTEN and last and day > last:
        yield WrongState(
            _("Đã hết hạn trả lời phiếu, ngày %(last)s"),
            code="answered_late",
            field="vote",
            found=day,
            expected=_("trả lời trong hạn; cơ quan gia hạn thì trả lời được tiếp"),
            last=last,
        )


def against_ending(vote: Vote, day: date) -> Iterator[ActError]:
    """Yield what speaks against closing a question in writing: somebody may still answer, a slip is not settled."""
    last, awaited = vote.item.meeting.answers_by, unanswered_of(vote)
    if last and day <= last and awaited:
        yield WrongState(
            _("Còn %(found)d người chưa trả lời, mà chưa hết hạn ngày %(last)s"),
            code="answers_awaited",
            field="vote",
            found=len(awaited),
            expected=_("mọi người trả lời xong, hoặc qua ngày ấy"),
            last=last,
        )
    if open_slips := unsettled_slips(vote):
        yield WrongState(
            _("Còn phiếu giấy chưa được hai người nhập khớp nhau: %(found)s"),
            code="slips_unsettled",
            field="vote",
            found="; ".join(sorted({each.label() for each in open_slips})),
            expected=_("người thứ hai nhập, hoặc sửa cho khớp"),
        )
