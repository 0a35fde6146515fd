"""The lists of articles, newest first."""

from nghitrinh.bundle.schema import Article
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import Counted, YearlyList, list_address_of
from nghitrinh.publication.pages.lines import article_line, yearly_head
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import yearly
from nghitrinh.publication.pages.summary import line


def facts(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List articles with their leads."""
    lines = [article_line(row) for row in public.all(Article)[::-1]]
    return yearly_head("Bài viết", Article, year, counted) | {"articles": lines}


PAGE = YearlyList(
    name="list-article",
    of=Article,
    address=list_address_of(Article),
    reads={Article: ("lead",)},
    select=yearly(Article, lambda _, row: [line(row, "lead")]),
    facts=facts,
    template="list-article",
    nav="articles",
    sitemap=3,
)
