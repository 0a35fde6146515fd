"""The templates of the portal's pages, in Jinja2: compiled once a process, and filled in a third of Django's time.

A fact is looked up by its key before anything else, so that `page.items` is a page's items and no method of a dict. A
fact that is missing is a mistake that stops the page. Text is escaped as Django does it: a page that did not change has
the bytes that an earlier version of the program gave it.
"""

from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FRAME = Path(__file__).parent / "templates"


class _Facts(Environment):
    """An environment in which `page.items` asks for the key first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what an object has under a name, as its key or as its attribute."""
        try:
            return obj[attribute]
        except (AttributeError, LookupError, TypeError):
            return super().getattr(obj, attribute)


def templates(*folders: Path) -> Environment:
    """Return the templates of some folders, with the frame of the portal beside them."""
    return _Facts(
        loader=FileSystemLoader([*folders, FRAME]),
        autoescape=True,
        finalize=_escaped,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )


def _escaped(value: Any) -> Any:
    """Return a value as HTML: what is HTML already as it is, text as Django escapes it (`'` is `&#x27;`)."""
    if hasattr(value, "__html__"):
        return value
    return Markup(escape(str(value)))  # noqa: S704 - escaped here
