"""The search page: works without a script, with and without accents."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Template

from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle.schema import NO_SITE
from nghitrinh.bundle.search import PAGE, RANKED, Hit
from nghitrinh.portal.answers import Answer
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
_DEEPEST = RANKED // PAGE


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
    query, kind = given.get("q", "")[:200].strip(), given.get("loai", "")
    kind = kind if kind in KINDS else ""
    page = min(plain_number(given.get("trang")) or 1, _DEEPEST)
    found = release.bundle.search(query, kind=kind, page=page)
    context = {
        "site": release.site or NO_SITE,
        "nav_current": "search",
        "query": query,
        "kinds": [(name, words, name == kind, _link(query, name, 1)) for name, (words, _, _) in KINDS.items()],
        "all_link": _link(query, "", 1),
        "kind": kind,
        "found": found,
        "hits": [_shown(hit) for hit in found.hits],
        "before": _link(query, kind, page - 1) if page > 1 else "",
        "after": _link(query, kind, page + 1) if found.total > page * PAGE else "",
        "page": page,
    }
    page_bytes = filled(_template(), **context).encode()
    return Answer(200, content=page_bytes, headers=(("Cache-Control", "no-cache"),))


def _shown(hit: Hit) -> ShownHit:
    words, icon, style = KINDS[hit.kind]
    return ShownHit(
        hit, glue_ordinals(hit.title), words, icon, style, format_date(parse_date(hit.day)) if hit.day else ""
    )


def _link(query: str, kind: str, page: int) -> str:
    given = {"q": query, "loai": kind, "trang": str(page) if page > 1 else ""}
    return "/tra-cuu/?" + urlencode({name: value for name, value in given.items() if value})
