"""From a page's input to its bytes."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from django.template import Context, Engine
from django.template.base import Template

import nghitrinh
from nghitrinh.bundle.schema import Row
from nghitrinh.publication.pages import feeds, list_views, object_views, words
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.inputs import PageInput, page_input
from nghitrinh.publication.pages.list_inputs import Counted
from nghitrinh.publication.pages.paths import Page, all_pages, page_at, path_of
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.row_source import RowSource

DEFAULT_BASE = "http://127.0.0.1:8001"

# Which part of the site's navigation a page stands in.
CURRENT = {
    "home": "home",
    "meeting": "meetings",
    "article": "articles",
    "decision": "decisions",
    "instrument": "instruments",
    "organization": "organizations",
    "organizations": "organizations",
    "list-meeting": "meetings",
    "list-article": "articles",
    "list-decision": "decisions",
    "list-instrument": "instruments",
    "tasks": "tasks",
    "about": "about",
    "not-found": "",
}
OBJECTS: dict[str, Callable[[PublicSet, str], Facts]] = {
    "meeting": object_views.meeting,
    "article": object_views.article,
    "decision": object_views.decision,
    "instrument": object_views.instrument,
}
LISTS: dict[str, Callable[[PublicSet, str, Counted], Facts]] = {
    "home": list_views.home,
    "list-meeting": list_views.meetings,
    "list-article": list_views.articles,
    "list-decision": list_views.decisions,
    "list-instrument": list_views.instruments,
    "organizations": list_views.organizations,
    "organization": object_views.organization,
    "tasks": list_views.tasks,
    "about": lambda *_: {"title": "Về trang này"},
    "not-found": lambda *_: {"title": "Không có trang này"},
}


def render_pages(public: RowSource, base: str = DEFAULT_BASE) -> Iterator[tuple[str, bytes]]:
    """Yield each page's path ("hoi-nghi/<id>/index.html") and bytes. `base` is the portal's address, without slash."""
    for page in all_pages(public):
        yield path_of(page), render(path_of(page), _given(public, page), base)


def render_page(public: RowSource, path: str, base: str = DEFAULT_BASE) -> bytes:
    """Return the bytes of one page, equal to those that `render_pages` gives for its path.

    Raises:
        KeyError: the set has no page of this path.
    """
    return render(path, _given(public, page_at(path)), base)


def page_paths(public: RowSource) -> Iterator[str]:
    """Yield the path of every page, in the order of `render_pages`."""
    return map(path_of, all_pages(public))


def page_inputs(public: RowSource, path: str) -> frozenset[Row]:
    """Return the rows, cut down to what is read of them, from which one page is rendered.

    Raises:
        KeyError: the set has no page of this path.
    """
    return _given(public, page_at(path)).rows


def _given(public: RowSource, page: Page) -> PageInput:
    given = page_input(public, page)
    if given is None:
        raise KeyError(path_of(page))
    return given


def render(path: str, given: PageInput, base: str = DEFAULT_BASE) -> bytes:
    """Return the bytes of the page of a path, made of its input alone."""
    page = page_at(path)
    text = _for_programs(page, given, base)
    return (_html(page, given) if text is None else text).encode()


def _for_programs(page: Page, given: PageInput, base: str) -> str | None:
    match page.kind:
        case "feed":
            return feeds.atom(PublicSet.of(given.rows), base)
        case "calendar":
            return feeds.calendar(PublicSet.of(given.rows), base)
        case "sitemap":
            return feeds.sitemap(given.counted, base)
        case "sitemap-part":
            return feeds.sitemap_part(given.counted, page.key, base)
        case "robots":
            return feeds.robots(base)
        case _:
            return None


def _html(page: Page, given: PageInput) -> str:
    """Render a page from its input, and from nothing else."""
    public = PublicSet.of(given.rows)
    name, facts = _view(public, page, given.counted)
    context: dict[str, object] = {"page": facts, "site": vars(public.site), "nav_current": CURRENT[page.kind]}
    # Called only by a page that shows it.
    context["headline"] = partial(words.headline, str(facts.get("title", "")))
    return _template(name).render(Context(context, use_l10n=False, use_tz=False))


def _view(public: PublicSet, page: Page, counted: Counted) -> tuple[str, Facts]:
    if public.is_withdrawn(page.key):
        return "tombstone", object_views.tombstone(public, page.key)
    if page.kind in OBJECTS:
        return page.kind, OBJECTS[page.kind](public, page.key)
    return page.kind, LISTS[page.kind](public, page.key, counted)


@lru_cache
def _engine() -> Engine:
    own = Path(__file__).parent.parent / "templates"
    frame = Path(nghitrinh.__file__).parent / "assets" / "templates"
    return Engine(dirs=[str(own), str(frame)], autoescape=True, debug=False)


@lru_cache
def _template(kind: str) -> Template:
    return _engine().get_template(f"public/{kind}.html")
