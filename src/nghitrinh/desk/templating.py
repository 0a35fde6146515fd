"""The desk's templates, in Jinja2 by Django's own backend: what a template may call.

A name that a template does not have stops the page, so that a misspelt one is a fault of a test and no empty place.
All that is written is escaped, but for what was made of escaped parts: macros, `format_html`, the words of `saying`.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, cast

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.template import defaultfilters, engines
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from nghitrinh.desk.kit import drawing, once, public_status, saying, wording
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.asking_first import refused_now
from nghitrinh.desk.kit.ended import ended_of
from nghitrinh.desk.kit.file_contents import has_pages
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.kit.kept_files import SEVERAL
from nghitrinh.desk.kit.needs import OnePress
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.typed import typed_for
from nghitrinh.desk.nouns import ASKS, row_of
from nghitrinh.desk.refusals import in_words
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.bodies.queries import administrators
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.opinions.passages import is_of
from nghitrinh.record.voting import wording as voting
from nghitrinh.vietnamese import ended as with_stop
from nghitrinh.vietnamese import in_one_line

PARTS = "desk/parts.html"
# What is said of each public status, how it is drawn, its icon.
STATUS_WORDS: dict[str, tuple[Promise, str, str]] = {
    public_status.WAITING: (_("Chờ phát hành"), "info", "clock"),
    public_status.LIVE: (_("Đã công bố"), "ok", "globe"),
    public_status.LEAVING: (_("Chờ rút khỏi cổng"), "info", "clock"),
    public_status.GONE: (_("Đã rút khỏi cổng"), "", "cross"),
}


class _Page(Context):
    """One drawing of a template, in the language that is active where it begins."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        saying.begin()


class _Desk(Environment):
    context_class = _Page


def environment(**options: Any) -> Environment:
    """Return the environment of the desk's templates (setting TEMPLATES); `options` are those of Django's backend."""
    desk = _Desk(**options | {"undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"], "cache_size": -1})
    desk.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension's: `trans` hands its values over
    desk.globals |= CALLED
    desk.filters |= FILTERS
    return desk


def load() -> None:
    """Compile every template: the processes that serve are copies of one, and no page waits for its template."""
    desk: Environment = cast("Jinja2", engines["jinja2"]).env
    for name in desk.list_templates():
        desk.get_template(name)


def url(name: str, *args: object) -> str:
    """Return the address of a page by its name and what stands in it."""
    return reverse(name, args)


def page_address(request: HttpRequest, number: int) -> str:
    """Return the address of another page of the list that a request shows."""
    query = request.GET.copy()
    query["trang"] = str(number)
    return f"?{query.urlencode()}"


def in_runs(rows: Iterable[dict[str, Any]], name: str) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return rows in the lists that follow each other with one value under a name, each with the value."""
    return [(value, list(some)) for value, some in groupby(rows, key=lambda row: row[name])]


def in_short(text: object, most: int) -> str:
    """Return a text in one line of so many letters at most: its lines stay parted from one another."""
    return str(defaultfilters.truncatechars(in_one_line(str(text)), most))


@pass_context
def form_key(context: Context) -> SafeString:
    """Return the hidden field by which a form is carried out once: the one that was sent, as long as it did nothing."""
    request = context["request"]
    kept = typed_for(request)
    sent = kept.data if kept is not None and kept.answer is not None else request.POST
    value = once.key_again(request, sent.get(once.FIELD, ""), renewed=bool(context.get("renewed")))
    return format_html('<input type="hidden" name="{}" value="{}">', once.FIELD, value)


@pass_context
def files_kept(context: Context) -> Markup:
    """Name the files that a form which comes back has still, each with a tick for leaving it out."""
    typed = typed_for(context["request"])
    if typed is None or not typed.kept:
        return Markup()
    return _part(context, "kept_rows")(typed.kept, adds=any(file.field in SEVERAL for file in typed.kept))


@pass_context
def kept(context: Context, name: str, caller: Callable[[], Markup]) -> Markup:
    """Keep what stands between `{% call kept(NAME) %}` and `{% endcall %}` by visibility, language, day and address.

    It is drawn once for everybody who sees the same, until what it shows has changed. Only for what follows from these:
    no name of the user, no form that is sent. What it asks the record must be asked within, by lazy queries or by
    functions in the context, so that it is not asked when it was kept.
    """
    request = context["request"]
    if request.method != "GET" or typed_for(request) is not None:
        return caller()
    return keep(request, f"block.{name}.{request.get_full_path()}", lambda: _drawn(name, caller))


def _drawn(name: str, caller: Callable[[], Markup]) -> Markup:
    drawn = caller()
    if "csrfmiddlewaretoken" in drawn:
        raise ImproperlyConfigured(f"{name}: a form's token stands in a part that is kept for others")
    return drawn


@pass_context
def press(context: Context, address: str, noun: Owned | None, words: str, *, act: str, **options: object) -> Markup:
    """Return a form that is one button and calls an act.

    `options`: style, icon, label, name, value, mended_at, warns, within.

    `within` is the id of a form of the page in which somebody types: the button sends that form to its own address, so
    that what is half typed there is sent along and can come back. A browser without a script keeps it in no other way.

    Where the act would refuse, it says so instead; `mended_at` is the address of the form whose fields mend it. An act
    that nothing takes back asks first: the button stands folded under its question (`Vocabulary.asks`), and has
    another name than what unfolds it. So does one of which a page `warns` as the object stands now.
    """
    mended_at, warns = (str(options.pop(name, "")) for name in ("mended_at", "warns"))
    if isinstance(noun, Owned) and (refused := refused_now(context["request"].user, act, noun)):
        return _part(context, "not_now")(words, _reasons(refused, mended_at))
    asks = " ".join(filter(None, (warns, str(ASKS.get(act, "")))))
    return _part(context, "press_button")(address, noun, words, asks, context["csrf_token"], **options)


def _reasons(refused: Iterable[ActError], mended_at: str = "") -> list[tuple[str, str]]:
    """Return why an act refuses, each once, with the address at which it is mended."""
    found: dict[str, str] = {}
    for each in refused:
        field = each.field.replace(".", "_")
        found.setdefault(in_words(each), f"{mended_at}#id_{field}" if mended_at else "")
    return list(found.items())


@pass_context
def one_press(context: Context, what: OnePress, about: str) -> Markup:
    """Return the button of a thing that waits; of several answers each says aloud what it is about, and none leads."""
    label = f"{what.words}: {about}" if what.value else ""
    given = {"style": "" if what.value else "act", "label": label, "name": what.name, "value": what.value}
    given["icon"] = "" if what.value else "done"
    noun: Any = what if what.edit else None  # it carries the edit as a noun does
    return press(context, what.address, noun, what.words, act=what.act, **given)


@pass_context
def ended(context: Context, noun: Owned) -> Markup:
    """Say on which day and why an object was withdrawn, called off, dropped or sent back; nothing of any other."""
    found = ended_of(noun)
    return _part(context, "ended_note")(found) if found else Markup()


@pass_context
def public_state(context: Context, noun: Owned, status: str | None = None) -> Markup:
    """Show the public status of an object, with a link to publishing for what waits, where the user may publish."""
    found = public_status.public_status_of(noun) if status is None else status
    if not found:
        return Markup()
    waits = found in (public_status.WAITING, public_status.LEAVING)
    leads = waits and public_status.publishes(context["request"])
    return _part(context, "public_badge")(*STATUS_WORDS[found], leads=leads)


@pass_context
def public_buttons(context: Context, noun: Owned, *, style: str = "") -> Markup:
    """Offer to release an object that a page releases, or to take it back, to those who may; say why not now."""
    request, kind = context["request"], noun._meta.model_name
    release, withdraw = public_status.release_words(request, noun), public_status.may_withdraw(request, noun)
    refused = refused_now(request.user, f"{row_of(noun).kind}.release", noun) if release else []
    why = _part(context, "not_now")(release, _reasons(refused)) if refused else ""
    return _part(context, "publishing")(kind, noun.pk, "" if refused else release, withdraw, why, style)


def _part(context: Context, name: str) -> Callable[..., Markup]:
    """Return a macro of the desk's parts."""
    return getattr(context.environment.get_template(PARTS).module, name)  # type: ignore[no-any-return]


CALLED: dict[str, Callable[..., Any]] = {
    "_": saying.said,
    "gettext": saying.said,
    "ngettext": saying.said_of,
    "pgettext": saying.said_as,
    "language": get_language,
    "static": static,
    "url": url,
    "page_address": page_address,
    "administrators": administrators,
    "form_key": form_key,
    "files_kept": files_kept,
    "kept": kept,
    "press": press,
    "one_press": one_press,
    "ended": ended,
    "public_state": public_state,
    "public_buttons": public_buttons,
    "badge": drawing.badge,
    "choice_words": drawing.choice_words,
    "state_badge": drawing.state_badge,
    "level_badge": drawing.level_badge,
    "illustrative": drawing.illustrative,
    "stale_badge": drawing.stale_badge,
    "due_badge": drawing.due_badge,
    "when": drawing.when,
    "title_of": title_of,
    "term_words": wording.term_words,
    "has_pages": has_pages,
    "agreed_words": voting.agreed_words,
    "counts_before": voting.counts_before,
    "slip_before": voting.slip_before,
    "counts_words": voting.counts_words,
    "left_silent_words": voting.left_silent_words,
    "verdict_words": voting.verdict_words,
    "consent_words": voting.consent_words,
    "is_of": is_of,
}
FILTERS: dict[str, Callable[..., Any]] = {
    "icon": drawing.icon,
    "suffix": drawing.suffix,
    "in_runs": in_runs,
    "day": wording.day,
    "weekday": wording.weekday,
    "moment": wording.moment,
    "clock": wording.clock_time,
    "size": wording.size,
    "verb": wording.verb_words,
    "kind": wording.kind_words,
    "instant": wording.instant,
    "said_value": wording.iso_words,
    "truncatechars": in_short,
    "linebreaks": defaultfilters.linebreaks_filter,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "ended": with_stop,
    "capfirst": defaultfilters.capfirst,
}
