"""Acts on articles: texts in immutable versions; a release takes the gate's verdict and checks it again under lock."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.articles.facts import facts_digest
from nghitrinh.record.articles.models import Article, ArticleRevision
from nghitrinh.record.articles.rules import ARTICLE
from nghitrinh.record.articles.writing import PARTS, Links, Words, write_revision
from nghitrinh.record.bodies.provenance import source_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import Contradiction, nothing_corrected
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Authority, Body, Headline, Line, Reason, ShortLine, Text, Word
from nghitrinh.record.meetings.days import require_held_by
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.publishing import publish_meeting
from nghitrinh.record.publications import publishing


class Verdict(Parameters):
    """What the gate passed: which version's text, against which facts (`facts_digest`)."""

    article_revision: int
    facts_digest: Word


@act("article.draft")
def draft(
    act: Act,
    *,
    meeting: UUID,
    title: Headline,
    lead: Body,
    body: Text,
    byline: ShortLine = "",
    image: ShortLine = "",
    image_alt: Line = "",
    image_caption: Line = "",
    links: Links = {},  # noqa: B006 - copied by the parameter model
    level: Level = Level.PUBLIC,
    source: UUID | None = None,
) -> Article:
    """Draft the public account of a meeting."""
    of = act.get(Meeting, meeting, field="meeting")
    article = Article(
        owner=of.owner,
        meeting=of,
        title=title,
        level=stricter(level, of.level),
        state="",
        source=source_of(act, source, of),
    )
    act.step(ARTICLE, article)
    words = Words(title, lead, body, byline, image, image_alt, image_caption, links)
    act.create(article)
    write_revision(act, article, words)
    act.about(article)
    return article


@act("article.revise")
def revise(
    act: Act,
    *,
    article: UUID,
    edit: int,
    title: Headline,
    lead: Body,
    body: Text,
    byline: ShortLine = "",
    image: ShortLine = "",
    image_alt: Line = "",
    image_caption: Line = "",
    links: Links = {},  # noqa: B006
    unlinked_seen: list[Line] = [],  # noqa: B006
) -> Article:
    """Write the next version of a draft. `unlinked_seen` are unlinked numbers that the writer passed by one tick."""
    words = Words(title, lead, body, byline, image, image_alt, image_caption, links, unlinked_seen)
    found = act.open(Article, article, edit, yours=words.as_read())
    _next(act, found, words)
    return act.save(found)


def _next(act: Act, article: Article, words: Words, *, authority: str = "") -> None:
    """Write the next version; whoever rewrote the text has looked at what made it stale."""
    before = newest(article)
    for part in PARTS:
        act.change(article, part, getattr(before, part), getattr(words, part))
    article.current += 1
    article.title = words.title
    _freshen(act, article)
    write_revision(act, article, words, authority=authority)


def _freshen(act: Act, article: Article) -> None:
    act.change(article, "stale_reason", article.stale_reason, "")
    article.stale_reason = ""


@act("article.submit")
def submit(act: Act, *, article: UUID, edit: int) -> Article:
    """Hand a draft over for release."""
    return act.save(act.open(Article, article, edit))


@act("article.send_back")
def send_back(act: Act, *, article: UUID, edit: int, reason: Reason) -> Article:
    """Send an article back to its writer."""
    found = act.open(Article, article, edit)
    act.reason = reason
    return act.save(found)


@act("article.drop")
def drop(act: Act, *, article: UUID, edit: int, reason: Reason) -> Article:
    """Drop a draft that the public never saw."""
    found = act.open(Article, article, edit)
    act.reason = reason
    return act.save(found)


@act("article.release")
def release(act: Act, *, article: UUID, edit: int, verdict: Verdict) -> Article:
    """Let an article be published with its meeting and agenda. Text and facts must be those that the gate passed."""
    found = act.open(Article, article, edit)
    act.get(Meeting, found.meeting_id)
    act.refuse(*_against_verdict(found, verdict))
    if found.released == found.current:
        raise Contradiction(
            _("Lời này đã đăng"), code="text_released", field="article", found=found.title, expected=_("lời mới hơn")
        )
    found.published_at = found.published_at or act.at
    require_held_by(found.meeting, found.published_at.astimezone(ZONE).date(), field="meeting")
    publish_meeting(act, found.meeting)
    publishing.publish(act, found, changed=True)
    act.change(found, "released", found.released, found.current)
    found.released = found.current
    _freshen(act, found)
    return act.save(found)


def _against_verdict(article: Article, verdict: Verdict) -> Iterator[Contradiction]:
    if verdict.article_revision != article.current:
        yield Contradiction(
            _("Lời bài đã đổi sau khi đối chiếu; hãy đối chiếu lại"),
            code="text_changed_since_check",
            field="verdict.article_revision",
            found=verdict.article_revision,
            expected=article.current,
        )
    facts = facts_digest(article.meeting)
    if verdict.facts_digest != facts:
        yield Contradiction(
            _("Dữ kiện đã đổi sau khi đối chiếu; hãy đối chiếu lại"),
            code="facts_changed_since_check",
            field="verdict.facts_digest",
            found=verdict.facts_digest,
            expected=facts,
        )


@act("article.correct")
def correct(
    act: Act,
    *,
    article: UUID,
    edit: int,
    reason: Reason,
    authority: Authority,
    title: Headline,
    lead: Body,
    body: Text,
    byline: ShortLine = "",
    image: ShortLine = "",
    image_alt: Line = "",
    image_caption: Line = "",
    links: Links = {},  # noqa: B006
    unlinked_seen: list[Line] = [],  # noqa: B006
) -> Article:
    """Write a corrected text of a released article. The public sees the old one until the new one is released.

    Numbers of it that were seen meanwhile are a step of the same correction.
    """
    words = Words(title, lead, body, byline, image, image_alt, image_caption, links, unlinked_seen)
    found = act.open(Article, article, edit, yours=words.as_read())
    before = newest(found)
    if words.say_as(before) and set(unlinked_seen) <= set(before.unlinked_seen):
        raise nothing_corrected(field="body")
    act.reason = reason
    _next(act, found, words, authority=authority)
    return act.save(found)


@act("article.confirm")
def confirm(act: Act, *, article: UUID, edit: int, reason: Reason, verdict: Verdict) -> Article:
    """State that an article still holds after a fact under it was corrected. The gate must have found it so."""
    found = act.open(Article, article, edit)
    act.get(Meeting, found.meeting_id)
    act.refuse(*_against_verdict(found, verdict))
    if not found.stale_reason:
        raise Contradiction(
            _("Không có gì dưới bài này được đính chính"),
            code="article_not_stale",
            field="article",
            expected=_("một bài cần xem lại"),
        )
    act.reason = reason
    _freshen(act, found)
    return act.save(found)


@act("article.withdraw")
def withdraw(act: Act, *, article: UUID, edit: int, reason: Reason) -> Article:
    """Take an article back from the public; a tombstone with the reason stays at its address."""
    found = act.open(Article, article, edit)
    act.reason = reason
    publishing.withdraw(act, found, reason)
    return act.save(found)


def newest(article: Article) -> ArticleRevision:
    """Return the newest text of an article."""
    return article.versions.get(number=article.current)
