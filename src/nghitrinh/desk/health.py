"""Whether the desk can answer: an address for the program that watches it."""

from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from nghitrinh.desk.kit.access import ANYONE, DeskRequest, access
from nghitrinh.record.kernel import seal


@access(ANYONE)
@require_safe
def health(_request: DeskRequest) -> HttpResponse:
    """Answer 200 when the record is within reach and sealed, 503 otherwise; nothing of the record is told."""
    try:
        lacking = seal.missing()
    except DatabaseError:
        return JsonResponse({"status": "out_of_reach"}, status=503)
    return JsonResponse({"status": "unsealed"}, status=503) if lacking else JsonResponse({"status": "ok"})


urlpatterns = [path("health/", health, name="health")]
