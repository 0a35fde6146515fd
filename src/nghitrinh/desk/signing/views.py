"""Signing in and out, and the language of the interface."""

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from nghitrinh.desk.kit.access import ANYONE, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.kept_forms import forget_session
from nghitrinh.desk.kit.parts import StyledField
from nghitrinh.desk.kit.typed import forget_others
from nghitrinh.record.bodies.models import Body


class SignInForm(forms.Form):
    """Name and password."""

    use_required_attribute = False
    bound_field_class = StyledField
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        help_text=_("Do quản trị của cơ quan cấp"),
        error_messages={"required": _("Nhập tên đăng nhập")},
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        error_messages={"required": _("Nhập mật khẩu")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("today")


@access(ANYONE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in. A wrong name and a wrong password get one answer, so that names cannot be tried."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            forget_others(request)
            return HttpResponseRedirect(_next(request))
        form.add_error("password", _("Tên đăng nhập hoặc mật khẩu chưa đúng"))
    context = {"form": form, "next": _next(request), "body": Body.objects.order_by("recorded_at").first()}
    return render(request, "desk/signing/sign_in.html", context, status=422 if form.errors else 200)


@access(ANYONE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    forget_session(request.session.session_key)
    logout(request)
    # Pages that this browser has kept go with the session, where the connection lets a site ask for that (TLS).
    return HttpResponseRedirect(reverse("signing"), headers={"Clear-Site-Data": '"cache"'})


urlpatterns = [
    path("dang-nhap/", sign_in, name="signing"),
    path("dang-xuat/", sign_out, name="signing.out"),
    path("ngon-ngu/", access(ANYONE)(set_language), name="signing.language"),
]
