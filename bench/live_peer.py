"""The peer of the desk's streams: the same parts of the same page, asked for again and again with an ETag.

    python bench/live_peer.py HOST PORT PARENT

It runs in the desk's own server and answers no page: of a request it asks only for the session and for whether
anything changed, and draws once for all who have the same roles. Cheaper than this a page of the desk cannot ask.
"""

import hashlib
import sys
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import django

django.setup()
from nghitrinh.desk.course import live  # noqa: E402 - only after Django is set up
from nghitrinh.desk.kit.sessions import SessionStore  # noqa: E402
from nghitrinh.desk.serving import server  # noqa: E402
from nghitrinh.desk.serving.head import Head, _raise_limit  # noqa: E402
from nghitrinh.desk.wsgi import application as desk  # noqa: E402

_DRAWN: dict[object, dict[Any, Any]] = {}


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer `/hoi/<meeting>/<cookie>/`; all else is the desk's."""
    if not environ["PATH_INFO"].startswith("/hoi/"):
        return desk(environ, start)
    _, _, meeting, cookie, _ = environ["PATH_INFO"].split("/")
    key = SimpleCookie(environ.get("HTTP_COOKIE", ""))[cookie].value
    user, seen = SessionStore(key).load().get("_auth_user_id"), live.looks()
    tag = f'"{hashlib.sha256(repr((seen, user)).encode()).hexdigest()[:24]}"'
    if user is None or environ.get("HTTP_IF_NONE_MATCH") == tag:
        start("304 Not Modified" if user else "403 Forbidden", [("ETag", tag)])
        return [b""]
    follower = live.Follower(UUID(user), key, UUID(meeting), "vi", is_room=False)
    if seen not in _DRAWN:
        _DRAWN.clear()
    drawn = _DRAWN.setdefault(seen, {})
    if not drawn:
        live.tells([follower])  # so that the kinds of rows are known that it is made from
    users = live._with_roles([follower])
    said = live._for_one(follower, users.get(follower.user), drawn)
    text = said.text if said else b""
    start("200 OK", [("ETag", tag), ("Content-Type", "text/event-stream"), ("Content-Length", str(len(text)))])
    return [text]


if __name__ == "__main__":
    server.MOST_CONNECTIONS = 2_000  # so that none of those who ask is closed for being idle
    _raise_limit()
    Head(application, sys.argv[1], int(sys.argv[2])).run(int(sys.argv[3]))
