"""HTML: a page's facts in its template, in the frame that all pages share."""

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.template.base import Template

import nghitrinh
from nghitrinh.bundle.schema import Site
from nghitrinh.publication.pages import words


def page(template: str, facts: dict[str, Any], site: Site, nav: str) -> bytes:
    """Return a page whose entry in the navigation is `nav`."""
    context: dict[str, object] = {"page": facts, "site": vars(site), "nav_current": nav}
    # Called only by a page that shows it.
    context["headline"] = partial(words.headline, str(facts.get("title", "")))
    return _template(template).render(Context(context, use_l10n=False, use_tz=False)).encode()


@lru_cache
def _engine() -> Engine:
    own = Path(__file__).parent.parent / "templates"
    frame = Path(nghitrinh.__file__).parent / "assets" / "templates"
    return Engine(dirs=[str(own), str(frame)], autoescape=True, debug=False)


@lru_cache
def _template(name: str) -> Template:
    return _engine().get_template(f"public/{name}.html")
