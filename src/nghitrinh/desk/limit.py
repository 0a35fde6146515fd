"""No request holds a worker longer than ten seconds, none is larger than what is read of one: the pages that say so."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from nghitrinh.desk.headers import guarded
from nghitrinh.desk.kit import typed
from nghitrinh.desk.kit.once import key_of
from nghitrinh.desk.kit.wording import size
from nghitrinh.desk.serving.connection import MOST_BODY, TOO_LARGE
from nghitrinh.record.kernel import deadline

# For keeping what was typed, and for saying what became of the request.
_TO_ANSWER = 1.0
log = logging.getLogger(__name__)


class Limit:
    """The outermost middleware: everything that a request does has one deadline, the session's queries too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer within the deadline. What was stopped half-way is no page, though something passed over the stop."""
        with deadline.within(settings.REQUEST_SECONDS) as mine:
            response = self.get_response(request)
            if mine.hit and not getattr(response, "says_stopped", False):
                reading = request.method in ("GET", "HEAD")
                if reading or response.status_code >= 500:
                    response = stopped(request)
        seconds = time.monotonic() - mine.began
        if seconds > settings.REQUEST_SECONDS:
            log.warning("%s %s took %.1f s, at most %.1f s are given", request.method, request.path, seconds, 10.0)
        return response


def is_out_of_time(error: Exception) -> bool:
    """Tell whether an exception is the deadline's: its own, or that of a database which was told to stop."""
    return isinstance(error, deadline.OutOfTime) or (isinstance(error, OperationalError) and deadline.was_hit())


def stopped(request: HttpRequest) -> HttpResponse:
    """Answer 503: it took too long and was stopped, nothing was written, and what was typed waits in its form."""
    deadline.extend(_TO_ANSWER)
    log.warning("stopped: %s %s", request.method, request.path)
    said = {"seconds": settings.REQUEST_SECONDS, **_kept(request, typed.STOPPED)}
    # Without the frame, which would ask the record.
    response = guarded(HttpResponse(render_to_string("desk/stopped.html", said), status=503))
    response.says_stopped = True  # type: ignore[attr-defined]
    return response


def too_large(request: HttpRequest) -> HttpResponse | None:
    """Answer 413 where the server kept only the beginning of a body: what was typed before a file waits in its form."""
    found = request.META.get(TOO_LARGE)
    if found is None:
        return None
    said = {"found": size(found), "most": size(MOST_BODY), **_kept(request, typed.TOO_LARGE)}
    return guarded(HttpResponse(render_to_string("desk/too_large.html", said), status=413))


def _kept(request: HttpRequest, why: str) -> dict[str, object]:
    """Let what was typed wait; return its form's address and the files to choose again, as the pages name them."""
    if request.method != "POST" or not _keep(request, why):
        return {"form": "", "files": []}
    return {"form": request.get_full_path(), "files": typed.to_choose_again(request)}


def _keep(request: HttpRequest, why: str) -> bool:
    """Let what was typed wait for its user, who alone is shown it; a fault of the session is no second fault."""
    try:
        form_key = key_of(request)
        kept = form_key is not None and form_key.is_for(request.user) and typed.keep(request, why)
        if kept:
            request.session.save()  # with an answer of 500 and above nobody else does
    except (AttributeError, DatabaseError, deadline.OutOfTime):
        return False
    return kept
