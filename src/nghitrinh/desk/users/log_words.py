"""The security log in words: a line of the file has names of the program, a page of the desk says what they mean."""

import re
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nghitrinh.desk.kit.wording import VERBS, instant, kind_words
from nghitrinh.desk.menu import ENTRIES
from nghitrinh.desk.nouns import ROWS
from nghitrinh.desk.security import DETAILS, SecurityLine, method_words

# What the first part of an address's name means where no entry of the menu is of it.
AREAS: dict[str, Promise] = {
    "account": _("Tài khoản"),
    "health": _("Tình trạng máy chủ"),
    "search": _("Tìm trong hồ sơ"),
    "setup": _("Thiết lập"),
    "signing": _("Đăng nhập"),
    "openid_connect_login": _("Đăng nhập một lần"),
    "openid_connect_callback": _("Đăng nhập một lần"),
}
# Why sessions were ended, and why somebody from another provider was not let in.
WHY: dict[str, Promise] = {
    "password": _("đổi mật khẩu"),
    "own": _("tự chấm dứt"),
    "administrator": _("quản trị chấm dứt"),
    "second step removed": _("gỡ bước xác nhận thứ hai"),
    "no account": _("không có tài khoản nào như vậy"),
}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_KINDS = {row.page.partition(".")[0]: row.kind for row in ROWS.values()}


def page_words(name: str) -> str:
    """Return what a page is, by the name of its address: its place in the menu, and what is done there."""
    area, _dot, page = name.partition(".")
    entry = next((each.words for each in ENTRIES if area in each.areas), AREAS.get(area))
    verb = VERBS.get(f"{_KINDS.get(area, '')}.{page}")
    place = str(entry) if entry else str(pgettext_lazy("log", "trang khác"))
    return f"{place}: {verb}" if verb else place


def about_words(about: str) -> str:
    """Return which object is meant: its kind in words, and the beginning of its number, which is what is looked up."""
    return " ".join(_part(each) for each in about.split())


def _part(text: str) -> str:
    kind, _colon, number = text.rpartition(":")
    if kind:
        return f"{kind_words(kind).lower()} {number[:8]}"
    if _UUID.fullmatch(text):
        return text[:8]
    words = str(ROWS[text].words) if text in ROWS else kind_words(text)
    return words.lower() if words != text else text


def _why(text: str) -> str:
    return str(WHY.get(text, text))


_SAID: dict[str, Callable[[str], str]] = {
    "method": method_words,
    "page": page_words,
    "about": about_words,
    "until": instant,
    "why": _why,
}


def details(line: SecurityLine) -> list[tuple[Promise | str, str]]:
    """Return what else a line says, with the word for each."""
    return [
        (DETAILS.get(name, name), _SAID[name](str(value)) if name in _SAID else str(value))
        for name, value in line.more.items()
    ]
