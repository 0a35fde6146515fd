"""A chain whose notice can be released, for every test of publication."""

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.world import make_world


@pytest.fixture
def chain(db: None) -> Chain:
    return make_chain(make_world())
