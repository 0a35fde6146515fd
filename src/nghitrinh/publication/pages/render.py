"""From a page's input to its bytes."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import Row
from nghitrinh.publication.formats import html
from nghitrinh.publication.pages.inputs import PageInput, page_input
from nghitrinh.publication.pages.kind import ObjectPage
from nghitrinh.publication.pages.kinds import KINDS
from nghitrinh.publication.pages.paths import PageKey, all_pages, page_at, path_of
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.tombstone import tombstone


def render_pages(public: ReleaseRows) -> Iterator[tuple[str, bytes]]:
    """Yield each page's path ("hoi-nghi/<id>/index.html") and bytes."""
    for page in all_pages(public):
        yield path_of(page), render(path_of(page), _given(public, page))


def render_page(public: ReleaseRows, path: str) -> bytes:
    """Return the bytes of one page, equal to those that `render_pages` gives for its path.

    Raises:
        KeyError: the set has no page of this path.
    """
    return render(path, _given(public, page_at(path)))


def page_paths(public: ReleaseRows) -> Iterator[str]:
    """Yield the path of every page, in the order of `render_pages`."""
    return map(path_of, all_pages(public))


def page_inputs(public: ReleaseRows, path: str) -> frozenset[Row]:
    """Return the rows, cut down to what is read of them, from which one page is rendered.

    Raises:
        KeyError: the set has no page of this path.
    """
    return _given(public, page_at(path)).rows


def _given(public: ReleaseRows, page: PageKey) -> PageInput:
    given = page_input(public, page)
    if given is None:
        raise KeyError(path_of(page))
    return given


def render(path: str, given: PageInput) -> bytes:
    """Return the bytes of the page of a path, made of its input alone."""
    page = page_at(path)
    kind, public = KINDS[page.kind], PublicSet.of(given.rows)
    if isinstance(kind, ObjectPage) and public.is_withdrawn(page.key):
        facts = tombstone(public, page.key, kind.of.WORD)
        return html.page("tombstone", facts, public.site, kind.nav)
    if kind.facts is not None:
        facts = kind.facts(public, page.key, given.counted)
        return html.page(kind.template, facts, public.site, kind.nav, _address(path))
    if kind.write is not None:
        return kind.write(public, page.key, given.counted)
    raise AssertionError(f"{kind.name}: a kind without contents is refused when it is made")


def _address(path: str) -> str:
    """Return a page's address on the portal; "" for one that is not asked for by its own address."""
    return f"/{path.removesuffix('index.html')}" if path.endswith("index.html") else ""
