"""Small parts of a page that a template draws by a word: icons, badges, days."""

from datetime import date, datetime
from functools import lru_cache, partialmethod
from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nghitrinh.desk.kit import wording
from nghitrinh.desk.nouns import row_of
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel.levels import Level

LEVELS = {Level.PUBLIC: ("", "globe"), Level.INTERNAL: ("", "inner"), Level.RESTRICTED: ("lock", "lock")}
NOTHING = SafeString("")


def suffix(name: str) -> str:
    """Return a file's kind by its name: DOCX."""
    return name.rpartition(".")[2][:5].upper() if "." in name else "TỆP"


@lru_cache(maxsize=500)
def icon(name: str) -> SafeString:
    """Return an icon; the word stands beside it."""
    return format_html('<span class="i i-{}" aria-hidden="true"></span>', name)


def badge(words: object, kind: str = "", sign: str = "info") -> SafeString:
    """Return a badge: icon and words."""
    return _badge(str(words), kind, sign)


@lru_cache(maxsize=2000)
def _badge(words: str, kind: str, sign: str) -> SafeString:
    style = f"badge badge--{kind}" if kind else "badge"
    return format_html('<span class="{}">{} {}</span>', style, icon(sign), words)


def choice_words(noun: Any, name: str) -> str:
    """Return the words of a field's choice as Django does, who looks all of them up each time: in a list, a row."""
    model: type[Model] = type(noun)
    return _choice_words(model, name, getattr(noun, name), get_language())


@lru_cache(maxsize=500)
def _choice_words(model: type[Model], name: str, value: str, _language: str | None) -> str:
    field: Any = model._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, value))


def state_badge(noun: Any) -> SafeString:
    """Return the badge of an object's state, in Django's words for it or the noun's own."""
    says_itself = not isinstance(vars(type(noun)).get("get_state_display"), partialmethod)
    words = noun.get_state_display() if says_itself else choice_words(noun, "state")
    model: type[Model] = type(noun)
    return _state_badge(model, noun.state, words)


@lru_cache(maxsize=500)
def _state_badge(model: type[Model], state: str, words: str) -> SafeString:
    return badge(words, *row_of(model).vocabulary.signs.get(state, ("", "open")))


def level_badge(noun: Owned) -> SafeString:
    """Return the badge of an object's level."""
    return _level_badge(noun.level, get_language())


@lru_cache(maxsize=20)
def _level_badge(level: str, _language: str | None) -> SafeString:
    return badge(Level(level).label, *LEVELS[Level(level)])


def illustrative(noun: Owned) -> SafeString:
    """Return the badge "Minh họa" beside what was invented for demonstration, otherwise nothing."""
    return badge(_("Minh họa"), "warn", "info") if getattr(noun, "is_illustrative", False) else NOTHING


def stale_badge(noun: Owned) -> SafeString:
    """Return the badge of what rests on something that was corrected since, otherwise nothing."""
    return badge(_("Cần soát lại"), "late", "late") if getattr(noun, "stale_reason", "") else NOTHING


def due_badge(due: date | None, today: date) -> SafeString:
    """Return how late a deadline is, as a badge."""
    return NOTHING if due is None else _due_badge(due, today, get_language())


@lru_cache(maxsize=1000)
def _due_badge(due: date, today: date, _language: str | None) -> SafeString:
    return badge(wording.days_late(due, today), *wording.due_sign(due, today))


def when(value: date | datetime) -> SafeString:
    """Return a day as a `time` element."""
    return _time(value.isoformat(), wording.day(value))


@lru_cache(maxsize=2000)
def _time(iso: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', iso, words)
