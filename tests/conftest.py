"""What every test shares: emptying sealed tables, what is made once, the order of the tests, where material lies."""

import gc
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import flush

from nghitrinh.record.kernel import guard, seal
from tests import fonts, once, sandboxes

SHARED = Path(__file__).resolve().parents[2] / "shared"
_flush = flush.Command.handle


def _flush_sealed(self: flush.Command, **options: Any) -> None:
    """Empty the tables between transactional tests: the one place where the seal is taken off."""
    seal.unseal()
    with guard.opened("emptying the test database"):
        _flush(self, **options)
    seal.seal()


flush.Command.handle = _flush_sealed  # type: ignore[method-assign]


def pytest_configure(config: pytest.Config) -> None:
    """Make at most once a run what many want; whoever began the run removes it."""
    fonts.begin()
    folder = once.begin()
    if folder is not None:
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: begun last, it would keep one process busy while the other has nothing left."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Let the collector of cycles look seldom, and never at what was imported: it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def pytest_unconfigure() -> None:
    sandboxes.end()


@pytest.fixture(autouse=True)
def _sandboxes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("processes") is None:
        sandboxes.keep(monkeypatch)


@pytest.fixture
def shared() -> Path:
    """Return the folder of shared material; say so plainly where it is not."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout: its pages cannot be read")
    return SHARED
