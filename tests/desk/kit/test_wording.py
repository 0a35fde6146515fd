"""What the record names in code is said in words."""

from datetime import datetime

import pytest

from nghitrinh.desk.kit.wording import field_words, moment, state_words, value_words
from nghitrinh.publication.pages import words


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


def test_desk_and_portal_write_a_time_alike() -> None:
    at = "2021-10-08T08:05:00+07:00"
    assert moment(datetime.fromisoformat(at)) == "8/10/2021, 08:05"
    assert words.clock(at) == "08:05"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stale", "Lý do phải soát lại"),
        ("items.1.title", "Nội dung 2, tên"),
        ("contradiction 2", "Mâu thuẫn 2"),
        ("task:0c7ac3fb-27cf-4b58-9d68-8c7a8d2b6c5e", "Việc giao"),
        ("task:0c7ac3fb-27cf-4b58-9d68-8c7a8d2b6c5e, responsible", "Việc giao, cơ quan chịu trách nhiệm"),
        ("Bí thư Tỉnh ủy", "Bí thư Tỉnh ủy"),
    ],
)
def test_fields(name: str, words: str) -> None:
    assert field_words(name) == words


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("decision", "task:0c7ac3fb-27cf-4b58-9d68-8c7a8d2b6c5e", "cancelled", "Thôi giao"),
        ("meeting", "Bí thư Tỉnh ủy", "chair", "Chủ trì"),
        ("intake", "items.1.level", "internal", "Nội bộ"),
        ("intake", "charges.0.due_on", "2021-10-31", "31/10/2021"),
        ("task", "due_on", "None", ""),
    ],
)
def test_values(kind: str, name: str, value: str, words: str) -> None:
    assert value_words(kind, name, value) == words
