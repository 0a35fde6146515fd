"""What a test holds on to of a refusal: its class and its code, never its words."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from nghitrinh.record.kernel.errors import ActError


@contextmanager
def refusing(kind: type[ActError], code: str) -> Iterator[pytest.ExceptionInfo[ActError]]:
    """Expect a refusal of a class, with a code."""
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.code == code
