"""What was corrected after it was released: old, new and reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, groupby, pairwise, takewhile
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import translation

from nghitrinh.bundle.schema import Correction
from nghitrinh.documents.content import correction_words
from nghitrinh.documents.differences import differences
from nghitrinh.documents.from_record import notice_of
from nghitrinh.publication.allowlist import plain
from nghitrinh.publication.corrected_tasks import corrected_tasks
from nghitrinh.publication.released import Released
from nghitrinh.record.articles.models import ArticleRevision
from nghitrinh.record.articles.writing import plain as without_marks
from nghitrinh.record.decisions.models import DecisionRevision
from nghitrinh.record.decisions.queries import decision_differences
from nghitrinh.record.instruments.queries import issued_texts_of, with_text
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import Attendance, AttendanceRole, MeetingState
from nghitrinh.record.voting.models import CountCorrection
from nghitrinh.record.voting.publicity import public_before, public_counts
from nghitrinh.vietnamese import format_date, writable

ARTICLE_PARTS = {
    "title": "tiêu đề",
    "lead": "sa-pô",
    "body": "nội dung",
    "image_alt": "mô tả ảnh",
    "image_caption": "chú thích ảnh",
}
MEETING_PARTS = {"name": "tên gọi", "place": "nơi họp", "starts_at": "thời gian họp"}
# What happens to an announced meeting is told as a correction too: readers have noted its day and its place.
MEETING_ACTS = (
    "meeting.reschedule",
    "meeting.open",
    "meeting.cancel",
    "meeting.correct",
    "attendance.record",
    "attendance.correct",
)
ITEM_ACTS = ("item.revise", "item.approve_public_title")


def corrections(released: Released) -> list[Correction]:
    """Return the corrections of what is published, oldest first."""
    found = [*_of_decisions(released), *_of_instruments(released), *_of_articles(released), *_of_meetings(released)]
    found += [*_of_items(released), *_of_dropped_items(released), *_of_tasks(released), *_of_counts(released)]
    return sorted(found, key=lambda row: (row.corrected_at, row.id))


def _released_at(released: Released, kind: str, key: UUID) -> datetime:
    return released.published[kind, key].released_at


def _row(
    kind: str, key: UUID, version: Any, field: str, *, old: str, new: str, reason: str, at: datetime
) -> Correction:
    return Correction(
        id=str(uuid5(NAMESPACE_OID, f"{kind}:{key}:{version}:{field}")),
        subject_kind=kind,
        subject_id=str(key),
        corrected_at=plain(at),
        field=field,
        old=writable(old),
        new=writable(new),
        reason=writable(reason),
    )


def _of_decisions(released: Released) -> Iterator[Correction]:
    corrected = DecisionRevision.objects.filter(is_correction=True, decision__in=released.decisions)
    rows = DecisionRevision.objects.filter(decision__in=corrected.values("decision")).order_by("decision", "number")
    for before, version in pairwise(rows):
        key = version.decision_id
        if not version.is_correction or version.recorded_at <= _released_at(released, "decision", key):
            continue
        for each in decision_differences(before, version):
            if each.is_internal:
                continue
            fields: dict[str, Any] = {
                "old": each.old,
                "new": each.new,
                "reason": version.reason,
                "at": version.recorded_at,
            }
            yield _row("decision", key, version.number, each.where, **fields)


def _of_counts(released: Released) -> Iterator[Correction]:
    """Yield the corrected counts of the votes on which points rest, where the rule lets them out."""
    points = {point.vote_id: point for point in released.points.values() if public_counts(point.vote)}
    made = CountCorrection.objects.filter(vote__in=points).order_by("vote", "recorded_at", "id")
    for key, group in groupby(made, key=lambda each: each.vote_id):
        point, corrected = points[key], list(group)
        words = [*(public_before(point.vote, each) for each in corrected), public_counts(point.vote)]
        for each, (old, new) in zip(corrected, pairwise(words), strict=True):
            decision = point.version.decision_id
            if each.recorded_at > _released_at(released, "decision", decision):
                said = {"old": old.value if old else "", "new": new.value if new else ""}
                where = f"điểm {point.position}, số biểu quyết"
                yield _row("decision", decision, each.pk, where, **said, reason=each.reason, at=each.recorded_at)


def _of_tasks(released: Released) -> Iterator[Correction]:
    """Yield what the correction of a decision changed in its tasks: each has a page of its own, that is read alone."""
    for each in corrected_tasks(released):
        fields: dict[str, Any] = {"old": each.old, "new": each.new, "reason": each.reason, "at": each.at}
        yield _row("task", each.task, each.line, each.field, **fields)


def _of_instruments(released: Released) -> Iterator[Correction]:
    """Yield what a reader sees of two texts of a document; where no word of them differs, that it was corrected."""
    published = {instrument.pk: instrument for instrument in released.instruments}
    for key, texts in issued_texts_of(published.values()).items():
        for before, text in pairwise(texts):
            if text.recorded_at <= _released_at(released, "instrument", key):
                continue
            with translation.override("vi"):
                olds, news = (notice_of(with_text(published[key], each)) for each in (before, text))
            for number, (old, new) in enumerate([*differences(olds, news)] or [("", correction_words(news))]):
                version = f"{text.number}.{number}" if number else text.number
                fields: dict[str, Any] = {"old": old, "new": new, "reason": text.reason, "at": text.recorded_at}
                yield _row("instrument", key, version, "văn bản", **fields)


def _of_articles(released: Released) -> Iterator[Correction]:
    """Yield what changed from one text that the public read to the next: what was between them is nobody's."""
    versions = _versions_read({each.article.pk: each.version.number for each in released.articles})
    for key, read in versions.items():
        for before, version in pairwise(read):
            for word, old, new in article_differences(before, version):
                fields: dict[str, Any] = {"old": old, "new": new, "reason": version.reason, "at": version.recorded_at}
                yield _row("article", key, version.number, word, **fields)


def _versions_read(numbers: dict[UUID, int]) -> dict[UUID, list[ArticleRevision]]:
    """Return the texts of articles that were released one after the other, up to the one that is public now.

    Each act of releasing took the newest text of its time.
    """
    lines = journal.lines_on(*(f"article:{key}" for key in numbers)).filter(act="article.release").order_by("seq")
    released_at: defaultdict[UUID, list[datetime]] = defaultdict(list)
    for line in lines:
        released_at[UUID(line.subject.partition(":")[2])].append(datetime.fromisoformat(line.at))
    written: defaultdict[UUID, list[ArticleRevision]] = defaultdict(list)
    corrected = [key for key, times in released_at.items() if len(times) > 1]
    for version in ArticleRevision.objects.filter(article__in=corrected).order_by("article", "number"):
        if version.number <= numbers[version.article_id]:
            written[version.article_id].append(version)
    found = {}
    for key, versions in written.items():
        newest = (
            next((each for each in reversed(versions) if each.recorded_at <= at), None) for at in released_at[key]
        )
        found[key] = list({each.number: each for each in newest if each is not None}.values())
    return found


def article_differences(before: ArticleRevision, after: ArticleRevision) -> Iterator[tuple[str, str, str]]:
    """Yield what a reader sees of two versions: which part, the old words and the new ones."""
    for part, word in ARTICLE_PARTS.items():
        old, new = without_marks(getattr(before, part)), without_marks(getattr(after, part))
        if old != new:
            yield word, *_differing(old, new)
    if before.image != after.image:
        yield "ảnh", "ảnh trước" if before.image else "không có ảnh", "ảnh khác" if after.image else "bỏ ảnh"


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return what differs of two texts, from the first differing paragraph to the last, without marks of headings."""
    olds, news = ([part.removeprefix("## ") for part in text.split("\n\n")] for text in (old, new))
    first = _alike(olds, news)
    olds, news = olds[first:], news[first:]
    last = _alike(reversed(olds), reversed(news))
    return "\n\n".join(olds[: len(olds) - last]), "\n\n".join(news[: len(news) - last])


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many are alike before the first that differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _of_meetings(released: Released) -> Iterator[Correction]:
    """Meetings have no versions of their own: the journal keeps what was corrected, unless it was erased."""
    subjects = map(canonical.key, released.meetings.values())
    lines = list(journal.lines_on(*subjects).filter(act__in=MEETING_ACTS))
    contents = journal.contents_of(line.seq for line in lines)
    changes = {line.seq: journal.changes_of(line, contents[line.seq]) for line in lines}
    posts = _posts(chain.from_iterable(changes.values()))
    for line in lines:
        key, at = UUID(line.subject.partition(":")[2]), datetime.fromisoformat(line.at)
        content = contents[line.seq]
        if content is None or at <= _released_at(released, "meeting", key):
            continue
        for change in changes[line.seq]:
            part, old, new = _public_part(line.act, change, line.subject, posts)
            if old != new:
                yield _row("meeting", key, line.seq, part, old=old, new=new, reason=content["reason"], at=at)


def _public_part(act: str, change: journal.Change, meeting: str, posts: dict[str, str]) -> tuple[str, str, str]:
    """Return a change of a meeting as readers see it: its name, place, time, its being cancelled, who was in the chair.

    Of those who attended, the page names no others.
    """
    if change.of == meeting and change.field == "state" and act == "meeting.cancel":
        return "tình trạng", MeetingState(str(change.old)).label.lower(), MeetingState(str(change.new)).label.lower()
    if change.of == meeting and change.field == "starts_at":
        return MEETING_PARTS["starts_at"], _moment(change.old), _moment(change.new)
    if change.field == "role":
        post = change.words or posts[change.key]
        old, new = (post if role == AttendanceRole.CHAIR else "" for role in (change.old, change.new))
        return ("chủ trì", old, new) if old or act == "attendance.correct" else ("", "", "")  # who comes adds to it
    if change.of == meeting and change.field in MEETING_PARTS:
        return MEETING_PARTS[change.field], str(change.old), str(change.new)
    return "", "", ""


def _moment(value: object) -> str:
    """Return a time of the journal as readers see it; only its day where it has no hour."""
    found = datetime.fromisoformat(str(value)).astimezone(ZONE)
    day = format_date(found.date())
    return f"{day}, {found:%H:%M}" if (found.hour, found.minute) != (0, 0) else day


def _of_items(released: Released) -> Iterator[Correction]:
    """Yield the changes of titles that were announced; of a restricted item only those of its public title."""
    items = {canonical.key(item): item for item in released.items.values()}
    lines = list(journal.lines_on(*items).filter(act__in=ITEM_ACTS))
    contents = journal.contents_of(line.seq for line in lines)
    for line in lines:
        item, content, at = items[line.subject], contents[line.seq], datetime.fromisoformat(line.at)
        if content is None or at <= _released_at(released, "agendaitem", item.pk):
            continue
        shown = "title" if item.level == Level.PUBLIC else "public_title"
        for change in journal.changes_of(line, content):
            if change.of == line.subject and change.field == shown:
                words = {"old": str(change.old), "new": str(change.new), "reason": content["reason"]}
                yield _row("item", item.pk, line.seq, f"nội dung {released.places[item.pk]}", **words, at=at)


def _of_dropped_items(released: Released) -> Iterator[Correction]:
    """Yield what was announced and has been taken off the agenda since: it stands with its meeting."""
    items = {canonical.key(item): item for item in released.dropped}
    lines = list(journal.lines_on(*items).filter(act="item.withdraw"))
    contents = journal.contents_of(line.seq for line in lines)
    for line in lines:
        item, content, at = items[line.subject], contents[line.seq], datetime.fromisoformat(line.at)
        if content is not None and at > _released_at(released, "agendaitem", item.pk):
            words = {"old": item.public_name, "new": "", "reason": content["reason"]}
            yield _row("meeting", item.meeting_id, line.seq, "rút khỏi chương trình", **words, at=at)


def _posts(changes: Iterable[journal.Change]) -> dict[str, str]:
    """Return whose role was corrected: the posts by the keys of their attendance."""
    keys = {change.key for change in changes if change.field == "role" and not change.words}
    return {str(key): post for key, post in Attendance.objects.filter(pk__in=keys).values_list("pk", "post")}
