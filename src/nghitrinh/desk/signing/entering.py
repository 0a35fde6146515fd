"""From a proof of who one is (a password, the provider's word, a link) to a session: by way of the second step.

Whoever has a second step is asked for it before the session begins. Who has none, though the home wants one of their
role, comes no further than the page on which they add one.
"""

import time
from typing import Any

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from nghitrinh.desk import security
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.models import SignIn
from nghitrinh.desk.signing import factors, sessions
from nghitrinh.record.kernel.models import User

PENDING = "second_step"
# In a session: nothing is shown but one's own account, until it has a second step.
MUST_ADD = "must_add_second_step"
# In the address of the sign-in page: it was reached with a session that holds no more.
SESSION_ENDED = "het-phien"
# Seconds in which the second step is taken.
_PATIENCE = 600


def wanted_page(request: HttpRequest) -> str:
    """Return the page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("today")


def proved(request: HttpRequest, user: User, method: str, wanted: str) -> HttpResponse:
    """Lead on whoever proved who they are: to the second step, or in."""
    if factors.Factors(user).steps:
        request.session[PENDING] = {
            "user": str(user.pk),
            "edit": user.edit,
            "method": method,
            "next": wanted,
            "until": time.time() + _PATIENCE,
        }
        return HttpResponseRedirect(reverse("signing.second"))
    return enter(request, user, method, wanted)


def pending(request: HttpRequest) -> tuple[User, dict[str, Any]] | None:
    """Return who is to take the second step; None for nobody, and when it took too long or the account changed."""
    found = request.session.get(PENDING)
    if found is None or found["until"] < time.time():
        return None
    user = User.objects.filter(pk=found["user"], edit=found["edit"], is_active=True).first()
    return None if user is None else (user, found)


def forget_second_step(user: User) -> tuple[int, int]:
    """Take the second steps of somebody away and end their sessions, from the server itself; return how many."""
    steps = factors.remove_all(user)
    began = SignIn.objects.filter(user=user, ended_at=None)
    ended, _ = Session.objects.filter(session_key__in=list(began.values_list("session", flat=True))).delete()
    began.update(ended_at=timezone.now())
    security.write("factor_removed", user, "", method="all", by="nghitrinh second-step")
    return steps, ended


def enter(request: HttpRequest, user: User, method: str, wanted: str) -> HttpResponse:
    """Begin the session."""
    request.session.pop(PENDING, None)
    must_add = not factors.Factors(user).steps and factors.is_required(user)
    sessions.begin(request, user, method)
    if must_add:
        request.session[MUST_ADD] = wanted
        return HttpResponseRedirect(reverse("account"))
    return HttpResponseRedirect(wanted)
