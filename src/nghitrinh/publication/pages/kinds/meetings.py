"""The lists of meetings, newest first."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import Article, Item, Meeting
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import SUMMARY, Counted, YearlyList, list_address_of
from nghitrinh.publication.pages.lines import NAMED_STONES, article_line, meeting_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import yearly
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.yearly import around
from nghitrinh.vietnamese import format_number


def _listed(public: ReleaseRows, meeting: Meeting) -> Iterator[Meeting | Item | Article]:
    yield line(meeting, "state")
    yield from map(line, public.where(Item, "meeting_id", meeting.id))
    yield from map(line, public.where(Article, "meeting_id", meeting.id))


def facts(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List meetings with how many items each had, and its articles."""
    lines = [_line(public, row) for row in public.all(Meeting)[::-1]]
    return around("Hội nghị", Meeting, public, year, counted) | {"meetings": lines}


def _line(public: PublicSet, row: Meeting) -> Facts:
    count = len(public.where(Item, "meeting_id", row.id))
    articles = [article_line(found) for found in public.where(Article, "meeting_id", row.id)]
    return meeting_line(row) | {"items": format_number(count) if count else "", "articles": articles}


PAGE = YearlyList(
    name="list-meeting",
    of=Meeting,
    address=list_address_of(Meeting),
    reads={Meeting: ("state",), Item: SUMMARY, Article: SUMMARY, **NAMED_STONES},
    select=yearly(Meeting, _listed),
    facts=facts,
    template="list-meeting",
    nav="meetings",
    sitemap=2,
)
