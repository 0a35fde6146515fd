"""The words of a letter, made when it is sent, by what its recipient may see at that moment.

A letter passes through machines that are not the body's. Of what is public or internal it names the thing and its day;
never what somebody wrote about it (a reason, an answer, a report, an agenda). Of what is restricted it says that there
is something, and where.
"""

from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from nghitrinh.mail import addresses, audience, invitations
from nghitrinh.mail.models import DAY, OF_A_MEETING, TRIAL, Choice, Kind, Letter, Notice, Preference
from nghitrinh.record.bodies.models import MailAddress, Owned
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.form_words import words_of
from nghitrinh.record.meetings.models import AgendaItem, Meeting, MeetingState
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.opinions.models import Request
from nghitrinh.record.tasks.models import Task
from nghitrinh.vietnamese import format_date


@dataclass(frozen=True)
class Entry:
    """What a letter says of one notice: a line, what belongs to it, where to read more, and the event of a calendar."""

    words: str
    more: tuple[str, ...]
    address: str
    event: invitations.Event | None = None


def render(letter: Letter) -> EmailMessage | None:
    """Return a letter as it is sent now; None where nothing is left to be said to its recipient."""
    address = MailAddress.objects.filter(user=letter.recipient_id).values_list("value", flat=True).first()
    refuses = Preference.objects.filter(user=letter.recipient_id, choice=Choice.NONE).exists()
    if not address or not letter.recipient.is_active or (refuses and letter.kind != TRIAL):
        return None
    with translation.override("vi"):  # as the record speaks
        if letter.kind == TRIAL:
            return _message(letter, address, _("Nghị trình: thư thử"), [_("Thư từ Nghị trình đến được địa chỉ này.")])
        entries = [entry for notice in letter.notices.all() if (entry := _entry(letter, notice, address)) is not None]
        if not entries:
            return None
        lines = [line for entry in entries for line in (entry.words, *entry.more, entry.address, "")]
        return _message(letter, address, _subject(letter, entries), lines, entries[0].event)


def _subject(letter: Letter, entries: list[Entry]) -> str:
    if letter.kind != DAY:
        return entries[0].words
    given = {"count": len(entries), "day": format_date(letter.queued_at.astimezone(ZONE).date())}
    return _("Nghị trình: %(count)d việc, ngày %(day)s") % given


def _message(
    letter: Letter, address: str, subject: str, lines: list[str], event: invitations.Event | None = None
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    sender: str = settings.MAIL.sender
    message["From"], message["To"], message["Subject"] = sender, address, subject
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = f"<{letter.pk}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # so that nobody's note of absence answers
    foot = _("Chọn cách nhận thư: %(address)s") % {"address": addresses.whole(addresses.CHOICE)}
    message.set_content("\n".join([*lines, "--", foot]) + "\n", charset="utf-8", cte="base64")
    if event is not None:
        message.add_alternative(event.content, maintype="text", subtype="calendar", params=event.parameters)
    return message


def _entry(letter: Letter, notice: Notice, address: str) -> Entry | None:
    """Return what is said of a notice; None where its recipient may not see it, or nothing of it is left."""
    user = User.objects.get(pk=letter.recipient_id)
    found = audience.visible(user, notice.kind, notice.subject)
    if found is None:
        return None
    where = addresses.whole(addresses.path_of(notice.kind, notice.subject))
    is_sitting = isinstance(found, Meeting) and notice.kind in OF_A_MEETING
    if is_sitting and not _is_newest(notice, found):
        return None
    if found.level not in BELOW_RESTRICTED:
        return Entry(_("Có điều mới trong hồ sơ, xem tại bàn làm việc"), (), where)
    if is_sitting:
        event = invitations.of(found, user, address, letter.queued_at, where)
        return Entry(_words(notice.kind, title_of(found), found), _of_meeting(found), where, event)
    about, more = _of_work(found)
    return Entry(_words(notice.kind, about.label(), about), more, where)


def _of_work(found: AgendaItem | Request | Task | Meeting) -> tuple[Owned, tuple[str, ...]]:
    """Return what somebody is to work on, and until when."""
    if isinstance(found, AgendaItem):
        return found, _of_papers(found)
    if isinstance(found, Meeting):  # one in writing, whose questions wait
        return found, (_deadline(found.answers_by, clock.today()),) if found.answers_by else ()
    if isinstance(found, Request):
        return found.round, (found.label(), _deadline(found.last_day, clock.today()))
    return found, _of_task(found)


def _is_newest(notice: Notice, meeting: Meeting) -> bool:
    """Tell whether a notice is the last about a meeting, and agrees with it: every letter says how it stands now."""
    if (notice.kind == Kind.CANCELLED) != (meeting.state == MeetingState.CANCELLED):
        return False
    later = Notice.objects.filter(subject=notice.subject, recipient=notice.recipient_id, kind__in=OF_A_MEETING)
    return not later.filter(pk__gt=notice.pk).exists()


def _words(kind: str, title: str, noun: Owned) -> str:
    said = f"{Kind(kind).label}: {' '.join(title.split())}"
    return _("%(words)s (minh họa)") % {"words": said} if noun.is_illustrative else said


def _moment(meeting: Meeting) -> str:
    begins = meeting.starts_at.astimezone(ZONE)
    day = format_date(begins.date())
    return _("%(hour)s ngày %(day)s") % {"hour": f"{begins:%H:%M}", "day": day} if meeting.has_time else day


def _of_meeting(meeting: Meeting) -> tuple[str, ...]:
    begins = _("Thời gian: %(moment)s") % {"moment": _moment(meeting)}
    return (begins, _("Nơi họp: %(place)s") % {"place": meeting.place}) if meeting.place else (begins,)


def _of_papers(item: AgendaItem) -> tuple[str, ...]:
    meeting = item.meeting
    if meeting.papers_by:
        wanted = _("Nộp chậm nhất ngày %(day)s") % {"day": format_date(meeting.papers_by)}
    else:
        wanted = str(words_of(meeting).papers_until) % {"moment": _moment(meeting)}
    return _("Cho: %(title)s") % {"title": title_of(meeting)}, wanted


def _of_task(task: Task) -> tuple[str, ...]:
    body = _("Cơ quan thực hiện: %(body)s") % {"body": task.responsible.name}
    return (body, _deadline(task.due_on, clock.today())) if task.due_on else (body,)


def _deadline(due: date, today: date) -> str:
    left = (due - today).days
    given = {"day": format_date(due), "count": abs(left)}
    if left < 0:
        return _("Hạn %(day)s, quá %(count)d ngày") % given
    return _("Hạn %(day)s, còn %(count)d ngày") % given if left else _("Hạn %(day)s, hôm nay") % given
