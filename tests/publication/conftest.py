"""A small home, and a chain whose notice can be released, for every test of publication."""

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def chain(db: None) -> Chain:
    return make_chain(make_world())
