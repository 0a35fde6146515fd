"""Signing in by a provider of identities (OpenID Connect): `allauth` speaks with it, we say whom it lets in.

Nobody is made by it. Who it names must be a user to whom an administrator gave that very value (`user.identify`); the
setting NGHITRINH_OIDC_CLAIM says which of its claims that is. The second step is asked for all the same.
"""

from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from requests import RequestException

from nghitrinh.desk import security
from nghitrinh.desk.kit.access import ANYONE, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.signing import entering
from nghitrinh.record.kernel.models import User

# By which name `allauth` knows the one provider of a home.
PROVIDER = "home"
_WANTED = "provider_next"


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What `allauth.socialaccount` asks of us (setting SOCIALACCOUNT_ADAPTER)."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        """Let nobody make an account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in whom the provider names, or say that there is no such account; nothing of `allauth`'s follows."""
        value = _claimed(sociallogin.account.extra_data)
        user = User.objects.filter(identity__value=value, is_active=True).first() if value else None
        if user is None:
            raise ImmediateHttpResponse(_refused(request, "no account"))
        wanted = request.session.pop(_WANTED, reverse("today"))
        raise ImmediateHttpResponse(entering.proved(request, user, "provider", wanted))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, error: Any = None, **_more: Any) -> None:
        """Say on the page of signing in that the provider did not let anybody in."""
        raise ImmediateHttpResponse(_refused(request, str(error)))


def _claimed(data: dict[str, Any]) -> str:
    """Return the value by which the provider names somebody; an address of mail only once it was verified."""
    claims = {**data.get("userinfo", {}), **data.get("id_token", {})}
    if settings.OIDC_CLAIM == "email" and claims.get("email_verified") is False:
        return ""
    return str(claims.get(settings.OIDC_CLAIM) or "")


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    security.note(request, "provider_refused", why=why)
    messages.error(request, _("Không đăng nhập được bằng tài khoản đó. Hãy dùng mật khẩu, hoặc nhờ quản trị xem lại."))
    return HttpResponseRedirect(reverse("signing"))


def _spoken(request: HttpRequest, speak: Callable[[], HttpResponse]) -> HttpResponse:
    """Speak with the provider; one that is out of reach lets nobody in, and that is said."""
    try:
        return speak()
    except RequestException as error:
        return _refused(request, type(error).__name__)


@access(ANYONE)
def ask(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider."""
    if not settings.OIDC_CLIENT:
        return HttpResponseRedirect(reverse("signing"))
    request.session[_WANTED] = entering.wanted_page(request)
    return _spoken(request, lambda: views.login(request, provider_id))


@access(ANYONE)
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer."""
    if not settings.OIDC_CLIENT:
        return HttpResponseRedirect(reverse("signing"))
    return _spoken(request, lambda: views.callback(request, provider_id))


# The names are those that `allauth` asks for.
urlpatterns = [
    path("dang-nhap/mot-lan/<slug:provider_id>/", ask, name="openid_connect_login"),
    path("dang-nhap/mot-lan/<slug:provider_id>/ve/", back, name="openid_connect_callback"),
]
