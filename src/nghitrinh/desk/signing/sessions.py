"""Who is signed in, where and since when: what a user sees of their own sessions, and how one is ended."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from nghitrinh.desk import security
from nghitrinh.desk.kit.kept_forms import forget_session
from nghitrinh.desk.kit.sessions import BEGAN
from nghitrinh.desk.kit.typed import forget_others
from nghitrinh.desk.models import SignIn
from nghitrinh.record.kernel.models import User

BACKEND = "nghitrinh.desk.kit.asking.Backend"
# How long it is known when somebody was last here.
REMEMBERED = timedelta(days=400)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)


@dataclass(frozen=True)
class LiveSession:
    """One session that goes on: its sign-in, when it was last seen (to a few minutes), whether it is this one."""

    sign_in: SignIn
    seen_at: datetime
    is_this: bool

    @property
    def device(self) -> str:
        """Return browser and system in words."""
        return device_words(self.sign_in.device)


def device_words(agent: str) -> str:
    """Return what a browser says of itself as a person would."""
    named = [next((words for mark, words in known if re.search(mark, agent)), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, named)) or agent[:40] or "?"


def begin(request: HttpRequest, user: User, method: str) -> None:
    """Let a user in: a session of its own key begins, and the log says how."""
    login(request, user, backend=BACKEND)
    now = timezone.now()
    request.session[BEGAN] = now.timestamp()
    request.session.save()
    forget_others(request)
    SignIn.objects.create(
        user=user,
        session=request.session.session_key or "",
        device=request.headers.get("User-Agent", "")[:200],
        address=security.address_of(request),
        method=method,
    )
    Session.objects.filter(expire_date__lt=now).delete()
    SignIn.objects.filter(began_at__lt=now - REMEMBERED).delete()
    security.note(request, "signed_in", user=user, method=method)


def live_sessions(request: HttpRequest, user: User) -> list[LiveSession]:
    """Return a user's sessions that go on, this one first, then the newest."""
    began = {each.session: each for each in SignIn.objects.filter(user=user, ended_at__isnull=True)}
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    found = [
        LiveSession(began[row.session_key], row.expire_date - idle, row.session_key == request.session.session_key)
        for row in Session.objects.filter(session_key__in=list(began), expire_date__gt=timezone.now())
    ]
    return sorted(found, key=lambda each: (not each.is_this, -each.sign_in.began_at.timestamp()))


def end(request: HttpRequest, user: User, sign_ins: list[SignIn], why: str) -> int:
    """End sessions of a user; return how many there were."""
    for each in sign_ins:
        Session.objects.filter(session_key=each.session).delete()
        forget_session(each.session)
        each.ended_at = timezone.now()
        each.save(update_fields=["ended_at"])
    if sign_ins:
        security.note(request, "session_ended", user=user, count=len(sign_ins), why=why, by=_name(request))
    return len(sign_ins)


def end_others(request: HttpRequest, user: User, why: str) -> int:
    """End every session of a user but this one."""
    others = SignIn.objects.filter(user=user, ended_at__isnull=True).exclude(session=request.session.session_key or "")
    return end(request, user, list(others), why)


def _name(request: HttpRequest) -> str:
    return request.user.username if isinstance(request.user, User) else ""
