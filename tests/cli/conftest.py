"""A home with the first part of the worked example and its first release, made once and copied for each test."""

from pathlib import Path

import pytest
from tests import once
from tests.cli.programs import Home, copy_of, new_home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs the program in a process of its own: everything that has a home."""
    for item in items:
        if Path(__file__).parent in item.path.parents and {"home", "made_home"} & set(
            getattr(item, "fixturenames", [])
        ):
            item.add_marker("processes")


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return copy_of(once.made("home", _make), tmp_path_factory.mktemp("made"))


def _make(folder: Path) -> None:
    ran = new_home(folder).run("run", "--once", "--example", "start")
    assert ran.code == 0, ran


@pytest.fixture
def home(made_home: Home, tmp_path: Path) -> Home:
    """Return a copy that a test may spoil."""
    return copy_of(made_home.folder, tmp_path)
