"""The log: a line of JSON for what went wrong, on standard error, with the number of the request that met it.

    {"at": "2026-11-29T10:12:01+07:00", "level": "ERROR", "logger": "django.request", "request": "5f1c…",
     "said": "Internal Server Error: /ket-luan/…/", "fault": "ValueError", "trace": ["desk/decisions/views.py:53 …"]}

Of an exception it has the class and the places, not the message: that may quote what somebody typed, and so what is
restricted. For the same reason it has an address without its question.
"""

import json
import logging
import re
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from types import TracebackType

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

HEADER = "X-Request-ID"
# What a server in front may name a request by.
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
# Addresses that let in whoever has them: a link of an account, a private calendar.
_SECRET = re.compile(r"(/(?:dat-mat-khau|lich-rieng)/[^/\s]{0,4})[^/\s]*")
_number: ContextVar[str] = ContextVar("request_number", default="")


class Numbered:
    """The middleware around all others: a request has a number, its answer and every line about it name it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the request's number: the one that a server in front gave it, or one of our own."""
        given = request.headers.get(HEADER, "")
        token = _number.set(given if _GIVEN.fullmatch(given) else uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = request_number()
            return response
        finally:
            _number.reset(token)


def request_number() -> str:
    """Return the number of the request that is being answered; empty outside of one."""
    return _number.get()


class Lines(logging.Formatter):
    """Writes a record of the log as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, timezone.get_default_timezone())
        line: dict[str, object] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_number(),
            "said": _SECRET.sub(r"\1…", record.getMessage()),
        }
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            line |= {"fault": kind.__name__, "trace": _places(trace)}
        return json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False)


def _places(trace: TracebackType | None) -> list[str]:
    """Return the places of a traceback, outermost first, each as `file:line function`."""
    package = f"{settings.PACKAGE}/"
    return [f"{each.filename.removeprefix(package)}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace)]
