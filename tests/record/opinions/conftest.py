from typing import Any

import pytest
from tests.record.opinions.asking import TODAY, Asking, asking
from tests.world import World


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", TODAY)


@pytest.fixture
def asked(world: World) -> Asking:
    """Return a submitted paper of the department, under a rule that gives five working days."""
    return asking(world)
