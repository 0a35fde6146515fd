"""Atom (RFC 4287): the articles as a feed."""

from datetime import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from nghitrinh.bundle.schema import Article, Correction
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import href
from nghitrinh.publication.pages.public_set import PublicSet

EMPTY_FEED_UPDATED = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class _Feed(Atom1Feed):
    """A feed without entries was updated at a fixed time: the same record gives the same bytes."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else EMPTY_FEED_UPDATED


def feed(public: PublicSet, base: str) -> bytes:
    """Return the feed of articles, newest first. An entry is updated when its article was corrected."""
    address = f"{base}/feed.atom"
    found = _Feed(
        title=public.site.name, link=f"{base}/", description="", language="vi", feed_url=address, feed_guid=address
    )
    for row in public.all(Article)[::-1]:
        found.add_item(
            title=row.title,
            link=base + href("article", row.id),
            description=str(escape(row.lead)),  # the library says that a summary is HTML
            unique_id=f"urn:uuid:{row.id}",
            author_name=row.byline or public.site.name,
            pubdate=_instant(row.published_at),
            updateddate=_updated(public, row),
        )
    return found.writeString("utf-8").encode()


def _updated(public: PublicSet, row: Article) -> datetime:
    times = [row.published_at, *(found.corrected_at for found in public.where(Correction, "subject_id", row.id))]
    return max(map(_instant, times))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(words.instant(text))
