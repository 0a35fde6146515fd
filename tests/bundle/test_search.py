"""Search: folded words, excerpts with the words marked in the original, and no query that raises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bundle.rows import many_meetings, rows

from nghitrinh.bundle.database import open_database, write_database
from nghitrinh.bundle.search import RANKED, excerpt, search


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> object:
    path = tmp_path_factory.mktemp("search") / "public.sqlite"
    write_database(path, rows())
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.mark.parametrize("query", ["duong an", "Đường An", "ĐƯỜNG AN", "đường an"])
def test_words_are_found_with_and_without_accents(connection: object, query: str) -> None:
    assert {hit.id for hit in search(connection, query).hits} == {"d1"}


def test_typed_accents_weigh_more(connection: object) -> None:
    assert [hit.id for hit in search(connection, "cao tốc").hits] == ["a1"]
    assert {hit.id for hit in search(connection, "cong nghiep").hits} == {"a1", "d1"}


def test_a_kind_narrows(connection: object) -> None:
    assert [hit.kind for hit in search(connection, "công nghiệp", kind="article").hits] == ["article"]


def test_an_excerpt_marks_the_words_as_they_stand(connection: object) -> None:
    (hit,) = search(connection, "dong luc", kind="decision").hits
    assert "".join(piece for piece, _ in hit.pieces) in "… " + rows()["point"][0].text + " …"
    assert [piece for piece, marked in hit.pieces if marked] == ["động", "lực"]


@given(st.text(max_size=60))
def test_no_query_raises(connection: object, query: str) -> None:
    search(connection, query)


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_an_excerpt_of_anything_is_made_of_it(text: str, words: list[str]) -> None:
    excerpt(text, words)


def test_many_hits_come_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "public.sqlite"
    write_database(path, many_meetings(RANKED + 100))
    opened = open_database(path)
    found = search(opened, "tỉnh")
    days = [hit.day for hit in found.hits]
    assert found.more
    assert days == sorted(days, reverse=True)
    assert {hit.id for hit in search(opened, "tỉnh", page=2).hits}.isdisjoint({hit.id for hit in found.hits})
    opened.close()
