"""What every test shares: emptying sealed tables, and where shared material lies."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import flush

from nghitrinh.record.kernel import guard, seal

SHARED = Path(__file__).resolve().parents[2] / "shared"
_flush = flush.Command.handle


def _flush_sealed(self: flush.Command, **options: Any) -> None:
    """Empty the tables between transactional tests: the one place where the seal is taken off."""
    seal.unseal()
    with guard.opened("emptying the test database"):
        _flush(self, **options)
    seal.seal()


flush.Command.handle = _flush_sealed  # type: ignore[method-assign]


@pytest.fixture
def shared() -> Path:
    """Return the folder of shared material; say so plainly where it is not."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout: its pages cannot be read")
    return SHARED
