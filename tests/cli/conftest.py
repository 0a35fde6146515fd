"""A home with the first part of the worked example and its first release, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest
from tests.cli.programs import Home, new_home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs the program in a process of its own: everything that has a home."""
    for item in items:
        if Path(__file__).parent in item.path.parents and {"home", "made_home"} & set(
            getattr(item, "fixturenames", [])
        ):
            item.add_marker("processes")


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = new_home(tmp_path_factory.mktemp("made") / "home")
    ran = made.run("run", "--once", "--example", "start")
    assert ran.code == 0, ran
    return made


@pytest.fixture
def home(made_home: Home, tmp_path: Path) -> Home:
    """Return a copy that a test may spoil."""
    shutil.copytree(made_home.folder, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")
