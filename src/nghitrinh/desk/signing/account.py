"""One's own account: password, second steps, sessions. What weakens it asks for the password again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nghitrinh.desk import security
from nghitrinh.desk.kit.access import OWN_ACCOUNT, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.pictures import qr_picture
from nghitrinh.desk.models import SignIn
from nghitrinh.desk.refusals import in_words
from nghitrinh.desk.signing import entering, factors, letters, sessions, throttle
from nghitrinh.desk.signing.views import NewPasswordForm, SigningForm, wait_words
from nghitrinh.mail import choices
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User

# The key of an application that is being added, and codes that were made just now, in the session, encrypted.
_SECRET = "new_totp_secret"  # noqa: S105 - a name
_CODES = "new_recovery_codes"
_LAST = _("Vai trò của anh chị cần bước xác nhận thứ hai: hãy thêm bước khác trước khi gỡ bước cuối cùng này.")


class OldPassword(SigningForm):
    """Asks for the present password."""

    old = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        error_messages={"required": _("Nhập mật khẩu đang dùng")},
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: DeskRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request

    def clean_old(self) -> str:
        """Hold what was typed against the password; guessing is slowed down as at signing in."""
        typed: str = self.cleaned_data["old"]
        user = User.objects.get(pk=self.request.user.pk)
        keys = throttle.keys_of_factor(f"password of {user.pk}")
        if until := throttle.waits_until(keys):
            raise forms.ValidationError(wait_words(until))
        if not user.check_password(typed):
            throttle.failed(keys)
            security.note(self.request, "sign_in_failed", method="again")
            raise forms.ValidationError(gettext("Mật khẩu đang dùng chưa đúng"))
        throttle.succeeded(keys)
        return typed


class PasswordForm(OldPassword, NewPasswordForm):
    """The present password, and a new one twice."""

    field_order = ("old", "password", "again")


class TotpForm(OldPassword):
    """The code that an application shows now."""

    code = forms.CharField(
        label=_("Mã trên ứng dụng"),
        help_text=_("Sáu chữ số, đổi sau mỗi 30 giây"),
        error_messages={"required": _("Nhập mã trên ứng dụng")},
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Hold the code against the key that was shown."""
        code: str = self.cleaned_data["code"]
        if not factors.shows_code(_unlocked(self.request, _SECRET), code):
            raise forms.ValidationError(gettext("Mã chưa đúng. Xem lại giờ của điện thoại, rồi gõ mã đang hiện."))
        return code


class KeyForm(OldPassword):
    """What a security key is called, and what it answered."""

    name = forms.CharField(
        label=_("Gọi khóa này là"),
        help_text=_("Để nhận ra khi có nhiều khóa, như “Khóa trên máy cơ quan”"),
        error_messages={"required": _("Đặt tên cho khóa")},
        max_length=80,
    )
    key = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


def _unlocked(request: DeskRequest, name: str) -> str:
    """Return a secret that this session holds; empty for none."""
    held = request.session.get(name, "")
    return factors.unlocked(held) if held else ""


def _fresh(request: DeskRequest) -> User:
    """Return the user as the record has them now: what a request begins with may be older."""
    return User.objects.get(pk=request.user.pk)


@access(OWN_ACCOUNT)
def account(request: DeskRequest) -> HttpResponse:
    """Show one's own account.

    No Listing: what one person has of second steps and sessions is a handful.
    """
    mine = factors.Factors(request.user)
    context = {
        "factors": mine,
        "is_required": factors.is_required(request.user),
        "must_add": entering.MUST_ADD in request.session,
        "sessions": sessions.live_sessions(request, request.user),
        "codes": _unlocked(request, _CODES).split(),
        "letters": choices.of(request.user),
        "calendar": letters.shown_once(request),
    }
    request.session.pop(_CODES, None)  # shown once
    return render(request, "desk/signing/account.html", context)


@access(OWN_ACCOUNT)
def password(request: DeskRequest) -> HttpResponse:
    """Give oneself a new password; other sessions end."""
    form = PasswordForm(request)
    if request.method == "POST" and form.is_valid():
        try:
            user = ACTS["user.set_password"](
                by=_fresh(request), user=request.user.pk, password=form.cleaned_data["password"]
            )
        except ActError as error:
            for each in error.each():
                form.add_error("password", in_words(each))
        else:
            _go_on_alone(request, user)
            security.note(request, "password_changed")
            messages.success(request, gettext("Đã đổi mật khẩu. Các phiên khác đã chấm dứt."))
            return HttpResponseRedirect(reverse("account"))
    return _form(request, form, "desk/signing/password.html")


def _go_on_alone(request: DeskRequest, user: User) -> None:
    """Let this session go on under a new key, and end the user's others."""
    sessions.end_others(request, user, "password")
    mine = SignIn.objects.filter(user=user, session=request.session.session_key, ended_at=None)
    keys = list(mine.values_list("pk", flat=True))
    update_session_auth_hash(request, user)
    request.session.save()
    SignIn.objects.filter(pk__in=keys).update(session=request.session.session_key)


def _form(request: DeskRequest, form: OldPassword, template: str, **context: Any) -> HttpResponse:
    crumbs = [(gettext("Tài khoản của tôi"), reverse("account"))]
    given = {"form": form, "crumbs": crumbs, **context}
    return render(request, template, given, status=422 if form.errors else 200)


@access(OWN_ACCOUNT)
def add_totp(request: DeskRequest) -> HttpResponse:
    """Let an application's code be the second step.

    No Listing: its list is of steps to follow.
    """
    if _SECRET not in request.session:
        request.session[_SECRET] = factors.locked(factors.new_totp_secret())
    secret, form = _unlocked(request, _SECRET), TotpForm(request)
    if request.method == "POST" and form.is_valid():
        factors.add_totp(request.user, secret)
        del request.session[_SECRET]
        return _added(request, "totp")
    picture = qr_picture(factors.totp_address(request.user, secret))
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return _form(request, form, "desk/signing/totp.html", picture=picture, secret=spaced)


@access(OWN_ACCOUNT)
def add_key(request: DeskRequest) -> HttpResponse:
    """Let a security key, or the device's own lock, be the second step."""
    form = KeyForm(request)
    if request.method == "POST" and form.is_valid():
        if factors.add_key(request.user, form.cleaned_data["name"], form.cleaned_data["key"]):
            return _added(request, "webauthn")
        form.add_error("name", _("Khóa chưa trả lời. Bấm nút và làm theo trình duyệt."))
    return _form(request, form, "desk/signing/key.html", question=factors.begin_key(request.user))


def _added(request: DeskRequest, method: str) -> HttpResponse:
    """Say that a second step was added; the first comes with recovery codes."""
    security.note(request, "factor_added", method=method)
    if not factors.Factors(request.user).codes:
        request.session[_CODES] = factors.locked(" ".join(factors.new_codes(request.user)))
        security.note(request, "codes_shown")
    request.session.pop(entering.MUST_ADD, None)
    messages.success(request, gettext("Đã thêm bước xác nhận thứ hai. Lần đăng nhập sau sẽ hỏi."))
    return HttpResponseRedirect(reverse("account"))


@access(OWN_ACCOUNT)
def codes(request: DeskRequest) -> HttpResponse:
    """Make recovery codes anew."""
    form = OldPassword(request)
    if not factors.Factors(request.user).steps:
        return HttpResponseRedirect(reverse("account"))
    if request.method == "POST" and form.is_valid():
        request.session[_CODES] = factors.locked(" ".join(factors.new_codes(request.user)))
        security.note(request, "codes_shown")
        return HttpResponseRedirect(reverse("account"))
    words = {
        "title": gettext("Lập mã dự phòng mới"),
        "why": gettext("Các mã cũ hết dùng được. Mã mới hiện một lần, để in hoặc chép lại."),
        "button": gettext("Lập mã mới"),
    }
    return _form(request, form, "desk/signing/again.html", **words)


@access(OWN_ACCOUNT)
def remove(request: DeskRequest, factor: int) -> HttpResponse:
    """Take a second step away, unless it is the last that the home asks for."""
    mine = factors.Factors(request.user)
    row = next((each for each in mine.steps if each.pk == factor), None)
    if row is None:  # it is gone, or another's
        return HttpResponseRedirect(reverse("account"))
    form = OldPassword(request)
    last = len(mine.steps) == 1 and factors.is_required(request.user)
    if request.method == "POST" and not last and form.is_valid():
        factors.remove(request.user, row)
        security.note(request, "factor_removed", method=row.type)
        messages.success(request, gettext("Đã gỡ bước xác nhận."))
        return HttpResponseRedirect(reverse("account"))
    words = {
        "title": gettext("Gỡ bước xác nhận"),
        "why": str(_LAST) if last else gettext("Lần đăng nhập sau không hỏi bước này nữa."),
        "button": "" if last else gettext("Gỡ"),
    }
    return _form(request, form, "desk/signing/again.html", **words)


@access(OWN_ACCOUNT)
@require_POST
def end_sessions(request: DeskRequest) -> HttpResponse:
    """End one session of one's own, or all others."""
    try:
        named = UUID(request.POST.get("session", ""))
    except ValueError:
        named = None
    if named is None:
        count = sessions.end_others(request, request.user, "own")
    else:
        found = SignIn.objects.filter(user=request.user, pk=named, ended_at=None)
        count = sessions.end(request, request.user, list(found), "own")
    if count:
        messages.success(request, gettext("Đã chấm dứt phiên ở nơi khác."))
    return HttpResponseRedirect(reverse("account"))


urlpatterns = [
    path("tai-khoan/", account, name="account"),
    path("mat-khau/", password, name="account.password"),
    path("tai-khoan/ung-dung/", add_totp, name="account.totp"),
    path("tai-khoan/khoa/", add_key, name="account.key"),
    path("tai-khoan/ma-du-phong/", codes, name="account.codes"),
    path("tai-khoan/go/<int:factor>/", remove, name="account.remove"),
    path("tai-khoan/phien/", end_sessions, name="account.end_sessions"),
]
