"""Minutes as content: what they say, in order, before any format.

The heading is that of the office's notices; the body is what the record knew of the sitting, in words, with the
secretary's own between. Its words are those of the record: Vietnamese, whatever language is read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import translation

from nghitrinh.documents.charging import after_colon
from nghitrinh.documents.content import (
    PARTY_HEADING,
    STATE_HEADING,
    Notice,
    NoticeLine,
    Paragraph,
    point_words,
    terms_of,
)
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.decisions.models import Charge, DecisionRevision, Point
from nghitrinh.record.decisions.queries import points_by_revision
from nghitrinh.record.instruments.letterheads import Heading, heading_of
from nghitrinh.record.instruments.models import PaperForm
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import AttendanceRole, ItemState
from nghitrinh.record.meetings.titles import with_number
from nghitrinh.record.minutes.facts import Attendee, ItemFacts, Present, SittingFacts
from nghitrinh.record.minutes.models import Minutes
from nghitrinh.record.minutes.queries import SeenPart, SeenText, signed_texts
from nghitrinh.record.minutes.voted import Counted, Voted
from nghitrinh.record.opinions.models import Choice
from nghitrinh.record.papers.models import PaperKind
from nghitrinh.record.voting.models import Tally, VoteForm
from nghitrinh.record.voting.wording import agreed_words, counts_words, verdict_words
from nghitrinh.vietnamese import ended, format_date, unended

LEFT_OUT = "Bản này không có những phần mà người xem không thuộc phạm vi được xem"
_ROMAN = ("I", "II", "III")
# Under which words those who were there, or were not, stand; who chaired is said above.
_GROUPS = {
    AttendanceRole.MEMBER: "Thành viên có mặt, ngoài người chủ trì",
    AttendanceRole.SUBSTITUTE: "Dự thay",
    AttendanceRole.INVITED: "Khách mời",
    AttendanceRole.EXCUSED: "Vắng có lý do",
    AttendanceRole.ABSENT: "Vắng không lý do",
}
_CHOICES = {
    Choice.AGREES: "đồng ý",
    Choice.WITH_CHANGES: "đồng ý, đề nghị sửa",
    Choice.DISAGREES: "không đồng ý",
    Choice.OTHER: "có ý kiến khác",
}
_FORMS = {
    VoteForm.NAMED: "ghi tên",
    VoteForm.HANDS: "giơ tay",
    VoteForm.PAPER: "bỏ phiếu kín",
    VoteForm.CONSENT: "không ai có ý kiến khác",
}


@dataclass(frozen=True)
class EntryText:
    """What is said of one item: its key, and its paragraphs, the title first."""

    item: UUID
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class MinutesText:
    """Whole minutes as somebody may read them: the heading, what stands before, of and after the items, who signs."""

    head: Notice
    title: str
    before: tuple[Paragraph, ...]
    entries: tuple[EntryText, ...]
    after: tuple[Paragraph, ...]
    writer: tuple[NoticeLine, ...]
    writer_name: str
    chair: tuple[NoticeLine, ...]
    chair_name: str

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the whole body, in order."""
        entries = (each for entry in self.entries for each in entry.paragraphs)
        return (*self.before, *entries, *self.after)


def minutes_text(minutes: Minutes, seen: SeenText) -> MinutesText:
    """Return the content of a version of minutes, as somebody may read it."""
    with translation.override("vi"):
        return _text(minutes, seen)


def _text(minutes: Minutes, seen: SeenText) -> MinutesText:
    sitting, points = seen.sitting, _points(seen.parts)
    title = with_number(sitting.name, sitting.number)
    heading = Heading.from_kept(minutes.heading) if minutes.heading else heading_of(minutes.owner)
    numbered = enumerate(seen.parts, start=1)
    return MinutesText(
        head=_head(minutes, heading, sitting, title),
        title=title,
        before=tuple(_before(minutes, seen, title)),
        entries=tuple(EntryText(each.part.item_id, tuple(_entry(n, each, points))) for n, each in numbered),
        after=tuple(_after(seen)),
        writer=_signer("THƯ KÝ", minutes.writer_post),
        writer_name=minutes.writer_name,
        chair=_signer("CHỦ TRÌ", minutes.chair_post),
        chair_name=minutes.chair_name,
    )


def _head(minutes: Minutes, heading: Heading, sitting: SittingFacts, title: str) -> Notice:
    """Return what the heading of a document is drawn from: minutes take no number from a register here."""
    of_the_party = heading.form == PaperForm.PARTY
    number = heading.written("…", heading.symbol("BB"))
    return Notice(
        heading=PARTY_HEADING if of_the_party else STATE_HEADING,
        superior=heading.superior,
        issuer=heading.name,
        number_line=f"{'Số' if of_the_party else 'Số:'} {number}",
        place=heading.place,
        issued_on=date.fromisoformat(sitting.day),
        title=f"Biên bản {title}",
        opening="",
        items=(),
        recipients=(),
        authority=(),
        signer=minutes.chair_post,
        signer_name=minutes.chair_name,
        illustrative=minutes.is_illustrative,
    )


def _signer(words: str, post: str) -> tuple[NoticeLine, ...]:
    return (NoticeLine(words, bold=True), *([NoticeLine(post, italic=True)] if post else []))


def _before(minutes: Minutes, seen: SeenText, title: str) -> Iterator[Paragraph]:
    yield Paragraph("title", "BIÊN BẢN")
    yield Paragraph("subject", title)
    for note in _notes(minutes, seen):
        yield Paragraph("note", note)
    yield Paragraph("section", f"{_ROMAN[0]}. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    yield from (Paragraph("point", words) for words in _sitting(minutes, seen.sitting))
    yield from _prose(seen.version.opening)
    yield Paragraph("section", f"{_ROMAN[1]}. NỘI DUNG")


def _notes(minutes: Minutes, seen: SeenText) -> Iterator[str]:
    if minutes.is_illustrative:
        yield "Văn bản minh họa của bản dùng thử"
    texts = [each.number for each in signed_texts(minutes)]
    if seen.version.is_correction and seen.version.number in texts:
        day = seen.version.recorded_at.astimezone(ZONE).date()
        yield f"Bản đính chính lần {texts.index(seen.version.number)}, ngày {format_date(day)}"
    if not minutes.is_signed:
        yield "Dự thảo, chưa có đủ chữ ký"
    if not seen.is_whole:
        yield LEFT_OUT


def _sitting(minutes: Minutes, sitting: SittingFacts) -> Iterator[str]:
    yield f"Thời gian: {_times(sitting)}."
    if sitting.is_written:
        yield "Hình thức: lấy ý kiến bằng văn bản."
    elif sitting.place:
        yield f"Địa điểm: {sitting.place}."
    chairs = [_called(each) for each in sitting.attendees if each.role == AttendanceRole.CHAIR]
    yield f"Chủ trì: {'; '.join(chairs) or 'hồ sơ chưa ghi'}."
    if writer := ", ".join(filter(None, (minutes.writer_name, minutes.writer_post))):
        yield f"Thư ký: {writer}."
    if not sitting.attendees:
        yield "Thành phần dự: hồ sơ chưa ghi."
    for role, words in _GROUPS.items():
        found = [_called(each) for each in sitting.attendees if each.role == role]
        if found:
            yield f"{words} ({len(found)}): {'; '.join(found)}."
    yield from (_present(index, each) for index, each in enumerate(sitting.quorum))


def _times(sitting: SittingFacts) -> str:
    day = format_date(date.fromisoformat(sitting.day))
    begun = f"khai mạc lúc {_hour(sitting.opened_at)}, ngày {day}" if sitting.opened_at else f"ngày {day}"
    if not sitting.closed_at:
        return begun
    closed = datetime.fromisoformat(sitting.closed_at)
    same = closed.date() == date.fromisoformat(sitting.day)
    return f"{begun}; kết thúc lúc {_hour(sitting.closed_at)}, {'cùng ngày' if same else f'ngày {format_date(closed)}'}"


def _hour(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%H giờ %M")


def _called(each: Attendee) -> str:
    """Return who it is, name first; for whose post they came, or why they are away."""
    who = ", ".join(filter(None, (each.name, each.post)))
    more = (f"thay {each.stands_for}" if each.stands_for else "", each.absence)
    said = ", ".join(filter(None, more))
    return f"{who} ({said})" if said else who


def _present(index: int, each: Present) -> str:
    when = "Lúc khai mạc" if not index else f"Từ {each.at.replace(':', ' giờ ')}"
    count = f"{when}, có mặt {each.present}/{each.members}" if each.members else f"{when}, có mặt {each.present}"
    if each.is_met is None:
        return f"{count} thành viên."
    enough = "đủ" if each.is_met else "không đủ"
    return f"{count} thành viên, {enough} số người phải có mặt ({each.needed})."


def _points(parts: Iterable[SeenPart]) -> dict[tuple[str, int], list[Point]]:
    """Return the points of the versions of decisions that parts refer to."""
    wanted = {(each.facts.decision, each.facts.decision_number) for each in parts if each.facts.decision}
    condition = Q(pk__in=[])
    for decision, number in wanted:
        condition |= Q(decision=decision, number=number)
    revisions = list(DecisionRevision.objects.filter(condition)) if wanted else []
    points = points_by_revision(revisions)
    return {(str(each.decision_id), each.number): points[each.pk] for each in revisions}


def _entry(number: int, seen: SeenPart, points: dict[tuple[str, int], list[Point]]) -> Iterator[Paragraph]:
    facts = seen.facts
    yield Paragraph("entry", f"{number}. {facts.title}")
    if facts.state == ItemState.WITHDRAWN:
        yield Paragraph("point", "Nội dung này đã rút khỏi chương trình.")
    yield from (Paragraph("point", words) for words in _brought(facts))
    yield from (Paragraph("figure", f"- {ended(each)}") for each in _spoken(facts))
    yield from _prose(seen.part.text)
    for vote in facts.votes:
        yield from (Paragraph("point", words) for words in _voted(vote))
    concluded = points.get((facts.decision, facts.decision_number), [])
    if concluded:
        yield Paragraph("point", "Chủ trì kết luận:")
    elif facts.outcome and facts.state != ItemState.WITHDRAWN:
        yield Paragraph("point", _outcome(Outcome(facts.outcome)))
    for mark, point in enumerate(concluded, start=1):
        words = point_words(point.get_outcome_display(), point.text)
        yield Paragraph("figure", f"{number}.{mark}. {words}" if len(concluded) > 1 else f"- {words}")
        yield from (Paragraph("figure", f"+ {_charged(each)}") for each in point.charges.all())


def _outcome(outcome: Outcome) -> str:
    """Return the chair's word in the room of an item of which no decision was approved."""
    if outcome == Outcome.DEFERRED:
        return "Chủ trì kết luận: nội dung này để lại kỳ sau."
    return f"Chủ trì nói tại hội nghị: {outcome.label[:1].lower()}{outcome.label[1:]}; văn bản kết luận chưa duyệt."


def _charged(charge: Charge) -> str:
    """Return a task that a point gives: to whom, what, with whom and by when."""
    terms = terms_of(
        through=charge.through.name if charge.through else "",
        with_bodies=tuple(each.name for each in charge.with_bodies.all()),
        report_to=charge.report_to.name if charge.report_to else "",
        due_on=charge.due_on,
        due_text=charge.due_text,
    )
    words = f"Giao {charge.responsible.name}: {unended(after_colon(charge.text))}"
    return ended("; ".join(filter(None, (words, terms))))


def _brought(facts: ItemFacts) -> Iterator[str]:
    """Yield who presented an item, when, with which papers, and what was said of these before."""
    ends = {"từ": facts.began_at, "đến": facts.ended_at}
    if times := " ".join(f"{word} {_hour(moment)}" for word, moment in ends.items() if moment):
        yield f"Thời gian: {times}."
    if facts.presenter:
        yield f"Cơ quan trình: {facts.presenter}."
    if facts.papers:
        papers = (f"{PaperKind(each.kind).label} “{each.title}”{_version(each.version)}" for each in facts.papers)
        yield f"Tài liệu: {'; '.join(papers)}."
    for asked in facts.opinions:
        said = [f"{count} {_CHOICES[Choice(choice)]}" for choice, count in sorted(asked.choices.items())]
        words = f"Ý kiến trước hội nghị về “{asked.paper}”: hỏi {asked.asked}, trả lời {asked.answered}"
        yield f"{words}{': ' if said else ''}{', '.join(said)}."


def _version(number: int) -> str:
    return f", bản {number}" if number > 1 else ""


def _spoken(facts: ItemFacts) -> Iterator[str]:
    for each in facts.speakers:
        yield ": ".join(filter(None, (each.who, each.note))) if each.note else f"{each.who} phát biểu"


def _voted(vote: Voted) -> Iterator[str]:
    yield f"Biểu quyết ({_FORMS[VoteForm(vote.form)]}): {vote.question}"
    for each in vote.counts:
        tally = _tally(each)
        about = f"{each.about}: " if each.about else ""
        needed = f"; {agreed_words(tally)}" if each.needed is not None else ""
        yield ended(f"Kết quả: {about}{counts_words(tally)}{needed}. {verdict_words(tally)}")
    if vote.silent_count:
        who = f": {'; '.join(vote.silent)}" if vote.silent else ""
        yield ended(f"Có quyền biểu quyết, không bấm ({vote.silent_count}){who}")


def _tally(kept: Counted) -> Tally:
    """Return what was kept of a count as the record words it; it is never saved."""
    return Tally(
        agreeing=kept.agreeing,
        opposing=kept.opposing,
        abstaining=kept.abstaining,
        of=kept.of,
        needed=kept.needed,
        verdict=kept.verdict,
        by_chair=kept.by_chair,
    )


def _after(seen: SeenText) -> Iterator[Paragraph]:
    yield from _prose(seen.version.closing)
    if seen.sitting.closed_at and not seen.sitting.is_written:
        yield Paragraph("point", f"Hội nghị kết thúc lúc {_hour(seen.sitting.closed_at)}.")


def _prose(text: str) -> Iterator[Paragraph]:
    yield from (Paragraph("prose", line.strip()) for line in text.splitlines() if line.strip())
