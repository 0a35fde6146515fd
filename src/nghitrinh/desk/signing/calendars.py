"""What the private address of a calendar hands out: events for calendars, rows for programs, and what is in them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from nghitrinh.desk.kit.access import ANYONE, access
from nghitrinh.mail import calendars
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import MeetingForm, MeetingState

_TEXT = {"type": "string"}
_ROW: dict[str, Any] = {
    "id": _TEXT | {"format": "uuid"},
    "title": _TEXT,
    "body": {"type": "object", "properties": {"id": _TEXT | {"format": "uuid"}, "name": _TEXT}},
    "starts": _TEXT | {"description": "a moment with its offset, or a day where the hour is not known"},
    "place": _TEXT,
    "form": _TEXT | {"enum": list(MeetingForm.values)},
    "state": _TEXT | {"enum": list(MeetingState.values)},
    "illustrative": {"type": "boolean"},
    "page": {"type": ["string", "null"], "description": "its page on the desk, where the home has an address"},
}
_PARAMETERS = {
    "when": ("query", {"type": "string", "enum": ["ahead", "past"], "default": "ahead"}, "coming, or of days before"),
    "body": ("query", _TEXT | {"format": "uuid"}, "only the meetings of one body"),
    "secret": ("path", _TEXT, "the private address, from the page of one's account"),
}


@access(ANYONE)
def feed(_request: HttpRequest, calendar: str) -> HttpResponse:
    """Hand out the calendar of whose private address this is; of one that ended there is nothing."""
    return HttpResponse(calendars.feed_of(_owner(calendar)), content_type="text/calendar; charset=utf-8")


@access(ANYONE)
def rows(request: HttpRequest, calendar: str) -> HttpResponse:
    """Hand out the same meetings as rows; what is asked must be understood."""
    user = _owner(calendar)
    unknown = sorted(request.GET.keys() - {"when", "body"})
    when, body = request.GET.get("when", "ahead"), request.GET.get("body", "")
    if unknown or when not in ("ahead", "past"):
        found = f"{unknown[0]}={request.GET[unknown[0]]}" if unknown else f"when={when}"
        return _not_understood(found, "when=ahead, when=past or body=<identifier>")
    try:
        of = UUID(body) if body else None
    except ValueError:
        return _not_understood(f"body={body}", "the identifier of a body")
    return JsonResponse({"meetings": calendars.rows_of(user, ahead=when == "ahead", body=of)})


@access(ANYONE)
def description(_request: HttpRequest) -> HttpResponse:
    """Describe the rows by OpenAPI 3.1."""
    return JsonResponse(_described())


def _owner(calendar: str) -> User:
    user = calendars.user_of(calendar)
    if user is None:
        raise Http404
    return user


def _not_understood(found: str, expected: str) -> HttpResponse:
    return JsonResponse({"error": f"found {found}, expected {expected}"}, status=400)


def _described() -> dict[str, Any]:
    parameters = [
        {"name": name, "in": place, "schema": schema, "description": about, "required": place == "path"}
        for name, (place, schema, about) in _PARAMETERS.items()
    ]
    row = {"type": "object", "properties": _ROW, "required": list(_ROW)}
    listed = {"type": "object", "properties": {"meetings": {"type": "array", "items": row}}, "required": ["meetings"]}
    answers = {
        "200": {"description": "the meetings", "content": {"application/json": {"schema": listed}}},
        "400": {"description": "a parameter cannot be understood"},
        "404": {"description": "the address has ended, or never was"},
    }
    get = {
        "operationId": "meetings",
        "summary": f"The meetings of whose address it is, at most {calendars.MOST_ROWS}; nothing restricted",
        "parameters": parameters,
        "responses": answers,
    }
    info = {"title": "Nghị trình: a user's own meetings", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {"/lich-rieng/{secret}.json": {"get": get}}}


urlpatterns = [
    path("lich-rieng/openapi.json", description, name="account.described"),
    path("lich-rieng/<str:calendar>.ics", feed, name="account.feed"),
    path("lich-rieng/<str:calendar>.json", rows, name="account.rows"),
]
