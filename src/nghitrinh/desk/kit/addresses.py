"""The address of a page by its name: Django's `reverse`, which is remembered, since a page names a hundred addresses.

What an address is follows from its name, what stands in it, and where the desk hangs below its host.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.urls import get_script_prefix
from django.urls import reverse as looked_up

__all__ = ["reverse"]


def reverse(name: str, args: Iterable[object] = ()) -> str:
    """Return the address of a page.

    Raises:
        NoReverseMatch: no page has this name, or not with so many parts.
    """
    return _address(get_script_prefix(), name, *args)


@lru_cache(maxsize=20_000)
def _address(_prefix: str, name: str, *args: object) -> str:
    return looked_up(name, args=args)
