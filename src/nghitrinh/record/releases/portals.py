"""What an address on the web is, for what the portal says of itself."""

from ipaddress import ip_address
from urllib.parse import ParseResult, urlparse

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.errors import BadInput


def web_address(text: str, *, field: str) -> str:
    """Return an address as it was given, or "" for none.

    Raises:
        BadInput: it is none that begins with https:// or http:// and names a host.
    """
    try:
        parts = urlparse(text)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # brackets or a port that are none
        is_good = False
    if text and (not is_good or set(text) & set(" <>\"'\\")):
        raise BadInput(
            _("“%(found)s” không phải là địa chỉ trên mạng"),
            code="not_a_web_address",
            field=field,
            found=text,
            expected=_("một địa chỉ như https://nghitrinh.example/"),
        )
    return text


def portal_address(text: str, *, field: str) -> str:
    """Return where the public reaches a portal, without a slash at its end, or "" for none.

    Raises:
        BadInput: it is no address, one that only this machine reaches, or has more than a host: the links of the pages
            begin at its root.
    """
    address = web_address(text, field=field)
    if address and not _is_open(urlparse(address)):
        raise BadInput(
            _("“%(found)s” không phải là địa chỉ mà người ngoài mở được cổng"),
            code="not_a_portal_address",
            field=field,
            found=text,
            expected=_("tên miền của cổng, không có gì theo sau, như https://nghitrinh.example/"),
        )
    return address.rstrip("/")


def _is_open(parts: ParseResult) -> bool:
    host = (parts.hostname or "").rstrip(".")
    more = parts.path.strip("/") or parts.params or parts.query or parts.fragment or parts.username or parts.password
    if more or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        number = ip_address(host)
    except ValueError:  # a name
        return True
    return not (number.is_loopback or number.is_unspecified)
