"""What the record names in code is said in words."""

from datetime import datetime

import pytest

from nghitrinh.desk.kit.wording import moment, state_words
from nghitrinh.publication.pages import words


@pytest.mark.parametrize(("state", "words"), [("assigned", "Đã giao"), ("unheard-of", "unheard-of")])
def test_states(state: str, words: str) -> None:
    assert state_words(state) == words


def test_desk_and_portal_write_a_time_alike() -> None:
    at = "2021-10-08T08:05:00+07:00"
    assert moment(datetime.fromisoformat(at)) == "8/10/2021, 08:05"
    assert words.clock(at) == "08:05"
