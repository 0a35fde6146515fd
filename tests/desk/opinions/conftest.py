from typing import Any

import pytest
from tests.record.opinions.asking import TODAY, Asking, asking
from tests.world import World


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", TODAY)


@pytest.fixture
def asked(world: World, today: None) -> Asking:
    """Return a submitted paper of the department, under a rule that gives five working days."""
    return asking(world)
