"""What an address on the web is, for what the portal says of itself."""

from urllib.parse import urlparse

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
