"""What a rule can provide for: one row each, with its words, how its value is read, and what holds where it is silent.

A rule that says nothing of a thing leaves the strict side: nobody is substituted, silence is no answer, persons are
voted on in secret, nothing of votes and attendance becomes public. Nothing here is law; what an office takes from the
law or from its own working rules stands in the provision with what it rests on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.procedure.values import (
    OF_MEMBERS,
    Base,
    Delay,
    Threshold,
    malformed,
    whole_number,
    whole_numbers,
    yes_or_no,
)


class Part(TextChoices):
    """The parts of a rule, in the order of its page."""

    SITTING = "sitting", _("Phiên họp")
    OPINIONS = "opinions", _("Lấy ý kiến")
    VOTES = "votes", _("Biểu quyết")
    PUBLICITY = "publicity", _("Công khai")
    FOLLOW_UP = "follow_up", _("Nhắc và báo cáo")


class QuestionKind(TextChoices):
    """Of what kind a question put to the vote is: a rule may want another majority for each."""

    ORDINARY = "ordinary", _("Việc thường")
    PERSONNEL = "personnel", _("Nhân sự")
    HONOURS = "honours", _("Khen thưởng, danh hiệu")
    REMOVAL = "removal", _("Bãi nhiệm, miễn nhiệm")


class Substitute(TextChoices):
    """Whether somebody may come for a member."""

    NONE = "none", _("Không được cử người dự thay")
    SPEAKS = "speaks", _("Người dự thay được phát biểu, không biểu quyết")
    VOTES = "votes", _("Người dự thay được biểu quyết")


class OpensOpinions(TextChoices):
    """From when one may read what others answered in a round."""

    ANSWERED = "answered", _("Sau khi mình đã gửi ý kiến")
    CLOSED = "closed", _("Sau khi đợt lấy ý kiến kết thúc")
    ALWAYS = "always", _("Ngay khi có ý kiến")


class Silence(TextChoices):
    """What it means that a member did not answer a written question."""

    NOTHING = "nothing", _("Không tính là ý kiến")
    AGREES = "agrees", _("Coi là đồng ý")


class Tie(TextChoices):
    """What equal numbers mean."""

    NOT_PASSED = "not_passed", _("Không được thông qua")
    CHAIR = "chair", _("Theo bên có người chủ trì")


class Shown(TextChoices):
    """What of votes or attendance the public may be told."""

    NONE = "none", _("Không công khai")
    COUNTS = "counts", _("Công khai số lượng")
    NAMES = "names", _("Công khai họ tên")


class Key(StrEnum):
    """The names of the provisions, as rows and acts write them."""

    QUORUM = "quorum"
    STATUTE_SEATS = "statute_seats"
    QUORUM_SECOND = "quorum_second"
    NOTICE = "notice"
    NOTICE_SPECIAL = "notice_special"
    PAPERS = "papers"
    SUBSTITUTE = "substitute"
    MINUTES_APPROVED = "minutes_approved"
    OPINIONS = "opinions"
    OPINIONS_OPEN = "opinions_open"
    HEAD_SIGNS = "head_signs"
    MATRIX_COMPLETE = "matrix_complete"
    WRITTEN = "written"
    WRITTEN_DELAY = "written_delay"
    SILENCE = "silence"
    MAJORITY = "majority"
    MAJORITY_PERSONNEL = "majority_personnel"
    MAJORITY_HONOURS = "majority_honours"
    MAJORITY_REMOVAL = "majority_removal"
    TIE = "tie"
    SECRECY = "secrecy"
    VOTE_CHANGES = "vote_changes"
    RESERVATION = "reservation"
    PUBLIC_VOTES = "public_votes"
    PUBLIC_ATTENDANCE = "public_attendance"
    REMINDERS = "reminders"
    ESCALATION = "escalation"


class Shape(StrEnum):
    """How a value is typed: what its field on a page looks like."""

    THRESHOLD = "threshold"
    DELAY = "delay"
    CHOICE = "choice"
    WHOLE = "whole"
    DAYS = "days"
    YES = "yes"


@dataclass(frozen=True)
class ProvisionKind:
    """One thing that a rule can provide for: its part and words, its shape, and what holds where the rule is silent.

    `silent` is a value in its type; None where nothing can be supposed, and whoever asks for it is told that the rule
    does not say. `choices` are the words of a choice, and the bases that a threshold may be taken of.
    """

    key: Key
    part: Part
    words: Promise
    shape: Shape
    silent: Any = None
    choices: tuple[Any, ...] = ()
    is_required: bool = False

    def read(self, text: str) -> Any:
        """Return a value in its type.

        Raises:
            BadInput: the text is no value of this provision.
        """
        return _READERS[self.shape](self, text)


def _threshold(kind: ProvisionKind, text: str) -> Threshold:
    found = Threshold.read(text)
    if found.base not in kind.choices:
        raise malformed(text, ", ".join(str(base.label) for base in kind.choices))
    return found


def _choice(kind: ProvisionKind, text: str) -> Any:
    found = next((each for each in kind.choices if each.value == text), None)
    if found is None:
        raise malformed(text, ", ".join(each.value for each in kind.choices))
    return found


_READERS: dict[Shape, Callable[[ProvisionKind, str], Any]] = {
    Shape.THRESHOLD: _threshold,
    Shape.CHOICE: _choice,
    Shape.DELAY: lambda _kind, text: Delay.read(text),
    Shape.WHOLE: lambda _kind, text: whole_number(text),
    Shape.DAYS: lambda _kind, text: whole_numbers(text),
    Shape.YES: lambda _kind, text: yes_or_no(text),
}


def _quorum(key: Key, words: Promise, *, is_required: bool = False) -> ProvisionKind:
    return ProvisionKind(key, Part.SITTING, words, Shape.THRESHOLD, choices=OF_MEMBERS, is_required=is_required)


def _majority(key: Key, words: Promise, *, is_required: bool = False) -> ProvisionKind:
    return ProvisionKind(key, Part.VOTES, words, Shape.THRESHOLD, choices=tuple(Base), is_required=is_required)


def _delay(key: Key, part: Part, words: Promise) -> ProvisionKind:
    return ProvisionKind(key, part, words, Shape.DELAY)


def _one_of(key: Key, part: Part, words: Promise, silent: TextChoices) -> ProvisionKind:
    return ProvisionKind(key, part, words, Shape.CHOICE, silent, tuple(type(silent)))


def _is_so(key: Key, part: Part, words: Promise) -> ProvisionKind:
    return ProvisionKind(key, part, words, Shape.YES, silent=False)


KINDS: dict[Key, ProvisionKind] = {
    row.key: row
    for row in (
        _quorum(Key.QUORUM, _("Số người phải có mặt"), is_required=True),
        ProvisionKind(Key.STATUTE_SEATS, Part.SITTING, _("Số thành viên theo quy định"), Shape.WHOLE),
        _quorum(Key.QUORUM_SECOND, _("Số người phải có mặt khi triệu tập lần thứ hai")),
        _delay(Key.NOTICE, Part.SITTING, _("Gửi giấy mời trước phiên thường kỳ")),
        _delay(Key.NOTICE_SPECIAL, Part.SITTING, _("Gửi giấy mời trước phiên bất thường")),
        _delay(Key.PAPERS, Part.SITTING, _("Gửi tài liệu trước phiên họp")),
        _one_of(Key.SUBSTITUTE, Part.SITTING, _("Cử người dự thay"), Substitute.NONE),
        _is_so(Key.MINUTES_APPROVED, Part.SITTING, _("Biên bản được thông qua ở phiên sau")),
        _delay(Key.OPINIONS, Part.OPINIONS, _("Thời hạn trả lời khi được lấy ý kiến")),
        _one_of(Key.OPINIONS_OPEN, Part.OPINIONS, _("Xem ý kiến của người khác"), OpensOpinions.CLOSED),
        _is_so(Key.HEAD_SIGNS, Part.OPINIONS, _("Ý kiến của cơ quan phải được người đứng đầu duyệt")),
        _is_so(Key.MATRIX_COMPLETE, Part.OPINIONS, _("Phải tiếp thu, giải trình đủ mọi ý kiến mới đưa ra họp")),
        _is_so(Key.WRITTEN, Part.OPINIONS, _("Được quyết định bằng phiếu lấy ý kiến, không họp")),
        _delay(Key.WRITTEN_DELAY, Part.OPINIONS, _("Thời hạn trả lời phiếu lấy ý kiến")),
        _one_of(Key.SILENCE, Part.OPINIONS, _("Không trả lời phiếu lấy ý kiến"), Silence.NOTHING),
        _majority(Key.MAJORITY, _("Đa số để thông qua việc thường"), is_required=True),
        _majority(Key.MAJORITY_PERSONNEL, _("Đa số về nhân sự")),
        _majority(Key.MAJORITY_HONOURS, _("Đa số về khen thưởng, danh hiệu")),
        _majority(Key.MAJORITY_REMOVAL, _("Đa số về bãi nhiệm, miễn nhiệm")),
        _one_of(Key.TIE, Part.VOTES, _("Khi số phiếu ngang nhau"), Tie.NOT_PASSED),
        ProvisionKind(
            Key.SECRECY, Part.VOTES, _("Nhân sự, khen thưởng, bãi nhiệm phải bỏ phiếu kín"), Shape.YES, silent=True
        ),
        _is_so(Key.VOTE_CHANGES, Part.VOTES, _("Được đổi ý kiến biểu quyết khi chưa đóng")),
        _is_so(Key.RESERVATION, Part.VOTES, _("Thành viên được bảo lưu ý kiến")),
        _one_of(Key.PUBLIC_VOTES, Part.PUBLICITY, _("Kết quả biểu quyết"), Shown.NONE),
        _one_of(Key.PUBLIC_ATTENDANCE, Part.PUBLICITY, _("Thành phần dự"), Shown.NONE),
        ProvisionKind(Key.REMINDERS, Part.FOLLOW_UP, _("Nhắc trước hạn (ngày)"), Shape.DAYS, silent=(7, 3, 1)),
        ProvisionKind(Key.ESCALATION, Part.FOLLOW_UP, _("Báo cấp trên khi quá hạn (ngày)"), Shape.DAYS, silent=()),
    )
}
# The provision that says which majority a question wants; where the rule is silent of it, that of ordinary ones.
MAJORITY_OF = {
    QuestionKind.ORDINARY: Key.MAJORITY,
    QuestionKind.PERSONNEL: Key.MAJORITY_PERSONNEL,
    QuestionKind.HONOURS: Key.MAJORITY_HONOURS,
    QuestionKind.REMOVAL: Key.MAJORITY_REMOVAL,
}


def in_part(part: Part) -> list[ProvisionKind]:
    """Return what a part of a rule can provide for, in the order of its page."""
    return [kind for kind in KINDS.values() if kind.part == part]
