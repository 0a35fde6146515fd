"""Atom (RFC 4287): the articles as a feed."""

from xml.sax.saxutils import escape, quoteattr

from nghitrinh.bundle.schema import Article, Correction
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import href
from nghitrinh.publication.pages.public_set import PublicSet

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
EMPTY_FEED_UPDATED = "1970-01-01T00:00:00+00:00"


def feed(public: PublicSet, base: str) -> str:
    """Return the feed of articles, newest first. An entry is updated when its article was corrected."""
    articles = public.all(Article)[::-1]
    updated = max((_updated(public, row) for row in articles), default=EMPTY_FEED_UPDATED)
    head = (
        f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
        f"<id>{escape(base)}/feed.atom</id>\n<title>{escape(public.site.name)}</title>\n<updated>{updated}</updated>\n"
        f'<link rel="self" href={quoteattr(base + "/feed.atom")}/>\n<link href={quoteattr(base + "/")}/>\n'
    )
    return head + "".join(_entry(public, base, row) for row in articles) + "</feed>\n"


def _entry(public: PublicSet, base: str, row: Article) -> str:
    author = row.byline or public.site.name
    return (
        f"<entry>\n<id>urn:uuid:{escape(row.id)}</id>\n<title>{escape(row.title)}</title>\n"
        f"<link href={quoteattr(base + href('article', row.id))}/>\n"
        f"<published>{words.instant(row.published_at)}</published>\n<updated>{_updated(public, row)}</updated>\n"
        f"<author><name>{escape(author)}</name></author>\n<summary>{escape(row.lead)}</summary>\n</entry>\n"
    )


def _updated(public: PublicSet, row: Article) -> str:
    times = [row.published_at, *(found.corrected_at for found in public.where(Correction, "subject_id", row.id))]
    return max(words.instant(time) for time in times)
