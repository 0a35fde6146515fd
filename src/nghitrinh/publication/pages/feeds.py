"""The files for programs: Atom (RFC 4287), iCalendar (RFC 5545), sitemaps and robots.txt."""

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from nghitrinh.bundle.schema import Article, Correction, Meeting
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import href
from nghitrinh.publication.pages.list_inputs import Counted
from nghitrinh.publication.pages.paths import Page, path_of
from nghitrinh.publication.pages.public_set import PublicSet

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
EMPTY_FEED_UPDATED = "1970-01-01T00:00:00+00:00"
OCTETS_A_LINE = 75


def atom(public: PublicSet, base: str) -> str:
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
        f"<published>{_instant(row.published_at)}</published>\n<updated>{_updated(public, row)}</updated>\n"
        f"<author><name>{escape(author)}</name></author>\n<summary>{escape(row.lead)}</summary>\n</entry>\n"
    )


def _updated(public: PublicSet, row: Article) -> str:
    times = [row.published_at, *(found.corrected_at for found in public.where(Correction, "subject_id", row.id))]
    return max(_instant(time) for time in times)


def _instant(text: str) -> str:
    """Return a time as RFC 3339 wants it, in Vietnam's offset; a bare day begins at midnight."""
    return f"{words.local(text)[:10]}T{words.local(text)[11:19] or '00:00:00'}+07:00"


def calendar(public: PublicSet, base: str) -> str:
    """Return the newest meetings as calendar events: lines of at most 75 octets, ended by CR LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nghi trinh//Nghi trinh//VI", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(public.site.name)}")
    for row in public.all(Meeting):
        lines += _event(row, base)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(row: Meeting, base: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{row.id}"
    # DTSTAMP would be the time of the release: the meeting's own time keeps an unchanged file unchanged.
    yield f"DTSTAMP:{_utc(row.starts_at)}"
    yield f"SEQUENCE:{max(row.revision - 1, 0)}"
    yield from _when(row)
    yield f"SUMMARY:{_text(words.meeting_title(row))}"
    if row.place:
        yield f"LOCATION:{_text(row.place)}"
    yield f"STATUS:{'CANCELLED' if row.state == 'cancelled' else 'CONFIRMED'}"
    yield f"URL:{base}{href('meeting', row.id)}"
    yield "END:VEVENT"


def _when(row: Meeting) -> Iterator[str]:
    if not words.clock(row.starts_at):
        yield f"DTSTART;VALUE=DATE:{row.starts_at.replace('-', '')}"
        return
    yield f"DTSTART:{_utc(row.starts_at)}"
    if words.clock(row.ends_at):
        yield f"DTEND:{_utc(row.ends_at)}"


def _utc(text: str) -> str:
    moment = datetime.fromisoformat(_instant(text)).astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Escape a text value as RFC 5545, 3.3.11 says."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 octets, never inside a character; each but the first begins with a space."""
    piece, length = "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > OCTETS_A_LINE:
            yield piece
            piece, length = " ", 1
        piece += character
        length += octets
    yield piece


def sitemap(counted: Counted, base: str) -> str:
    """Return the index of the sitemap's parts: one a year, and one for bodies and standing lists."""
    parts = [*dict(counted)["years"].split(), "co-quan"]
    entries = "".join(f"<sitemap><loc>{escape(base)}/sitemap/{part}.xml</loc></sitemap>\n" for part in parts)
    return f'{XML}<sitemapindex xmlns="{SITEMAP}">\n{entries}</sitemapindex>\n'


STANDING = ("", "hoi-nghi/", "bai-viet/", "ket-luan/", "van-ban/", "viec-giao/", "co-quan/", "ve-trang-nay/")


def sitemap_part(counted: Counted, part: str, base: str) -> str:
    """Return the addresses of one year, or of the bodies and the standing lists."""
    found = [path_of(Page(kind, key)).removesuffix("index.html") for kind, key in counted]
    paths = [*STANDING, *found] if part == "co-quan" else found
    entries = "".join(f"<url><loc>{escape(base)}/{escape(path)}</loc></url>\n" for path in paths)
    return f'{XML}<urlset xmlns="{SITEMAP}">\n{entries}</urlset>\n'


def robots(base: str) -> str:
    """Let every program read everything but the search, whose answers are no pages of the record."""
    return f"User-agent: *\nDisallow: /tra-cuu/\n\nSitemap: {base}/sitemap.xml\n"
