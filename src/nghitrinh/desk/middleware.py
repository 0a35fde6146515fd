"""The desk's middleware: the rule of each view, the language one chose, safe headers, refusals as pages."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils import translation

from nghitrinh.desk import faults, limit, security
from nghitrinh.desk.headers import guarded
from nghitrinh.desk.kit import conditional, kept_files, kept_forms, typed
from nghitrinh.desk.kit.access import DeskRequest, rule_of
from nghitrinh.desk.kit.acting import led_again
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.setup.kept import kept
from nghitrinh.desk.signing.entering import MUST_ADD, SESSION_ENDED
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel.errors import ActError, NotAllowed
from nghitrinh.record.kernel.heads import reads
from nghitrinh.record.kernel.storage import StorageFault


class DeskMiddleware:
    """Deny by default: a view without a rule never answers, and a missing right answers as if nothing were there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language, with the headers that every answer of the desk has."""
        _speak(request)
        with reads() as kinds:
            response = self.get_response(request)
        conditional.finish(cast("DeskRequest", request), response, kinds)
        _note_refusal(request, response)
        return guarded(response)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Hold the request against the view's rule before the view sees it; a form pressed twice is led on."""
        answer = _admit(request, view) or limit.too_large(request)
        if answer is None and request.method == "POST":
            kept_files.give_back(request)
            answer = led_again(cast("DeskRequest", request))
        if answer is None and request.method == "GET" and request.user.is_authenticated:
            cast("DeskRequest", request).typed = typed.take(request) or kept_forms.kept_for(request)
        return answer or conditional.begin(cast("DeskRequest", request))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show refusals and faults as pages; anything else is a mistake of the program and goes on."""
        if isinstance(error, NotAllowed):
            return faults.missing(request)
        if isinstance(error, ActError) and not isinstance(error, StorageFault):
            return faults.refused(request, error)
        if limit.is_out_of_time(error):
            return limit.stopped(request)
        if isinstance(error, OperationalError | StorageFault):
            return faults.unavailable(error)
        return None


# No line has an address that is a secret; a link writes its own.
SECRET_ADDRESSES = ("signing.link", "account.feed", "account.rows")


def _note_refusal(request: HttpRequest, response: HttpResponse) -> None:
    """Write down that somebody signed in asked for what is not theirs, or not there: the page does not say which."""
    match = request.resolver_match
    if response.status_code not in (403, 404) or match is None or not request.user.is_authenticated:
        return
    if match.url_name in SECRET_ADDRESSES:
        return
    about = " ".join(str(value) for value in match.kwargs.values())
    security.note(request, "refused", page=match.url_name, about=about, status=response.status_code)


def _admit(request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
    rule = rule_of(view)
    if not rule.signed_in:
        return None
    if not request.user.is_authenticated:
        return _sign_in(request)
    if not rule.own_account and MUST_ADD in request.session:
        return HttpResponseRedirect(reverse("account"))
    wanted = cast("DeskRequest", request)
    wanted.grants = live_grants(wanted.user)
    if not rule.lets(wanted.user, wanted.grants):
        raise Http404
    return None


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a request without its token (setting CSRF_FAILURE_VIEW): the form again with what was typed, or a page.

    The form's page is opened as by GET, which carries nothing out.
    """
    match = request.resolver_match
    if match is not None and not request.user.is_authenticated and typed.keep(request):
        return _sign_in(request)
    words = typed.refused_as_forged(request)
    if match is not None and words is not None:
        again = cast("DeskRequest", request)
        again.method, again.typed = "GET", words
        answer = _opened_again(again, match)
        if words.shown and answer is not None:
            return answer
    return faults.expired(request, reason)


def _opened_again(request: DeskRequest, match: ResolverMatch) -> HttpResponseBase | None:
    try:
        answer = _admit(request, match.func)
        return match.func(request, *match.args, **match.kwargs) if answer is None else answer
    except (Http404, ActError):
        return None


def _speak(request: HttpRequest) -> None:
    """Speak Vietnamese unless one chose otherwise here: what a browser asks for by itself does not count."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    translation.activate(language)
    request.LANGUAGE_CODE = language


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Ask to sign in first. What was typed waits; a lone button leads back to the page on which it stood.

    Where nobody can sign in yet, the setup comes first.
    """
    if kept() is not None:
        return HttpResponseRedirect(reverse("setup"))
    is_page = request.method != "POST" or typed.keep(request)
    answer = redirect_to_login(request.get_full_path() if is_page else _page_before(request))
    if request.COOKIES.get(settings.SESSION_COOKIE_NAME):  # there was a session: whoever had it is not left to wonder
        answer.headers["Location"] += f"&{SESSION_ENDED}=1"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
    return answer


def _page_before(request: HttpRequest) -> str:
    before = urlsplit(request.headers.get("Referer", ""))
    return f"{before.path}?{before.query}".rstrip("?") if before.path and before.netloc == request.get_host() else "/"
