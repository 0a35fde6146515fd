"""The files for programs keep to their standards."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from xml.etree import ElementTree as Xml

from icalendar import Calendar
from tests.publication.pages.sample import ADDRESS, release_of, sample, sample_rows, stone
from tests.publication.pages.test_incremental import assert_incremental

from nghitrinh.bundle.schema import Article, Meeting, Row, Site
from nghitrinh.publication.pages import ReleaseRows, page_paths, render_page, render_pages

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parsed(path: str) -> Xml.Element:
    return Xml.fromstring(render_page(sample(), path))  # noqa: S314 - our own bytes


def test_the_feed_lists_articles_newest_first_and_a_corrected_one_is_updated() -> None:
    feed = parsed("feed.atom")
    entries = [[entry.findtext(f"{ATOM}{name}") for name in ("id", "updated")] for entry in feed.iter(f"{ATOM}entry")]
    assert entries == [
        ["urn:uuid:article-36", "2021-09-12T09:30:00+07:00"],
        ["urn:uuid:article-35", "2021-08-28T08:00:00+07:00"],
        ["urn:uuid:article-34", "2020-12-14T08:00:00+07:00"],
    ]
    assert feed.findtext(f"{ATOM}updated") == "2021-09-20T10:00:00+07:00"  # when one was taken back
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert links[:3] == [f"{ADDRESS}/", f"{ADDRESS}/feed.atom", f"{ADDRESS}/bai-viet/article-36/"]


def test_the_feed_has_what_its_standard_requires_and_the_lead_as_it_was_written() -> None:
    lead = "Giá <b>tăng</b> & giảm"
    rows = [replace(row, lead=lead) if isinstance(row, Article) else row for row in sample_rows()]
    feed = Xml.fromstring(render_page(release_of(rows), "feed.atom"))  # noqa: S314 - our own bytes
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").tzinfo is not None
    for entry in feed.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
        summary = entry.find(f"{ATOM}summary")
        assert summary is not None
        assert summary.get("type") == "html"
        assert unescape(summary.text or "") == lead
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}


def test_a_feed_without_articles_was_updated_on_the_day_of_its_release() -> None:
    site = [row for row in sample_rows() if isinstance(row, Site)]
    feed = Xml.fromstring(render_page(release_of(site), "feed.atom"))  # noqa: S314 - our own bytes
    assert feed.findtext(f"{ATOM}updated") == "2021-10-04T00:00:00+07:00"
    later = release_of([replace(row, as_of="2021-10-05") for row in site])
    assert "feed.atom" in assert_incremental(release_of(site), later)
    other_day = [replace(row, as_of="2021-10-05") if isinstance(row, Site) else row for row in sample_rows()]
    assert "feed.atom" not in assert_incremental(sample(), release_of(other_day)), (
        "where it has articles, no day counts"
    )


def instant(text: str) -> str:
    """Return a time, or the beginning of a day in Vietnam, in UTC."""
    moment = datetime.fromisoformat(text)
    vietnam = timezone(timedelta(hours=7))
    return (moment if moment.tzinfo else moment.replace(tzinfo=vietnam)).astimezone(UTC).isoformat()


def calendar(public: ReleaseRows) -> bytes:
    return render_page(public, "calendar.ics")


def test_the_calendar_gives_hours_in_utc_and_bare_days_as_days() -> None:
    lines = calendar(sample()).decode().split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:20201213T070000Z",
        "DTSTART:20210827T070000Z",
        "DTSTART;VALUE=DATE:20210910",
        "DTSTART:20211008T070000Z",
    ]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 4


def test_a_long_line_is_folded_at_75_octets_and_reads_back_whole() -> None:
    name = "Hội nghị mở rộng; có đại biểu, khách mời\\ngoài tỉnh " * 4
    rows = [replace(row, name=name) if isinstance(row, Meeting) else row for row in sample_rows()]
    data = calendar(release_of(rows))
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    unfolded = data.decode().replace("\r\n ", "")
    assert unfolded.count("SUMMARY:") == 4
    events = Calendar.from_ical(data).walk("VEVENT")
    assert f"{name}, lần thứ 36" in [str(event["SUMMARY"]) for event in events]


def test_a_program_reads_each_event_back_and_what_tells_versions_apart_stays() -> None:
    first, again = (Calendar.from_ical(calendar(sample())).walk("VEVENT") for _ in range(2))
    held = {row.id: row for row in sample_rows() if isinstance(row, Meeting)}
    for event, same in zip(first, again, strict=True):
        row = held[str(event["UID"])]
        assert event["SEQUENCE"] == row.public_revision - 1
        assert event["DTSTAMP"].dt == same["DTSTAMP"].dt
        assert event["DTSTAMP"].dt.isoformat() == instant(row.starts_at)
        assert event["URL"] == f"{ADDRESS}/hoi-nghi/{row.id}/"
    assert len(first) == len(held)


def test_a_cancelled_meeting_is_cancelled_in_the_calendar() -> None:
    rows = [replace(row, state="cancelled") if isinstance(row, Meeting) else row for row in sample_rows()]
    assert calendar(release_of(rows)).count(b"STATUS:CANCELLED") == 4


def test_the_sitemap_has_every_page_of_the_record_once() -> None:
    parts = [found.text or "" for found in parsed("sitemap.xml").iter(f"{SITEMAP}loc")]
    found = [loc.text or "" for part in parts for loc in parsed(part.removeprefix(f"{ADDRESS}/")).iter(f"{SITEMAP}loc")]
    gone = re.compile(r"withdrawn|^tep/")
    pages = [path for path in page_paths(sample()) if path.endswith("index.html") and not gone.search(path)]
    assert sorted(found) == sorted(f"{ADDRESS}/{path.removesuffix('index.html')}" for path in pages)


def test_robots_may_read_all_but_the_search() -> None:
    assert render_page(sample(), "robots.txt").decode() == (
        f"User-agent: *\nDisallow: /tra-cuu/\nDisallow: /pages/\nDisallow: /files/\n\nSitemap: {ADDRESS}/sitemap.xml\n"
    )


def site_without_address() -> list[Row]:
    return [replace(row, address="") if isinstance(row, Site) else row for row in sample_rows()]


def test_a_portal_whose_address_nobody_said_names_none_and_its_feed_is_the_same_one() -> None:
    public = release_of(site_without_address())
    pages = dict(render_pages(public))
    for path, content in pages.items():
        assert not re.search(rb"nghitrinh\.example|127\.0\.0\.1|localhost", content), path
    assert not [path for path in pages if path.startswith("sitemap")]
    feed = Xml.fromstring(pages["feed.atom"])  # noqa: S314 - our own bytes
    assert feed.findtext(f"{ATOM}id") == parsed("feed.atom").findtext(f"{ATOM}id")
    assert (feed.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert links[:3] == ["/", "/feed.atom", "/bai-viet/article-36/"]
    assert not any("URL" in event for event in Calendar.from_ical(pages["calendar.ics"]).walk("VEVENT"))
    assert b"Sitemap" not in pages["robots.txt"]


def test_a_feed_never_goes_back_when_its_newest_article_is_withdrawn() -> None:
    gone = stone("article", "article-36", "2021-09-25T08:00:00+07:00", "Nhầm")
    other = replace(gone, id="notice", subject_kind="instrument", withdrawn_at="2021-09-30T08:00:00+07:00")
    feed = Xml.fromstring(render_page(release_of([*sample_rows(), gone, other]), "feed.atom"))  # noqa: S314 - ours
    assert feed.findtext(f"{ATOM}updated") == "2021-09-25T08:00:00+07:00"
    assert "urn:uuid:article-36" not in [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]


def test_every_event_of_the_calendar_is_a_day_or_has_a_length() -> None:
    rows = [replace(row, ends_at="") if isinstance(row, Meeting) else row for row in sample_rows()]
    for event in Calendar.from_ical(calendar(release_of(rows))).walk("VEVENT"):
        is_day = not isinstance(event["DTSTART"].dt, datetime)
        assert is_day or event["DURATION"].dt > timedelta(0)


def test_an_invented_meeting_says_so_in_the_calendar() -> None:
    summaries = {
        str(event["UID"]): str(event["SUMMARY"]) for event in Calendar.from_ical(calendar(sample())).walk("VEVENT")
    }
    for row in sample_rows():
        if isinstance(row, Meeting):
            assert ("minh họa" in summaries[row.id]) is row.illustrative
