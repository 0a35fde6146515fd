"""The page of an article, with the record of its meeting beside it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nghitrinh.bundle.schema import Article, Decision, Figure, File, Instrument, Item, Meeting, Organization, Row
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.citing import citation, organization_data, owner_of
from nghitrinh.publication.pages.corrected import corrected_since
from nghitrinh.publication.pages.facts import Facts, Notes, blocks, href, image_href
from nghitrinh.publication.pages.kind import SUMMARY, WHOLE, Counted, ObjectPage, Selected, address_of
from nghitrinh.publication.pages.lines import (
    CITED,
    LISTED,
    article_line,
    figures_of,
    foot,
    instruments_of,
    item_facts,
    meeting_record,
)
from nghitrinh.publication.pages.public_set import ORDER, PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import by_agenda, corrections_of, figures, files, line_of, listed_decisions
from nghitrinh.publication.pages.summary import line

PRECEDING = 3


def select(public: ReleaseRows, key: str) -> Selected | None:
    """Select the article, those before it, and the record of its meeting."""
    article = public.get(Article, key)
    return None if article is None else Selected(_rows(public, article))


def _rows(public: ReleaseRows, article: Article) -> Iterator[Row]:
    yield article
    yield from files(public, [article.image])
    yield from map(line, preceding(public, article))
    meeting = public.get(Meeting, article.meeting_id)
    if meeting is None:
        return
    yield meeting
    yield from line_of(public, Organization, meeting.organization_id)
    yield from public.where(Item, "meeting_id", meeting.id)
    decisions = public.where(Decision, "meeting_id", meeting.id)
    yield from listed_decisions(public, decisions)
    yield from figures(public, decisions)
    yield from map(line, public.where(Instrument, "meeting_id", meeting.id))


def preceding(public: ReleaseRows, article: Article) -> tuple[Article, ...]:
    """Return the articles published just before this one, newest first."""
    index = index_of(public, article)
    return tuple(public.all(Article)[max(0, index - PRECEDING) : index][::-1])


def index_of(public: ReleaseRows, article: Article) -> int:
    """Return how many articles were published before this one."""
    return bisect_left(public.all(Article), ORDER[Article](article), key=ORDER[Article])


def facts(public: PublicSet, key: str, _: Counted) -> Facts:
    """Give an article with the record of its meeting beside it."""
    row, notes = public.the(Article, key), Notes(public)
    meeting = public.get(Meeting, row.meeting_id)
    decisions = by_agenda(public, public.where(Decision, "meeting_id", row.meeting_id))
    corrected = corrected_since(public, row, row.published_at, decisions)
    return (
        {
            "title": row.title,
            "lead": row.lead,
            "published": words.moment(row.published_at),
            "iso": row.published_at,
            "image": image_href(public, row.image) if row.image else "",
            "image_size": {"width": row.image_width, "height": row.image_height} if row.image_width else None,
            "image_alt": row.image_alt,
            "image_caption": row.image_caption,
            "blocks": blocks(row.paragraphs),
            "byline": row.byline,
            "corrected": corrected,
            "checked": str(row.checked_facts) if row.checked_facts and not corrected else "",
            "mark": notes.mark(row),
            **_cited(public, row, meeting),
            "others": [article_line(other) for other in public.all(Article)[::-1] if other.id != key],
        }
        | (_of_meeting(public, notes, meeting) if meeting else {"meeting": None})
        | foot(public, notes, row.public_revision, corrections_of(public, row))
    )


def _cited(public: PublicSet, row: Article, meeting: Meeting | None) -> Facts:
    image = image_href(public, row.image) if row.image else ""
    data = {
        "@type": "NewsArticle",
        "headline": row.title,
        "description": row.lead,
        "datePublished": words.instant(row.published_at),
        "author": organization_data(row.byline or owner_of(public, meeting)),
        "image": f"{public.site.address}{image}" if image else "",
    }
    address, by = href("article", row.id), owner_of(public, meeting)
    day, revision = row.published_at, row.public_revision
    return citation(public, address, row.title, "bài viết", by=by, day=day, revision=revision, data=data)


def _of_meeting(public: PublicSet, notes: Notes, meeting: Meeting) -> Facts:
    decisions = by_agenda(public, public.where(Decision, "meeting_id", meeting.id))
    return {
        "meeting": {
            "label": words.meeting_label(meeting),
            "href": href("meeting", meeting.id),
            "mark": notes.mark(meeting),
        },
        "record": meeting_record(public, meeting),
        "items": [item_facts(public, notes, item) for item in public.where(Item, "meeting_id", meeting.id)],
        "figures": [figure for decision in decisions for figure in figures_of(public, notes, decision.id)],
        "instruments": instruments_of(public, meeting.id),
    }


@dataclass(frozen=True, kw_only=True)
class ArticlePage(ObjectPage):
    """An article stands, as one that came before, on the pages of those that follow it."""

    def beside(self, release: ReleaseRows, row: Row) -> Iterable[str]:
        """Yield the articles that follow an article."""
        if isinstance(row, Article):
            start = index_of(release, row)
            yield from (found.id for found in release.all(Article)[start : start + PRECEDING + 1])


PAGE = ArticlePage(
    name="article",
    of=Article,
    address=address_of(Article),
    reads={
        **CITED,
        **LISTED,
        Article: WHOLE,
        Meeting: WHOLE,
        Item: WHOLE,
        Figure: WHOLE,
        File: WHOLE,
        Organization: SUMMARY,
        Instrument: SUMMARY,
    },
    select=select,
    facts=facts,
    template="article",
    nav="articles",
    corrected=(Article, Decision, Figure),  # it says which decisions were corrected after it
)
