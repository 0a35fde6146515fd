"""A home for `bench/live.py`, made by acts: a meeting under way, and readers who are signed in; then it leads on.

    NGHITRINH_HOME=… python bench/live_home.py VIEWERS

It prints the meeting and a session for each reader as one line of JSON. Then each line that it reads is one change: it
begins the other of two items, and prints which, and when the act began and had been committed (monotonic seconds).
"""

import json
import sys
import time
from typing import Any

import django
from django.conf import settings
from django.contrib.auth import hashers

PASSWORD = "mat-khau-do-toc-do"  # noqa: S105 - of users that live as long as the run
READERS_EACH = 25  # so many sessions has each account: an account costs two acts, and they draw the same


def make(viewers: int) -> tuple[dict[str, Any], list[Any], Any]:
    """Return what the driver must know, the items, and who leads."""
    from nghitrinh.cli.run import prepare  # noqa: PLC0415 - only after Django is set up
    from nghitrinh.record.acts import ACTS  # noqa: PLC0415
    from nghitrinh.record.kernel.acts import one_transaction  # noqa: PLC0415
    from nghitrinh.record.kernel.models import User  # noqa: PLC0415
    from nghitrinh.record.meetings.models import Meeting  # noqa: PLC0415

    prepare(["start", "meeting-36", "afterwards"])
    secretary = User.objects.get(username="thuky")
    committee = secretary.grants.get(role="secretary").organization
    planned = ACTS["meeting.plan"](
        by=secretary, organization=committee.pk, name="Hội nghị đông người xem", starts_at="2021-10-04T07:00"
    )

    def now() -> dict[str, Any]:
        return {"meeting": planned.pk, "edit": Meeting.objects.get(pk=planned.pk).edit}

    ACTS["meeting.convene"](by=secretary, **now())
    items = [ACTS["item.add"](by=secretary, **now(), title=f"Nội dung số {n}", level="public") for n in range(1, 13)]
    ACTS["meeting.open"](by=secretary, **now())
    hashed = hashers.make_password(PASSWORD)
    hashers.make_password = lambda *_args, **_options: hashed
    admin, sessions = User.objects.filter(is_administrator=True)[0], []
    with one_transaction():
        for number in range(-(-viewers // READERS_EACH)):
            called = {"username": f"xem{number}", "post": f"Người xem {number}", "password": PASSWORD}
            user = ACTS["user.create"](by=admin, **called)
            ACTS["grant.give"](by=admin, user=user.pk, organization=committee.pk, role="reader")
            sessions += [_session(user) for _ in range(READERS_EACH)]
    cookie = settings.SESSION_COOKIE_NAME
    return {"meeting": str(planned.pk), "cookie": cookie, "sessions": sessions[:viewers]}, items, secretary


def _session(user: Any) -> str:
    """Sign somebody in as the desk does it, without the half second that their password costs."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415

    from nghitrinh.desk.kit.sessions import BEGAN, SessionStore  # noqa: PLC0415

    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY], store[BEGAN] = settings.AUTHENTICATION_BACKENDS[0], time.time()
    store.create()
    return str(store.session_key)


def lead(items: list[Any], secretary: Any, output: Any) -> None:
    """Begin another item for each line that comes in."""
    from nghitrinh.record.acts import ACTS  # noqa: PLC0415

    for turn, _line in enumerate(sys.stdin):
        item, began = items[turn % 2], time.monotonic()
        ACTS["item.begin"](by=secretary, item=item.pk)
        print(json.dumps([item.position, began, time.monotonic()]), file=output, flush=True)


if __name__ == "__main__":
    django.setup()
    output, sys.stdout = sys.stdout, sys.stderr
    made, items, secretary = make(int(sys.argv[1]))
    print(json.dumps(made), file=output, flush=True)
    lead(items, secretary, output)
