"""The gate in front of an article of the record."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.publication.gate.checking import check_text
from nghitrinh.publication.gate.text import KnownFacts, Text
from nghitrinh.publication.gate.verdict import Finding, GateVerdict
from nghitrinh.publication.images import is_publishable
from nghitrinh.record.articles import acts
from nghitrinh.record.articles.facts import facts_digest, facts_of, public_words, withheld_votes
from nghitrinh.record.articles.models import Article, ArticleRevision
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.errors import Contradiction, unknown
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting

# The parts of an article, as its form names them.
PLACES = {"title": _("Tiêu đề"), "lead": _("Lời dẫn"), "body": _("Thân bài"), "image": _("Ảnh của bài")}


def known_of(meeting: Meeting) -> KnownFacts:
    """Return what the record has around a meeting."""
    organizations = Organization.objects.values_list("name", "short_name").order_by("pk")
    return KnownFacts(
        facts=tuple(facts_of(meeting)),
        words=tuple(public_words(meeting)),
        organizations=tuple(name for names in organizations for name in names if name),
        jurisdiction=meeting.owner.body.name,
        withheld_votes=frozenset(withheld_votes(meeting)),
    )


def text_of(version: ArticleRevision) -> Text:
    """Return a version as the gate reads it."""
    links = {mark: (str(link[0]), str(link[1])) for mark, link in version.links.items()}
    return Text(version.title, version.lead, version.body, links)


def check(article: Article) -> GateVerdict:
    """Return the verdict on an article's newest version."""
    version = article.versions.get(number=article.current)
    digest = facts_digest(article.meeting)
    findings, unlinked = check_text(text_of(version), known_of(article.meeting))
    findings += _image(version)
    seen = set(version.unlinked_seen)
    return GateVerdict(article.current, digest, tuple(findings), tuple(each for each in unlinked if each not in seen))


def _image(version: ArticleRevision) -> list[Finding]:
    if not version.image or is_publishable(version.image):
        return []
    return [Finding("image", version.image, "JPEG, PNG", _("Ảnh"), 0, len(version.image))]


def release(*, by: User | None, article: UUID, edit: int) -> Article:
    """Check an article and release it under the verdict.

    Raises:
        Contradiction: the gate stops it; the message has the article's words and the record's side by side.
    """
    verdict = _without_findings(article)
    if verdict.unlinked:
        raise Contradiction(
            _("Còn số liệu chưa gắn với dữ kiện và chưa được đánh dấu là đã xem: %(found)s"),
            code="unlinked_numbers_unseen",
            field="unlinked_seen",
            found="; ".join(verdict.unlinked),
            expected=_("mỗi số gắn với một dữ kiện, hoặc được đánh dấu là đã xem"),
        )
    return acts.release(by=by, article=article, edit=edit, verdict=verdict.parameter())


def confirm(*, by: User | None, article: UUID, edit: int, reason: str) -> Article:
    """Check an article and state under the verdict that it still holds.

    Raises:
        Contradiction: it does not; the message has the article's words and the record's side by side.
    """
    verdict = _without_findings(article)
    return acts.confirm(by=by, article=article, edit=edit, reason=reason, verdict=verdict.parameter())


def _without_findings(article: UUID) -> GateVerdict:
    """Return the verdict on an article that contradicts nothing."""
    found = Article.objects.filter(pk=article).first()
    if found is None:
        raise unknown(article, field="article")
    verdict = check(found)
    if verdict.findings:
        first = verdict.findings[0]
        raise Contradiction(
            _("%(place)s, %(label)s: bài viết nói “%(found)s”, hồ sơ: %(expected)s"),
            code="against_the_record",
            field="article",
            found=first.words,
            expected=first.record,
            place=PLACES[first.place],
            label=first.label,
        )
    return verdict
