"""The livery: the page that chooses or changes it, its logo and its stylesheet."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.http.request import HttpRequest
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.assets.colours import COLOUR, stylesheet
from nghitrinh.desk.kit.access import ADMINISTRATOR, ANYONE, DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.livery.forms import OTHER, LiveryForm, palette_of
from nghitrinh.record.bodies.models import Body, Livery
from nghitrinh.record.kernel import storage

_LONG = "public, max-age=31536000, immutable"


@access(ADMINISTRATOR)
def change(request: DeskRequest) -> HttpResponseBase:
    """Choose the first livery, or change the one that is there."""
    body = Body.objects.order_by("recorded_at", "pk").first()
    if body is None:
        raise Http404
    found = Livery.objects.filter(body=body).first()
    page = FormPage(
        form=LiveryForm,
        act="livery.change" if found else "livery.choose",
        title=_("Diện mạo"),
        note=_("Tên, biểu trưng và màu của cơ quan trên bàn làm việc. Cổng có chúng từ lần phát hành sau."),
        button=_("Lưu diện mạo"),
        back=reverse("today"),
        said=_("Đã lưu diện mạo. Cổng có diện mạo này từ lần phát hành sau."),
        noun=found,
        fixed={} if found else {"body": body.pk},
        initial=_shown(found) if found else {"name": body.name, "palette": "own"},
        options={"kept_logo": found.logo if found else ""},
    )
    return serve(request, page)


def _shown(found: Livery) -> dict[str, str]:
    palette = palette_of(found.accent, found.accent_dark)
    own = {"accent": found.accent, "accent_dark": found.accent_dark} if palette == OTHER else {}
    return {"name": found.name, "palette": palette, **own}


@access(ANYONE)
def logo(_request: HttpRequest, digest: str) -> HttpResponse:
    """Answer the logo of the house, by its digest; no other stored picture."""
    if not Livery.objects.filter(logo=digest).exists():
        raise Http404
    return HttpResponse(storage.get(digest), content_type="image/png", headers={"Cache-Control": _LONG})


@access(ANYONE)
def colours(_request: HttpRequest, accent: str, accent_dark: str) -> HttpResponse:
    """Answer the stylesheet of two colours, each by its six digits or "0" for the program's own."""
    given = [f"#{each}" if each != "0" else "" for each in (accent, accent_dark)]
    if any(each and not COLOUR.fullmatch(each) for each in given):
        raise Http404
    return HttpResponse(stylesheet(*given), content_type="text/css; charset=utf-8", headers={"Cache-Control": _LONG})


urlpatterns = [
    path("dien-mao/", change, name="livery.change"),
    path("dien-mao/<str:digest>.png", logo, name="livery.logo"),
    path("dien-mao/<str:accent>-<str:accent_dark>.css", colours, name="livery.colours"),
]
