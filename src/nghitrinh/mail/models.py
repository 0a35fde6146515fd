"""The outbox: notices, the letters that carry them, how far the journal was read, and what each user chose."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

_NAMES = uuid.UUID("6f0d3a52-6c0e-4f0b-9b39-1d3f7f3c5a10")


class Kind(models.TextChoices):
    """Why somebody is written to."""

    INVITED = "invited", _("Giấy mời họp")
    MOVED = "moved", _("Đổi lịch họp")
    CANCELLED = "cancelled", _("Không họp nữa")
    PAPERS = "papers", _("Cần nộp tài liệu")
    CHARGED = "charged", _("Việc mới được giao")
    SENT_BACK = "sent_back", _("Việc phải làm lại")
    DUE = "due", _("Việc sắp đến hạn")
    OVERDUE = "overdue", _("Việc quá hạn")
    ESCALATED = "escalated", _("Báo cấp trên: việc quá hạn")
    ASKED = "asked", _("Hỏi về việc quá hạn")
    OPINION = "opinion", _("Xin ý kiến")
    OPINION_DUE = "opinion_due", _("Chờ ý kiến")
    SLIP = "slip", _("Phiếu lấy ý kiến")
    SLIP_DUE = "slip_due", _("Chờ trả lời phiếu lấy ý kiến")


# A calendar takes one event of a letter, and wants it while the meeting is ahead: these wait for no day's letter.
OF_A_MEETING = (Kind.INVITED, Kind.MOVED, Kind.CANCELLED)
# What a day brings rather than somebody's act: all of it is one letter a day, also for who wants letters at once.
OF_A_DAY = (Kind.DUE, Kind.OVERDUE, Kind.ESCALATED, Kind.OPINION_DUE, Kind.SLIP_DUE)
# What is about one who is asked for an opinion.
OF_AN_OPINION = (Kind.OPINION, Kind.OPINION_DUE)
# What is about a meeting in writing: a letter for each member, however many questions there are.
OF_A_SLIP = (Kind.SLIP, Kind.SLIP_DUE)


class Choice(models.TextChoices):
    """How a user wants to be written to."""

    AT_ONCE = "at_once", _("Gửi ngay từng việc")
    DAILY = "daily", _("Mỗi ngày một thư (giấy mời họp vẫn gửi ngay)")
    NONE = "none", _("Không gửi thư")


class Preference(models.Model):
    """What a user chose; without a row, one letter a day."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice.choices)

    def __str__(self) -> str:
        """Return the choice."""
        return self.choice


class CalendarLink(models.Model):
    """A user's private calendar address: of its secret the digest alone. Making a new one ends the one before."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return whose it is."""
        return str(self.user_id)


class Progress(models.Model):
    """How far the outbox is filled: to which line of the journal, and to which day. There is one row."""

    THE_ONE = 1
    line = models.PositiveBigIntegerField()
    day = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the line."""
        return str(self.line)


class LetterState(models.TextChoices):
    """Where a letter is. Words of the program: the desk has its own."""

    QUEUED = "queued", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    DROPPED = "dropped", _("Không còn gì để gửi")


WAITING = (LetterState.QUEUED, LetterState.SENDING)


class Letter(models.Model):
    """One letter to one user. Its identifier follows from its key, and its Message-ID from that.

    `attempts` counts the claims: whoever raised it from the number that they read has the letter until `leased_until`,
    after which a worker that died in the middle is taken to be gone. `fault` is a code of `transport.Fault`, `reply`
    what number the server answered; the server's words are not kept, since they may quote the letter.
    """

    id = models.UUIDField(primary_key=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=30, blank=True)
    reply = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["state", "next_at"])]

    def __str__(self) -> str:
        """Return the identifier."""
        return str(self.id)


# Kinds of letters that are of no single notice: all of a day, and one by which an administrator tries the transport.
DAY, TRIAL = "day", "trial"


def letter_id(*key: object) -> uuid.UUID:
    """Return the identifier of the letter of a key: the same whenever, and by whichever worker, it is made."""
    return uuid.uuid5(_NAMES, ":".join(map(str, key)))


def new_letter(recipient: Any, kind: str, at: datetime, *key: object) -> Letter:
    """Return the letter of a key, to be sent from now on; not saved."""
    return Letter(id=letter_id(*key), recipient=recipient, kind=kind, queued_at=at, next_at=at)


class Notice(models.Model):
    """That somebody is to be written to about something, once: by what gave rise to it, the recipient and the kind.

    `occasion` is a line of the journal (`line:812:<id>`) or a step of a deadline (`due:<task>:2021-10-30:7`). A notice
    without a letter waits for the day's.
    """

    id = models.BigAutoField(primary_key=True)
    occasion = models.CharField(max_length=120)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.UUIDField()
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="notices")
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["occasion", "recipient", "kind"], name="one_notice_of_an_occasion")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["subject", "recipient"])]

    def __str__(self) -> str:
        """Return the occasion."""
        return self.occasion
