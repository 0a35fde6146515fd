"""The words of templates in the language of the page: looked up once in a process, since a page says two hundred.

What is said is safe to stand in a page, as the catalogue is ours; what is put into it is escaped.
"""

import threading
from functools import lru_cache

from django.utils import translation
from markupsafe import Markup, escape

__all__ = ["begin", "said", "said_as", "said_of"]


class _Speech(threading.local):
    """What this thread speaks: the words of a language that were said before, by what they are called."""

    def __init__(self) -> None:
        self.words: dict[str, Markup] = {}


_known: dict[str | None, dict[str, Markup]] = {}
_speech = _Speech()


def begin() -> None:
    """Speak the language that was activated. Every template begins so, whatever was spoken in this thread before."""
    _speech.words = _known.setdefault(translation.get_language(), {})


def said(text: str, /, **values: object) -> Markup:
    """Return a text in the page's language, its `%(name)s` filled with values."""
    found = _speech.words.get(text)
    if found is None:
        words = translation.gettext(text)
        found = Markup(words if "%(" in words else words % ())  # noqa: S704 - of our catalogue
        _known.setdefault(translation.get_language(), {})[text] = found
    return _filled(found, values) if values else found


@lru_cache(maxsize=500)
def _meant(_language: str | None, meaning: str, text: str) -> Markup:
    return Markup(translation.pgettext(meaning, text))  # noqa: S704 - of our catalogue


def said_as(meaning: str, text: str, /) -> Markup:
    """Return a text that Vietnamese has for several things ("Khóa": a term, to close), as `meaning` means it here."""
    return _meant(translation.get_language(), meaning, text)


def said_of(one: str, several: str, number: int, /, **values: object) -> Markup:
    """Return what is said of a number of things in the page's language."""
    return _filled(_counted(translation.get_language(), one, several, number), values)


@lru_cache(maxsize=5000)
def _counted(_language: str | None, one: str, several: str, number: int) -> str:
    return translation.ngettext(one, several, number)


def _filled(text: str, values: dict[str, object]) -> Markup:
    escaped = {name: escape(value) for name, value in values.items()}
    return Markup(str.__mod__(text, escaped))  # noqa: S704 - of our catalogue, and each value escaped
