"""What was corrected after it was released (old, new and reason), and what was withdrawn (not one word of it)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from nghitrinh.bundle.schema import Correction, Tombstone
from nghitrinh.publication.allowlist import plain
from nghitrinh.publication.released import Released
from nghitrinh.record.articles.models import ArticleRevision
from nghitrinh.record.articles.writing import plain as without_marks
from nghitrinh.record.decisions.models import DecisionRevision
from nghitrinh.record.decisions.queries import decision_differences
from nghitrinh.record.instruments.models import InstrumentRevision
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import Attendance, AttendanceRole, Meeting
from nghitrinh.record.releases.queries import withdrawn

KINDS = {"agendaitem": "item"}
ARTICLE_PARTS = {
    "title": "tiêu đề",
    "lead": "sa-pô",
    "body": "nội dung",
    "image_alt": "mô tả ảnh",
    "image_caption": "chú thích ảnh",
}
MEETING_PARTS = {"name": "tên gọi", "place": "nơi họp", "starts_at": "thời gian họp"}


def corrections(released: Released) -> list[Correction]:
    """Return the corrections of what is published, oldest first."""
    found = [*_of_decisions(released), *_of_instruments(released), *_of_articles(released), *_of_meetings(released)]
    return sorted(found, key=lambda row: (row.corrected_at, row.id))


def tombstones() -> list[Tombstone]:
    """Return what was withdrawn, of any meeting: its kind, when and why."""
    return [
        Tombstone(
            id=str(each.subject_id),
            subject_kind=KINDS.get(each.subject_kind, each.subject_kind),
            withdrawn_at=plain(each.withdrawn_at),
            reason=each.reason,
        )
        for each in withdrawn()
    ]


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
        old=old,
        new=new,
        reason=reason,
    )


def _of_decisions(released: Released) -> Iterator[Correction]:
    for version in DecisionRevision.objects.filter(is_correction=True, decision__in=released.decisions).order_by(
        "decision", "number"
    ):
        key = version.decision_id
        if version.recorded_at <= _released_at(released, "decision", key):
            continue
        before = DecisionRevision.objects.get(decision=key, number=version.number - 1)
        for each in decision_differences(before, version):
            told: dict[str, Any] = {
                "old": each.old,
                "new": each.new,
                "reason": version.reason,
                "at": version.recorded_at,
            }
            yield _row("decision", key, version.number, each.where, **told)


def _of_instruments(released: Released) -> Iterator[Correction]:
    published = [instrument.pk for instrument in released.instruments]
    rows = InstrumentRevision.objects.filter(instrument__in=published).exclude(reason="")
    for version in rows.order_by("instrument", "number"):
        key = version.instrument_id
        if version.recorded_at > _released_at(released, "instrument", key):
            told = {"old": f"bản {version.number - 1}", "new": f"bản {version.number}"}
            yield _row(
                "instrument", key, version.number, "văn bản", **told, reason=version.reason, at=version.recorded_at
            )


def _of_articles(released: Released) -> Iterator[Correction]:
    numbers = {each.article.pk: each.version.number for each in released.articles}
    rows = ArticleRevision.objects.filter(article__in=numbers).exclude(authority="")
    for version in rows.order_by("article", "number"):
        key = version.article_id
        if version.number > numbers[key] or version.recorded_at <= _released_at(released, "article", key):
            continue
        before = ArticleRevision.objects.get(article=key, number=version.number - 1)
        for word, old, new in article_differences(before, version):
            told: dict[str, Any] = {"old": old, "new": new, "reason": version.reason, "at": version.recorded_at}
            yield _row("article", key, version.number, word, **told)


def article_differences(before: ArticleRevision, after: ArticleRevision) -> Iterator[tuple[str, str, str]]:
    """Yield what a reader sees of two versions: which part, the old words and the new ones."""
    for part, word in ARTICLE_PARTS.items():
        old, new = without_marks(getattr(before, part)), without_marks(getattr(after, part))
        if old != new:
            yield word, old, new
    if before.image != after.image:
        yield "ảnh", "ảnh trước" if before.image else "không có ảnh", "ảnh khác" if after.image else "bỏ ảnh"


def _of_meetings(released: Released) -> Iterator[Correction]:
    """Meetings have no versions of their own: the journal keeps what was corrected, unless it was erased."""
    subjects = [canonical.key(meeting) for meeting in released.meetings.values()]
    lines = Journal.objects.filter(act__in=("meeting.correct", "attendance.correct"), subject__in=subjects)
    for line in lines.order_by("seq"):
        key = UUID(line.subject.split(":")[1])
        at = datetime.fromisoformat(line.at)
        content = journal.content_of(line.seq)
        if content is None or at <= _released_at(released, Meeting._meta.model_name or "", key):
            continue
        for change in journal.changes_of(line, content):
            part, old, new = _public_part(change, line.subject)
            if old != new:
                yield _row("meeting", key, line.seq, part, old=old, new=new, reason=content["reason"], at=at)


def _public_part(change: journal.Change, meeting: str) -> tuple[str, str, str]:
    """Return a change of a meeting as readers are told: its name, place, time, and who was in the chair.

    Of those who attended, the page names no others.
    """
    if change.field == "role":
        post = change.words or _post_of(change)
        old, new = (post if role == AttendanceRole.CHAIR else "" for role in (change.old, change.new))
        return "chủ trì", old, new
    if change.of == meeting and change.field in MEETING_PARTS:
        return MEETING_PARTS[change.field], str(change.old), str(change.new)
    return "", "", ""


def _post_of(change: journal.Change) -> str:
    attendance = change.of.partition(":")[2]
    return Attendance.objects.values_list("post", flat=True).get(pk=attendance)
