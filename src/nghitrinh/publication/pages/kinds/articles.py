"""The lists of articles, newest first."""

from nghitrinh.bundle.schema import Article
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import Counted, YearlyList, list_address_of
from nghitrinh.publication.pages.lines import NAMED_STONES, article_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import yearly
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.yearly import around


def facts(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List articles with their leads."""
    lines = [article_line(row) for row in public.all(Article)[::-1]]
    return around("Bài viết", Article, public, year, counted) | {"articles": lines}


PAGE = YearlyList(
    name="list-article",
    of=Article,
    address=list_address_of(Article),
    reads={Article: ("lead",), **NAMED_STONES},
    select=yearly(Article, lambda _, row: [line(row, "lead")]),
    facts=facts,
    template="list-article",
    nav="articles",
    sitemap=3,
)
