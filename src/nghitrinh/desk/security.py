"""The security log: who signed in, who was refused, what restricted was read. Lines of JSON in a file of the home.

    {"at": "2026-11-29T10:12:01+07:00", "event": "sign_in_failed", "user": "thuky", "address": "10.0.0.7",
     "request": "5f1c…", "method": "password"}

It is no part of the record: nothing follows from it, and it may be thrown away. It never quotes what was typed. A name
is there only where it is a user's, since a password is sometimes typed into the field of the name.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.logs import request_number
from nghitrinh.record.kernel.models import User

FILE = "security.log"
# Bytes of one file, and how many older ones are kept beside it.
LARGEST, KEPT = 5_000_000, 5
# Bytes of the newest file that a page reads.
READ = 2_000_000

EVENTS: dict[str, Promise] = {
    "signed_in": _("Đăng nhập"),
    "sign_in_failed": _("Đăng nhập sai"),
    "locked": _("Tạm khóa vì thử sai nhiều lần"),
    "factor_failed": _("Xác nhận bước hai sai"),
    "signed_out": _("Đăng xuất"),
    "session_ended": _("Chấm dứt phiên"),
    "password_changed": _("Đổi mật khẩu"),
    "link_used": _("Dùng liên kết đặt mật khẩu"),
    "link_refused": _("Liên kết không dùng được"),
    "factor_added": _("Thêm bước xác nhận thứ hai"),
    "factor_removed": _("Gỡ bước xác nhận thứ hai"),
    "codes_shown": _("Lập mã dự phòng"),
    "calendar_made": _("Lập địa chỉ lịch riêng"),
    "calendar_ended": _("Hủy địa chỉ lịch riêng"),
    "provider_refused": _("Đăng nhập một lần bị từ chối"),
    "refused": _("Bị từ chối vì không có quyền hoặc không có"),
    "restricted_read": _("Đọc điều hạn chế"),
}

# What else a line says, by its names there.
DETAILS: dict[str, Promise] = {
    "method": _("cách"),
    "page": _("trang"),
    "about": _("về"),
    "status": _("mã trả lời"),
    "until": _("đến lúc"),
    "count": _("số phiên"),
    "why": _("lý do"),
    "by": _("ai làm"),
}

# How somebody proved who they are, and what a line says besides, by the values that the file has.
METHODS: dict[str, Promise] = {
    "password": _("mật khẩu"),
    "again": _("gõ lại mật khẩu"),
    "link": _("liên kết dùng một lần"),
    "provider": _("đăng nhập một lần"),
    "totp": _("mã một lần"),
    "webauthn": _("khóa bảo mật"),
    "key": _("khóa bảo mật"),
    "codes": _("mã dự phòng"),
    "recovery_codes": _("mã dự phòng"),
    "recovery": _("mã dự phòng"),
    "all": _("mọi bước"),
}

log = logging.getLogger(__name__)


def method_words(method: str) -> str:
    """Return a way of proving who one is as it is said: "mật khẩu và mã một lần" for `password+totp`."""
    return str(_(" và ")).join(str(METHODS.get(each, each)) for each in method.split("+"))


@dataclass(frozen=True)
class SecurityLine:
    """One line as it is read: when, what, whose, from where, and what else it says."""

    at: str
    event: str
    user: str
    address: str
    request: str
    more: dict[str, Any]

    @property
    def words(self) -> Promise | str:
        """What happened, in words."""
        return EVENTS.get(self.event, self.event)


def note(request: HttpRequest, event: str, *, user: User | None = None, **more: object) -> None:
    """Write a line; `user` is whose account it is about, by default who is signed in."""
    if event not in EVENTS:
        raise KeyError(event)
    asking = getattr(request, "user", None)
    write(event, user or (asking if isinstance(asking, User) else None), address_of(request), **more)


def write(event: str, whose: User | None, address: str, **more: object) -> None:
    """Write a line that no request is behind."""
    line = {
        "at": timezone.localtime().isoformat(timespec="milliseconds"),
        "event": event,
        "user": whose.username if whose is not None else "",
        "address": address,
        "request": request_number(),
        **{name: str(value) for name, value in more.items()},
    }
    try:
        _append(json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False))
    except OSError:
        log.exception("the security log cannot be written")


def address_of(request: HttpRequest) -> str:
    """Return from where a request comes: as the server in front says, where the settings trust it."""
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:45] or _direct(request)
    return _direct(request)


def _direct(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def path() -> Path:
    """Return where the log lies."""
    return Path(settings.HOME) / FILE


def _append(line: str) -> None:
    """Add a line. Several processes write: each takes the file for itself while it writes or moves it on."""
    file = path()
    lock = os.open(file.with_suffix(".lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if file.exists() and file.stat().st_size > LARGEST:
            _move_on(file)
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(descriptor, "a", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor, for its mode
            stream.write(f"{line}\n")
    finally:
        os.close(lock)


def _move_on(file: Path) -> None:
    for number in range(KEPT - 1, 0, -1):
        older = file.with_name(f"{file.name}.{number}")
        if older.exists():
            older.rename(file.with_name(f"{file.name}.{number + 1}"))
    file.rename(file.with_name(f"{file.name}.1"))


def latest(*, event: str = "", words: str = "", most: int = 200) -> list[SecurityLine]:
    """Return the last lines, newest first: of one event, with some words in them."""
    found: list[SecurityLine] = []
    for line in _backwards():
        if (not event or line.event == event) and words.casefold() in _searched(line):
            found.append(line)
        if len(found) == most:
            break
    return found


def _searched(line: SecurityLine) -> str:
    return " ".join((line.user, line.address, line.request, *map(str, line.more.values()))).casefold()


def _backwards() -> Iterator[SecurityLine]:
    for file in (path(), path().with_name(f"{FILE}.1")):
        if not file.exists():
            continue
        with file.open("rb") as stream:
            stream.seek(max(0, file.stat().st_size - READ))
            lines = stream.read().decode("utf-8", "replace").splitlines()
        yield from filter(None, map(_read, reversed(lines)))


def _read(text: str) -> SecurityLine | None:
    """Return what a line says; None for one that was cut."""
    try:
        given = json.loads(text)
        own = {name: str(given.pop(name, "")) for name in ("at", "event", "user", "address", "request")}
    except (ValueError, AttributeError):
        return None
    return SecurityLine(**own, more=given)
