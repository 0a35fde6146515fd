"""Small parts of a page: icons, badges, days, buttons that call an act."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.exceptions import ImproperlyConfigured
from django.template.base import Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nghitrinh.desk.kit import once, wording
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.kit.typed import typed_for
from nghitrinh.desk.nouns import ASKS, row_of
from nghitrinh.record.kernel.levels import Level

register = template.Library()

LEVELS = {Level.PUBLIC: ("", "globe"), Level.INTERNAL: ("", "inner"), Level.RESTRICTED: ("lock", "lock")}

register.filter("day", wording.day)
register.filter("weekday", wording.weekday)
register.filter("moment", wording.moment)
register.filter("clock", wording.clock_time)
register.filter("size", wording.size)
register.filter("verb", wording.verb_words)
register.filter("kind", wording.kind_words)
register.filter("field", wording.field_words)
register.filter("instant", wording.instant)
register.filter("said_value", wording.iso_words)


@register.filter
def suffix(name: str) -> str:
    """Return a file's kind by its name: DOCX."""
    return name.rpartition(".")[2][:5].upper() if "." in name else "TỆP"


@register.simple_tag
@lru_cache(maxsize=500)
def i(name: str, more: str = "") -> SafeString:
    """Return an icon; the word stands beside it."""
    return format_html('<span class="i i-{}{}" aria-hidden="true"></span>', name, f" {more}" if more else "")


@register.simple_tag
def badge(words: object, kind: str = "", icon: str = "info") -> SafeString:
    """Return a badge: icon and words."""
    return _badge(str(words), kind, icon)


@lru_cache(maxsize=2000)
def _badge(words: str, kind: str, icon: str) -> SafeString:
    style = f"badge badge--{kind}" if kind else "badge"
    return format_html('<span class="{}"><span class="i i-{}" aria-hidden="true"></span> {}</span>', style, icon, words)


@register.simple_tag
def state_badge(noun: Any) -> SafeString:
    """Return the badge of an object's state."""
    return badge(noun.get_state_display(), *row_of(noun).vocabulary.signs.get(noun.state, ("", "open")))


@register.simple_tag
def level_badge(noun: Any) -> SafeString:
    """Return the badge of an object's level."""
    return _level_badge(noun.level, get_language())


@lru_cache(maxsize=20)
def _level_badge(level: str, _language: str | None) -> SafeString:
    return badge(Level(level).label, *LEVELS[Level(level)])


@register.simple_tag
def illustrative(noun: Any) -> SafeString:
    """Return the badge "Minh họa" beside what was invented for demonstration, otherwise nothing."""
    if not getattr(noun, "is_illustrative", False):
        return SafeString("")
    return badge(_("Minh họa"), "warn", "info")


@register.simple_tag
def due_badge(due: date | None, today: date) -> SafeString:
    """Return how late a deadline is, as a badge."""
    if due is None:
        return SafeString("")
    return badge(wording.days_late(due, today), *wording.due_sign(due, today))


@register.simple_tag
def when(value: date | datetime) -> SafeString:
    """Return a day as a `time` element."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), wording.day(value))


@register.simple_tag(takes_context=True)
def form_key(context: Context) -> SafeString:
    """Return the hidden field by which a form is carried out once: the one that was sent, as long as it did nothing."""
    request = context["request"]
    sent = once.key_of(request)
    still = sent is not None and sent.is_for(request.user) and not context.get("renewed")
    value = request.POST[once.FIELD] if still else once.new_key(request.user)
    return format_html('<input type="hidden" name="{}" value="{}">', once.FIELD, value)


class KeptBlock(template.Node):
    """A part of a page that is drawn once for everybody who sees the same, until what it shows has changed."""

    def __init__(self, name: str, content: template.NodeList) -> None:
        self.name, self.content = name, content

    def render(self, context: Context) -> SafeString:
        """Return the part; its queries run where it is drawn, so they are not asked when it was kept."""
        request = context["request"]
        if request.method != "GET" or typed_for(request) is not None:
            return self.content.render(context)
        return keep(request, f"block.{self.name}.{request.get_full_path()}", lambda: self._drawn(context))

    def _drawn(self, context: Context) -> SafeString:
        drawn = self.content.render(context)
        if "csrfmiddlewaretoken" in drawn:
            raise ImproperlyConfigured(f"{self.name}: a form's token stands in a part that is kept for others")
        return drawn


@register.tag("kept")
def kept_block(parser: Parser, token: Token) -> KeptBlock:
    """Keep what stands between `{% kept NAME %}` and `{% endkept %}` by visibility, language, day and address.

    Only for what follows from these: no name of the user, no form that is sent. What it asks the record must be asked
    within, by lazy queries or by callables in the context.
    """
    name = token.split_contents()[1]
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptBlock(name, content)


@register.inclusion_tag("desk/parts/press.html", takes_context=True)
def press(context: Context, address: str, noun: Any, words: str, **options: str) -> dict[str, Any]:
    """Return a form that is one button and calls an act; `options`: act, style, icon, label, name, value.

    An act that nothing takes back asks first: the button stands folded under its question (`Vocabulary.asks`), and has
    another name than what unfolds it.
    """
    asks = ASKS.get(options["act"], "")
    return {
        "asks": asks,
        "csrf_token": context.get("csrf_token"),
        "address": address,
        "noun": noun,
        "words": words,
        "does": _("Xác nhận: %(words)s") % {"words": words} if asks else words,
        "style": options.get("style", ""),
        "icon": options.get("icon", ""),
        "label": options.get("label", ""),
        "name": options.get("name", ""),
        "value": options.get("value", ""),
    }
