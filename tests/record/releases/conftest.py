"""A chain for every test of releases."""

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)
