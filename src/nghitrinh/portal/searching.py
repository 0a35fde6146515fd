"""The search page: works without a script, with and without accents; all that narrows it stands in its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Template

from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle.schema import NO_SITE
from nghitrinh.bundle.search import PAGE, RANKED, Found, Hit, Narrowing
from nghitrinh.portal.answers import Answer
from nghitrinh.portal.filters import BadParameter, day
from nghitrinh.portal.release import OpenRelease
from nghitrinh.vietnamese import format_date, glue_ordinals, parse_date, plain_number

# Kind, its words, the icon and the style of its badge.
KINDS = {
    "meeting": ("Hội nghị", "people", ""),
    "item": ("Nội dung", "doc", ""),
    "decision": ("Kết luận", "seal", "badge--son"),
    "task": ("Việc giao", "task", ""),
    "instrument": ("Văn bản", "doc", ""),
    "article": ("Bài viết", "globe", ""),
    "organization": ("Cơ quan", "people", ""),
}
DEEPEST = RANKED // PAGE
BY_DAY = "ngay"


@dataclass(frozen=True)
class Query:
    """What was asked: words, kind, body, outcome, days, order, page. What cannot be understood is left out."""

    words: str = ""
    kind: str = ""
    body: str = ""
    outcome: str = ""
    first: str = ""
    last: str = ""
    order: str = ""
    page: int = 1

    @classmethod
    def of(cls, release: OpenRelease, given: Mapping[str, str]) -> "Query":
        """Read a query from an address."""
        kind, body, outcome = given.get("loai", ""), given.get("co-quan", ""), given.get("muc", "")
        return cls(
            words=given.get("q", "")[:200].strip(),
            kind=kind if kind in KINDS else "",
            body=body if body in release.bundle.organizations else "",
            outcome=outcome if outcome in release.bundle.outcomes else "",
            first=_day(given, "tu"),
            last=_day(given, "den"),
            order=BY_DAY if given.get("xep") == BY_DAY else "",
            page=min(plain_number(given.get("trang")) or 1, DEEPEST),
        )

    def found(self, release: OpenRelease) -> Found:
        """Ask the release."""
        by_day = self.order == BY_DAY
        narrowing = Narrowing(self.body, self.outcome, self.first, self.last, by_day)
        return release.bundle.search(self.words, kind=self.kind, page=self.page, narrowing=narrowing)

    def link(self, path: str = "/tra-cuu/", **other: str) -> str:
        """Return the address of this query on its first page, with something else asked of it."""
        asked = {
            "q": self.words,
            "loai": self.kind,
            "co-quan": self.body,
            "muc": self.outcome,
            "tu": self.first,
            "den": self.last,
            "xep": self.order,
            **other,
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{path}?{query}" if query else path

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words and kind was asked for."""
        return bool(self.body or self.outcome or self.first or self.last or self.order)


def _day(given: Mapping[str, str], name: str) -> str:
    try:
        return day(given.get(name, ""), name)
    except BadParameter:
        return ""


@dataclass(frozen=True)
class ShownHit:
    """A hit as the page shows it."""

    hit: Hit
    title: str
    kind: str
    icon: str
    style: str
    day: str


@lru_cache(maxsize=1)
def _template() -> Template:
    return templates(Path(__file__).parent / "templates").get_template("search.html")


def search_page(release: OpenRelease, given: dict[str, str]) -> Answer:
    """Return the page for a query, which may be empty."""
    query = Query.of(release, given)
    found, page = query.found(release), query.page
    context = {
        "site": release.site or NO_SITE,
        "nav_current": "search",
        "query": query.words,
        "asked": query,
        "kinds": [(name, words, name == query.kind, query.link(loai=name)) for name, (words, _, _) in KINDS.items()],
        "all_link": query.link(loai=""),
        "bodies": [(key, name, key == query.body) for key, name in release.bundle.organizations.items()],
        "outcomes": [(key, name, key == query.outcome) for key, name in release.bundle.outcomes.items()],
        "feed": query.link("/tra-cuu/feed.atom") if found.total else "",
        "found": found,
        "hits": [_shown(hit) for hit in found.hits],
        "before": query.link(trang=str(page - 1) if page > 2 else "") if page > 1 else "",
        "after": query.link(trang=str(page + 1)) if found.total > page * PAGE else "",
        "page": page,
    }
    page_bytes = filled(_template(), **context).encode()
    return Answer(200, content=page_bytes, headers=(("Cache-Control", "no-cache"),))


def _shown(hit: Hit) -> ShownHit:
    words, icon, style = KINDS[hit.kind]
    return ShownHit(
        hit, glue_ordinals(hit.title), words, icon, style, format_date(parse_date(hit.day)) if hit.day else ""
    )
