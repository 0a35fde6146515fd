"""Memory is searched for cycles when a publication says so, and by itself again once it is done."""

import gc
from collections.abc import Iterator
from contextlib import suppress

import pytest

from nghitrinh.publication.memory import searched_by_hand


@pytest.fixture
def nothing_left_out() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.freeze()  # as it is for all tests


def test_memory_is_searched_by_itself_again_afterwards(nothing_left_out: None) -> None:
    with suppress(KeyError), searched_by_hand():
        assert (gc.isenabled(), gc.get_freeze_count() > 0) == (False, True)
        with searched_by_hand():
            pass
        assert (gc.isenabled(), gc.get_freeze_count() > 0) == (False, True)
        raise KeyError
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)


def test_what_was_left_out_before_stays_so() -> None:
    gc.freeze()
    with searched_by_hand():
        pass
    assert gc.get_freeze_count() > 0


def test_what_refers_to_itself_is_given_back_when_it_is_searched_for() -> None:
    class Node:
        given_back = 0

        def __init__(self) -> None:
            self.own = self

        def __del__(self) -> None:
            Node.given_back += 1

    with searched_by_hand():
        for _ in range(10):
            Node()
        assert Node.given_back == 0
        gc.collect()
        assert Node.given_back == 10
