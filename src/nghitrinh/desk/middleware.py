"""The desk's middleware: the rule of each view, the language one chose, safe headers, refusals as pages."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from nghitrinh.desk import faults
from nghitrinh.desk.access import DeskRequest, rule_of
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel.errors import ActError, NotAllowed
from nghitrinh.record.kernel.storage import StorageFault

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


class DeskMiddleware:
    """Deny by default: a view without a rule never answers, and a missing right answers as if nothing were there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language, with the headers that every answer of the desk has."""
        _speak(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Hold the request against the view's rule before the view sees it."""
        rule = rule_of(view)
        if not rule.signed_in:
            return None
        if not request.user.is_authenticated:
            return _sign_in(request)
        wanted = cast("DeskRequest", request)
        wanted.grants = live_grants(wanted.user)
        if not rule.lets(wanted.user, wanted.grants):
            raise Http404
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show refusals and faults as pages; anything else is a mistake of the program and goes on."""
        if isinstance(error, NotAllowed):
            return faults.missing(request)
        if isinstance(error, ActError):
            return faults.refused(request, error)
        if isinstance(error, OperationalError | StorageFault):
            return faults.unavailable(error)
        return None


def _speak(request: HttpRequest) -> None:
    """Speak Vietnamese unless one chose otherwise here: what a browser asks for by itself does not count."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    translation.activate(language)
    request.LANGUAGE_CODE = language


def _sign_in(request: HttpRequest) -> HttpResponse:
    answer = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
    return answer
