"""Atom (RFC 4287): the articles as a feed."""

from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from nghitrinh.bundle.schema import Article, Correction, Tombstone
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import href
from nghitrinh.publication.pages.public_set import PublicSet

NOBODY_SAID = datetime.fromisoformat("1970-01-01T00:00:00+00:00")  # of a release that does not say its day


class _Feed(Atom1Feed):
    """A feed was updated when the last of its entries was, or one was taken back: that never goes back.

    One in which nothing ever stood was updated on the day of the release: the same record gives the same bytes.
    """

    withdrawn = NOBODY_SAID

    def latest_post_date(self) -> datetime:
        return max(super().latest_post_date(), self.withdrawn) if self.items else self.withdrawn


def feed(public: PublicSet, day: str) -> bytes:
    """Return the feed of articles, newest first. An entry is updated when its article was corrected.

    `day` is that of the release where nothing ever stood in the feed, "" else.

    Its identifier is made of the record's: it is the same wherever the portal stands. A portal without an address has
    links that are relative to the feed, as the standard allows.
    """
    base = public.site.address
    found = _Feed(
        title=public.site.name,
        link=f"{base}/",
        description="",
        language="vi",
        feed_url=f"{base}/feed.atom",
        feed_guid=uuid5(NAMESPACE_OID, f"{public.site.id}:feed.atom").urn,
    )
    never = _instant(day) if day else NOBODY_SAID
    found.withdrawn = max((_instant(row.withdrawn_at) for row in public.all(Tombstone)), default=never)
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
