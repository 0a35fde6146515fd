"""The page of letters, for administrators: how they leave, what waits, what was given up; a test."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import ADMINISTRATOR, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.mail.words import FAULTS, KINDS
from nghitrinh.mail import choices, sending
from nghitrinh.mail.models import TRIAL, WAITING, Letter, LetterState, new_letter
from nghitrinh.mail.transport import folder

SHOWN = 50


@access(ADMINISTRATOR)
def letters(request: DeskRequest) -> HttpResponse:
    """Show how letters leave, what waits and what was given up.

    No Listing: of each the first fifty, since what is more has one cause.
    """
    rows = Letter.objects.select_related("recipient").order_by("queued_at", "id")
    failed, waiting = rows.filter(state=LetterState.FAILED), rows.filter(state__in=WAITING)
    last = Letter.objects.filter(state=LetterState.SENT).order_by("-ended_at").first()
    context = {
        "host": settings.MAIL.host,
        "port": settings.MAIL.port,
        "tls": settings.MAIL.tls,
        "sender": settings.MAIL.sender,
        "hour": settings.MAIL.hour,
        "folder": folder(),
        "failed": failed[:SHOWN],
        "failed_count": failed.count(),
        "waiting": waiting[:SHOWN],
        "waiting_count": waiting.count(),
        "last": last,
        "own_address": choices.of(request.user).address,
        "kinds": KINDS,
        "faults": FAULTS,
    }
    return render(request, "desk/mail/letters.html", context)


@access(ADMINISTRATOR)
@require_POST
def trial(request: DeskRequest) -> HttpResponse:
    """Send a test to oneself, the way that every letter goes."""
    if not choices.of(request.user).address:
        messages.error(request, _("Hãy ghi địa chỉ thư của mình trước, ở Tài khoản của tôi."))
    else:
        new_letter(request.user, TRIAL, timezone.now(), TRIAL, uuid4()).save(force_insert=True)
        messages.success(request, _("Thư thử đang chờ gửi. Tải lại trang sau vài giây để xem kết quả."))
    return HttpResponseRedirect(reverse("mail"))


@access(ADMINISTRATOR)
@require_POST
def again(request: DeskRequest, letter: UUID) -> HttpResponse:
    """Queue a letter anew that was given up."""
    if sending.again(letter):
        messages.success(request, _("Thư được xếp gửi lại."))
    return HttpResponseRedirect(reverse("mail"))


@access(ADMINISTRATOR)
@require_POST
def drop(request: DeskRequest, letter: UUID) -> HttpResponse:
    """Let a letter be that was given up."""
    if sending.drop(letter):
        messages.success(request, _("Đã bỏ thư này."))
    return HttpResponseRedirect(reverse("mail"))


urlpatterns = [
    path("thu/", letters, name="mail"),
    path("thu/gui-thu/", trial, name="mail.trial"),
    path("thu/<uuid:letter>/gui-lai/", again, name="mail.again"),
    path("thu/<uuid:letter>/bo/", drop, name="mail.drop"),
]
