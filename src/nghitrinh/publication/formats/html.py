"""HTML: a page's facts in its template, in the frame that all pages share."""

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle.schema import Site
from nghitrinh.publication.pages import words


def page(template: str, facts: dict[str, Any], site: Site, nav: str) -> bytes:
    """Return a page whose entry in the navigation is `nav`."""
    # Called only by a page that shows it.
    headline = partial(words.headline, str(facts.get("title", "")))
    found = _templates().get_template(f"public/{template}.html")
    return filled(found, page=facts, site=site, nav_current=nav, query="", headline=headline).encode()


@lru_cache
def _templates() -> Environment:
    return templates(Path(__file__).parent.parent / "templates")
