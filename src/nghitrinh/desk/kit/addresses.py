"""The address of a page by its name: Django's `reverse`, which is remembered, since a page names a hundred addresses.

What an address is follows from its name, what stands in it, and where the desk hangs below its host.
"""

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.urls import reverse as looked_up

__all__ = ["reverse", "whole"]


def reverse(name: str, args: Iterable[object] = ()) -> str:
    """Return the address of a page.

    Raises:
        NoReverseMatch: no page has this name, or not with so many parts.
    """
    return _address(get_script_prefix(), name, *args)


@lru_cache(maxsize=20_000)
def _address(_prefix: str, name: str, *args: object) -> str:
    return looked_up(name, args=args)


def whole(request: HttpRequest, address: str) -> str:
    """Return an address with the name by which this request came; "" where that is this machine's name for itself.

    Nobody on another machine could open such an address, so no letter may give it.
    """
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return "" if host == "localhost" or _is_loopback(host) else request.build_absolute_uri(address)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
