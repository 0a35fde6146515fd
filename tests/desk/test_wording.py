"""What the record names in code is said in words."""

import pytest

from nghitrinh.desk.wording import state_words


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        ("issued", "decision", "Đã ban hành"),
        ("assigned", "decision", "Đã giao"),  # a conclusion's line tells that its tasks were assigned
        ("assigned", "", "Đã giao"),
        ("unheard-of", "decision", "unheard-of"),
    ],
)
def test_states(state: str, kind: str, words: str) -> None:
    assert state_words(state, kind) == words
