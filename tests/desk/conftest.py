"""The world of the record's tests, and a client signed in as one of its users."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.world import World, make_world


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Return the home's folder, each test's own: files and portal lie there."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def world(db: None) -> World:
    """Return a small home with a user for every role."""
    return make_world()


@pytest.fixture
def signed(world: World) -> Callable[[str], Client]:
    """Return how to get a client of a user of the world."""

    def sign(username: str) -> Client:
        client = Client()
        client.force_login(world.admin if username == "quantri" else world.users[username])
        return client

    return sign
