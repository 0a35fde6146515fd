"""The course of a meeting that is over, in the order in which it happened: items, speeches, lines, votes, quorum.

It is made from the items and votes that may be seen of a meeting, like the course itself: of what is restricted whoever
may not see the item reads nothing, and not that something happened then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.course.wording import lasted
from nghitrinh.desk.presence.wording import span_words
from nghitrinh.record.course.models import Hearing, Note, Outcome, Speech, SpeechKind
from nghitrinh.record.course.queries import Course, ItemCourse
from nghitrinh.record.meetings.models import Attendance, Meeting
from nghitrinh.record.presence.quorum import Room
from nghitrinh.record.voting.models import Tally, Vote, VoteState
from nghitrinh.record.voting.wording import agreed_words, counts_words, verdict_words

# What ended in a moment stands before what began in it.
_ENDS, _BEGINS, _WITHIN = range(3)


@dataclass(frozen=True)
class Event:
    """What happened at a moment: its words, what more is said of it, how it looks, what of it can be corrected."""

    at: datetime
    words: str
    more: str = ""
    who: str = ""
    icon: str = ""
    kind: str = ""
    outcome: Note | None = None
    hearing: Hearing | None = None
    note: Note | None = None
    vote: Vote | None = None
    place: int = _WITHIN
    begins: ItemCourse | None = None


def events_of(meeting: Meeting, course: Course, votes: QuerySet[Vote]) -> list[Event]:
    """Return what happened at a meeting, of these items and votes alone, the earliest first."""
    found = [
        *_of_meeting(meeting),
        *(each for item in course.items for each in _of_item(item)),
        *_of_speeches(course),
        *_of_votes(votes.filter(item__in=[each.item.pk for each in course.items])),
    ]
    return sorted(found, key=lambda each: (each.at, each.place))


def _of_meeting(meeting: Meeting) -> Iterator[Event]:
    """Yield the opening, the close, and each time that so many left or came that they were no longer, or again, enough.

    A meeting of which no hour is known begins and ends at none.
    """
    if meeting.has_time:
        yield Event(meeting.starts_at, _("Khai mạc"), icon="right", kind="son", place=_ENDS)
    room = Room(meeting)
    for span in room.course()[1:] if room.attendances else []:
        if span.was_met != span.quorum.is_met:
            yield Event(span.quorum.moment, span_words(span), icon="people", kind="warn" if span.was_met else "ok")
    if meeting.ends_at:
        yield Event(meeting.ends_at, _("Kết thúc hội nghị"), icon="check", kind="son", place=_WITHIN + 1)


def _of_item(heard: ItemCourse) -> Iterator[Event]:
    for number, each in enumerate(heard.hearings):
        words = _("Bàn tiếp: %(title)s") if number else _("Bắt đầu: %(title)s")
        title = f"{heard.item.position}. {heard.item.title}"
        begins = heard if number == 0 else None
        yield Event(each.began_at, words % {"title": title}, hearing=each, place=_BEGINS, begins=begins)
        if each.ended_at:
            more = _("đã bàn %(time)s") % {"time": lasted(each.ended_at - each.began_at)}
            said = _("Dừng bàn nội dung %(number)d") % {"number": heard.item.position}
            yield Event(each.ended_at, said, more, place=_ENDS if each.ended_at > each.began_at else _WITHIN)
    for note in heard.notes:
        put_off = note.outcome == Outcome.DEFERRED and not note.text
        words = note.text or (_("Người chủ trì để lại kỳ sau") if put_off else _("Người chủ trì ghi mức kết luận"))
        who = _who(note.attendance)
        yield Event(
            note.recorded_at,
            words,
            who=who,
            icon="pen",
            outcome=note if note.outcome and not put_off else None,
            note=note,
        )


def _who(attendance: Attendance | None) -> str:
    return ", ".join(filter(None, (attendance.post, attendance.name))) if attendance else ""


def _of_speeches(course: Course) -> Iterator[Event]:
    """Yield who spoke and for how long, and who asked to and was not called."""
    items = [each.item.pk for each in course.items]
    rows = Speech.objects.filter(meeting=course.meeting, item__in=items).select_related("attendance")
    for each in rows:
        is_question = each.kind == SpeechKind.QUESTION
        who = _who(each.attendance)
        if each.called_at:
            words = _("chất vấn") if is_question else _("phát biểu")
            more = _("nói %(time)s") % {"time": lasted(each.lasted)} if each.ended_at else ""
            yield Event(each.called_at, words, more, who, "people")
        else:
            words = _("đăng ký chất vấn, không phát biểu") if is_question else _("đăng ký phát biểu, không phát biểu")
            yield Event(each.recorded_at, words, "", who, "people")


def _of_votes(votes: Iterable[Vote]) -> Iterator[Event]:
    for vote in votes:
        if vote.opened_at:
            words = _("Mở biểu quyết: %(question)s") % {"question": vote.question}
            yield Event(vote.opened_at, words, str(vote.get_form_display()), icon="check", vote=vote)
        if vote.closed_at and vote.state == VoteState.CLOSED:
            said = "; ".join(map(_tally_words, vote.count.tallies.all()))
            yield Event(vote.closed_at, _("Kết quả: %(said)s") % {"said": said}, icon="seal", kind="son", vote=vote)


def _tally_words(tally: Tally) -> str:
    about = f"{tally.candidate.label()}: " if tally.candidate else ""
    said = agreed_words(tally) if tally.needed is not None and tally.of is not None else counts_words(tally)
    return f"{about}{verdict_words(tally)}, {said}"
