"""Pages for what went wrong: nothing there, refused in the present state, record out of reach. No traceback."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from nghitrinh.desk.logs import request_number
from nghitrinh.desk.refusals import each_in_words
from nghitrinh.record.kernel.errors import ActError

log = logging.getLogger(__name__)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: there is nothing, or nothing for this user; the page does not say which."""
    log.debug("nothing at %s: %s", request.path, exception)
    return render(request, "404.html", status=404)


def refused(request: HttpRequest, error: ActError) -> HttpResponse:
    """Answer 409: the state of the record does not allow this."""
    return render(request, "409.html", {"why": each_in_words(error)}, status=409)


def expired(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 403: a request came without its token, and nothing was written."""
    log.warning("no token at %s: %s", request.path, reason)
    return render(request, "403_csrf.html", status=403)


def broken(_request: HttpRequest) -> HttpResponse:
    """Answer 500: a mistake of the program; the page has the number by which the log tells of it."""
    return HttpResponse(render_to_string("500.html", {"number": request_number()}), status=500)


def unavailable(error: Exception) -> HttpResponse:
    """Answer 503: database or files are out of reach, and nothing was written."""
    log.error("the record is out of reach: %s", error)
    return HttpResponse(render_to_string("503.html"), status=503)  # without the frame, which would ask the record
