"""Signing in and out, the second step, setting a password by a link, and the language of the interface."""

from datetime import datetime
from typing import ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from nghitrinh.desk import security
from nghitrinh.desk.kit.access import ANYONE, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.kept_forms import forget_session
from nghitrinh.desk.kit.parts import StyledField
from nghitrinh.desk.kit.typed import waits_for
from nghitrinh.desk.models import SignIn
from nghitrinh.desk.refusals import in_words
from nghitrinh.desk.signing import entering, factors, throttle
from nghitrinh.desk.signing.provider import PROVIDER
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.accounts import digest_of
from nghitrinh.record.bodies.models import AccountLink, Body
from nghitrinh.record.bodies.queries import username_meant
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User


class SigningForm(forms.Form):
    """A form before signing in: it looks like the others."""

    use_required_attribute = False
    asked: ClassVar[tuple[str, ...]] = ()  # fields of which the record decides whether they may stay empty
    bound_field_class = StyledField


class SignInForm(SigningForm):
    """Name and password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        help_text=_("Do quản trị của cơ quan cấp"),
        error_messages={"required": _("Nhập tên đăng nhập")},
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        error_messages={"required": _("Nhập mật khẩu")},
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(SigningForm):
    """A code of the second step."""

    code = forms.CharField(
        label=_("Mã xác nhận"),
        help_text=_("Sáu chữ số trên ứng dụng xác thực, hoặc một mã dự phòng"),
        error_messages={"required": _("Nhập mã xác nhận")},
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NewPasswordForm(SigningForm):
    """A password, typed twice."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        help_text=_("Ít nhất 12 chữ. Một câu ngắn dễ nhớ thì tốt hơn một từ thêm số."),
        strip=False,
        error_messages={"required": _("Nhập mật khẩu mới")},
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Gõ lại mật khẩu mới"),
        strip=False,
        error_messages={"required": _("Gõ lại mật khẩu mới")},
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, str]:
        """Hold both against each other."""
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("Hai lần gõ không giống nhau"))
        return given


def wait_words(until: datetime) -> str:
    """Say until when nothing is checked."""
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    clock = f"{timezone.localtime(until):%H:%M}"
    if seconds < 90:
        return gettext("Đã thử sai nhiều lần. Hãy đợi %(n)s giây rồi thử lại.") % {"n": seconds}
    return gettext("Đã thử sai nhiều lần. Hãy đợi đến %(clock)s (khoảng %(n)s phút) rồi thử lại.") % {
        "clock": clock,
        "n": -(-seconds // 60),
    }


@access(ANYONE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in. A wrong name and a wrong password get one answer, so that names cannot be tried."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(entering.wanted_page(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _checked(request, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "next": entering.wanted_page(request),
        "kept": waits_for(request, entering.wanted_page(request)),
        "ended": entering.SESSION_ENDED in request.GET,
        "body": Body.objects.order_by("recorded_at").first(),
        "provider": reverse("openid_connect_login", [PROVIDER]) if settings.OIDC_CLIENT else "",
        "provider_name": settings.OIDC_NAME,
    }
    return render(request, "desk/signing/sign_in.html", context, status=422 if form.errors else 200)


def _checked(request: HttpRequest, form: SignInForm) -> HttpResponse | None:
    """Check name and password, unless one has to wait; what is wrong is said on the form."""
    name = form.cleaned_data["username"]
    keys = throttle.keys_of(name, security.address_of(request))
    if until := throttle.waits_until(keys):
        form.add_error("password", wait_words(until))
        return None
    name = username_meant(name)
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if isinstance(user, User):
        throttle.succeeded(keys)
        return entering.proved(request, user, "password", entering.wanted_page(request))
    whose = User.objects.filter(username=name).first()
    security.note(request, "sign_in_failed", user=whose, method="password")
    until = throttle.failed(keys)
    form.add_error("password", _("Tên đăng nhập hoặc mật khẩu chưa đúng"))
    if until:
        security.note(request, "locked", user=whose, until=timezone.localtime(until).isoformat(timespec="seconds"))
        form.add_error("password", wait_words(until))
    return None


@access(ANYONE)
def second_step(request: HttpRequest) -> HttpResponse:
    """Take the second step: a code, or the answer of a security key."""
    found = entering.pending(request)
    if found is None:
        return HttpResponseRedirect(reverse("signing"))
    user, given = found
    form, wrong = CodeForm(request.POST if "code" in request.POST else None), ""
    if request.method == "POST":
        keys = throttle.keys_of_factor(user.pk)
        if until := throttle.waits_until(keys):
            wrong = wait_words(until)
        elif method := _second_step_taken(request, user, form):
            throttle.succeeded(keys)
            return entering.enter(request, user, f"{given['method']}+{method}", given["next"])
        elif not form.errors:
            wrong = _wrong_step(request, user, keys)
    mine = factors.Factors(user)
    context = {
        "form": form,
        "wrong": wrong,
        "has_codes": mine.totp is not None or mine.codes is not None,
        "key_question": factors.ask_key(user) if mine.keys else "",
    }
    return render(request, "desk/signing/second_step.html", context, status=422 if wrong or form.errors else 200)


def _second_step_taken(request: HttpRequest, user: User, form: CodeForm) -> str:
    if "key" in request.POST:
        return "webauthn" if factors.takes_key(user, request.POST["key"]) else ""
    return factors.takes_code(user, form.cleaned_data["code"]) if form.is_valid() else ""


def _wrong_step(request: HttpRequest, user: User, keys: list[throttle.Key]) -> str:
    security.note(request, "factor_failed", user=user)
    until = throttle.failed(keys)
    if until is None:
        return gettext("Mã hoặc khóa chưa đúng. Mã đổi sau mỗi 30 giây và chỉ dùng một lần.")
    security.note(request, "locked", user=user, until=timezone.localtime(until).isoformat(timespec="seconds"))
    return wait_words(until)


@access(ANYONE)
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the owner of an account set a password by a link, once."""
    found = AccountLink.objects.select_related("user").filter(digest=digest_of(secret)).first()
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if found is None or not found.user.is_active or not found.is_live(clock.now()):
        security.note(request, "link_refused", user=found.user if found else None)
        return render(request, "desk/signing/link_over.html", status=404)
    if request.method == "POST" and form.is_valid():
        try:
            user = ACTS["user.accept_link"](by=found.user, secret=secret, password=form.cleaned_data["password"])
        except ActError as error:
            for each in error.each():
                form.add_error("password", in_words(each))
        else:
            security.note(request, "link_used", user=user)
            return entering.proved(request, user, "link", reverse("today"))
    context = {"form": form, "user_named": found.user}
    return render(request, "desk/signing/link.html", context, status=422 if form.errors else 200)


@access(ANYONE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    if request.user.is_authenticated:
        security.note(request, "signed_out")
        SignIn.objects.filter(session=request.session.session_key, ended_at=None).update(ended_at=timezone.now())
    forget_session(request.session.session_key)
    logout(request)
    # Pages that this browser has kept go with the session, where the connection lets a site ask for that (TLS).
    return HttpResponseRedirect(reverse("signing"), headers={"Clear-Site-Data": '"cache"'})


urlpatterns = [
    path("dang-nhap/", sign_in, name="signing"),
    path("dang-nhap/buoc-hai/", second_step, name="signing.second"),
    path("dat-mat-khau/<str:secret>/", link, name="signing.link"),
    path("dang-xuat/", sign_out, name="signing.out"),
    path("ngon-ngu/", access(ANYONE)(set_language), name="signing.language"),
]
