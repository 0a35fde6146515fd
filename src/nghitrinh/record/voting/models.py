"""Votes with those whom they are about, ballots by name, counts and what they came to, reservations."""

from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership, Owned
from nghitrinh.record.bodies.parent_paths import ParentPath
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import PaperRevision
from nghitrinh.record.procedure.provisions import QuestionKind
from nghitrinh.record.voting.results import Verdict


class VoteState(models.TextChoices):
    """The state of a vote."""

    PREPARED = "prepared", _("Đã chuẩn bị")
    OPEN = "open", _("Đang biểu quyết")
    CLOSED = "closed", _("Đã biểu quyết")
    CANCELLED = "cancelled", _("Đã hủy")


WRITTEN_STATE: dict[str, Promise] = {VoteState.OPEN: _("Đang lấy ý kiến"), VoteState.CLOSED: _("Đã lấy ý kiến xong")}


class VoteForm(models.TextChoices):
    """How a body votes. A secret ballot is one on paper: by this program none is secret."""

    NAMED = "named", _("Ghi tên, mỗi người một lần bấm")
    HANDS = "hands", _("Giơ tay, đếm")
    PAPER = "paper", _("Bỏ phiếu kín, phiếu giấy")
    CONSENT = "consent", _("Hỏi có ai có ý kiến khác không")
    WRITTEN = "written", _("Phiếu lấy ý kiến, không họp")


BY_NAME = (VoteForm.NAMED, VoteForm.WRITTEN)
# What a vote keeps of every seat: large in a large body, and not read where one seat votes.
ROLLS = ("opening", "closing")


class Option(models.TextChoices):
    """What a member can say to a question: who is asked in writing says something else, and does not abstain."""

    AGREES = "agrees", _("Tán thành")
    OPPOSES = "opposes", _("Không tán thành")
    ABSTAINS = "abstains", _("Không biểu quyết")
    OTHER = "other", _("Ý kiến khác")


def options_of(form: str) -> list[Option]:
    """Return what can be said in a vote of a form."""
    last = Option.OTHER if form == VoteForm.WRITTEN else Option.ABSTAINS
    return [Option.AGREES, Option.OPPOSES, last]


class Vote(Owned):
    """One question put to the vote, on an item; `version` is that of the paper on which it is put.

    `rule`, `opening` and `closing` are kept as they stood, in JSON: what the body's rule said when the vote was opened
    (`RuleText`), and who was there then and when it was closed (`rolls.Roll`).
    """

    PARENTS = (ParentPath("item"),)

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="votes")
    question = models.CharField(max_length=500)
    kind = models.CharField(max_length=12, choices=QuestionKind.choices, default=QuestionKind.ORDINARY)
    form = models.CharField(max_length=10, choices=VoteForm.choices)
    version = models.ForeignKey(PaperRevision, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=VoteState.choices)
    rule = models.JSONField(null=True, blank=True)
    opening = models.JSONField(null=True, blank=True)
    closing = models.JSONField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("item__meeting", "item__position", "recorded_at", "id")

    def label(self) -> str:
        """Return the question."""
        return self.question

    def label_of_choice(self, field: str, value: str) -> Promise | None:
        """Return the word of a state where members are asked in writing."""
        return WRITTEN_STATE.get(value) if field == "state" and self.form == VoteForm.WRITTEN else None

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # Django makes one unless there is one
        """Return the word of its state."""
        return str(label_of(self))


class Candidate(Noun):
    """Somebody whom a vote is about: a post of this record, or somebody else by post and name. None votes on it."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="candidates")
    position = models.PositiveSmallIntegerField()
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("vote", "position")

    def label(self) -> str:
        """Return who it is: the name, and the post."""
        return ", ".join(filter(None, (self.name, self.post)))


class Ballot(Noun):
    """What one seat said by name. `membership` is the one that stands for the seat: one ballot for each.

    In writing `text` is what they said besides, and `received_on` when a slip came on which they answered on paper.
    """

    LATER = ("text", "received_on")

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    post = models.CharField(max_length=300)
    name = models.CharField(max_length=120, blank=True)
    option = models.CharField(max_length=10, choices=Option.choices)
    cast_at = models.DateTimeField()
    text = models.TextField(blank=True)
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["vote", "membership"], name="one_ballot_of_a_seat")
        ]

    def label(self) -> str:
        """Return whose it is."""
        return self.post


class SlipEntry(Noun):
    """What one reader read on the slip on which a member answered on paper; when two read the same, it is a ballot."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="slip_entries")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    post = models.CharField(max_length=300)
    name = models.CharField(max_length=120, blank=True)
    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    option = models.CharField(max_length=10, choices=Option.choices)
    text = models.TextField(blank=True)
    received_on = models.DateField()

    class Meta:
        ordering = ("recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["vote", "membership", "reader"], name="one_entry_of_a_reader")
        ]

    def label(self) -> str:
        """Return whose slip it is."""
        return self.post


class Count(Noun):
    """How a vote was counted. Of ballots on paper two tellers count, and `second_teller` came to the same.

    `remarks` is what was objected to or happened while ballots were counted.
    """

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="count")
    teller = models.ForeignKey(User, models.PROTECT, related_name="+")
    second_teller = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    issued = models.PositiveSmallIntegerField(null=True, blank=True)
    returned = models.PositiveSmallIntegerField(null=True, blank=True)
    valid = models.PositiveSmallIntegerField(null=True, blank=True)
    spoilt = models.PositiveSmallIntegerField(null=True, blank=True)
    chair = models.CharField(max_length=10, choices=Option.choices, blank=True)
    remarks = models.CharField(max_length=500, blank=True)

    def label(self) -> str:
        """Return the question that was voted on."""
        return self.vote.question


class Tally(Noun):
    """How many said what, of one question or of one candidate; and what it came to, once the vote is closed.

    `needed` of `of` members were needed to agree; `by_chair` says that numbers were equal and the chair's side decided.
    In writing `abstaining` counts those who said something else, and `silent` those who did not answer; where the rule
    takes silence for agreement, they are in `agreeing` too.
    """

    LATER = ("silent",)

    count = models.ForeignKey(Count, models.PROTECT, related_name="tallies")
    candidate = models.OneToOneField(Candidate, models.PROTECT, null=True, blank=True, related_name="tally")
    position = models.PositiveSmallIntegerField()
    agreeing = models.PositiveSmallIntegerField()
    opposing = models.PositiveSmallIntegerField()
    abstaining = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField(null=True, blank=True)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    by_chair = models.BooleanField(default=False)
    silent = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("count", "position")

    def label_of_choice(self, field: str, value: str) -> Promise | None:
        """Return why nothing came of a question in writing: nobody meets, so too few answered."""
        too_few = field == "verdict" and value == Verdict.NO_QUORUM and self.silent is not None
        return _("Không có kết quả, vì không đủ số người trả lời") if too_few else None

    def label(self) -> str:
        """Return whom or what it counts."""
        return self.candidate.label() if self.candidate else self.count.vote.question


class CountCorrection(Noun):
    """That the numbers of a closed vote were corrected: what they were `before`, why, by what, and who agreed when.

    `before` has in JSON the sheet of a count on paper, the chair's side, and of each tally its numbers and result.
    `recorded_by` is who recorded that the chair agreed; nobody for the chair's own.
    """

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="corrections")
    before = models.JSONField()
    reason = models.CharField(max_length=500)
    authority = models.CharField(max_length=300)
    agreed_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("recorded_at", "id")

    def label(self) -> str:
        """Return the question of the vote."""
        return self.vote.question


class Reservation(Noun):
    """The view that a member keeps against what was voted: they obey the result, and may say so to the level above."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="reservations")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    post = models.CharField(max_length=300)
    name = models.CharField(max_length=120, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ("recorded_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["vote", "membership"], name="one_reservation_of_a_seat")
        ]

    def label(self) -> str:
        """Return whose view it is."""
        return self.post
