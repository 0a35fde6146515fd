"""The world of the record's tests, and a client signed in as one of its users."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.world import World, make_world

# WhiteNoise warns of a missing folder; files themselves are found where they are written.
Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


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
