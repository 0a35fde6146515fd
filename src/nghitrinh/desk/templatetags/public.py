"""The public status of an object, and the buttons that publish it or take it back."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit import public_status

register = template.Library()

# What is said of each standing, how it is drawn, its icon.
STATUS_WORDS: dict[str, tuple[Promise, str, str]] = {
    public_status.WAITING: (_("Chờ phát hành"), "info", "clock"),
    public_status.LIVE: (_("Đã công bố"), "ok", "globe"),
    public_status.LEAVING: (_("Chờ rút khỏi cổng"), "info", "clock"),
    public_status.GONE: (_("Đã rút khỏi cổng"), "", "cross"),
}


@register.inclusion_tag("desk/parts/public_state.html", takes_context=True)
def public_state(context: Context, noun: Any, status: str | None = None) -> dict[str, Any]:
    """Show the public status of an object, with a link to publishing for what waits, where the user may publish."""
    found = public_status.public_status_of(noun) if status is None else status
    waits = found in (public_status.WAITING, public_status.LEAVING)
    words, kind, icon = STATUS_WORDS.get(found, ("", "", ""))
    return {
        "words": words,
        "kind": kind,
        "icon": icon,
        "publish": waits and public_status.publishes(context["request"]),
    }


@register.inclusion_tag("desk/parts/public_buttons.html", takes_context=True)
def public_buttons(context: Context, noun: Any) -> dict[str, Any]:
    """Offer to let a meeting or a paper be published, or to take an object back, to those who may."""
    request = context["request"]
    return {
        "noun": noun,
        "kind": noun._meta.model_name,
        "release": public_status.release_words(request, noun),
        "withdraw": public_status.may_withdraw(request, noun),
    }
