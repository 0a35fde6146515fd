"""The templates of the portal's pages, in Jinja2: compiled once a process, and filled in a third of Django's time.

A fact is looked up by its key before anything else, so that `page.items` is a page's items and no method of a dict. A
fact that is missing is a mistake that stops the page. Text is escaped as Django does it: a page that did not change has
the bytes that an earlier version of the program gave it.
"""

from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template

FRAME = Path(__file__).parent / "templates"


class _Facts(Environment):
    """An environment in which `page.items` asks for the key first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what an object has under a name, as its key or as its attribute."""
        try:
            return obj[attribute]
        except (AttributeError, LookupError, TypeError):
            return super().getattr(obj, attribute)


def templates(*folders: Path, compiled: BytecodeCache | None = None) -> Environment:
    """Return the templates of some folders, with the frame of the portal beside them.

    `compiled` keeps what they are compiled to, from one process to the next.
    """
    return _Facts(
        loader=FileSystemLoader([*folders, FRAME]),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )


def filled(template: Template, **facts: Any) -> str:
    """Return a template with its facts. Jinja2 writes both quotation marks by their numbers, Django by name and hex."""
    return template.render(facts).replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
