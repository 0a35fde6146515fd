"""Search: folded words, excerpts with the words marked in the original, and no query that raises."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bundle.rows import ARTICLE, MEETING, many_meetings, rows
from tests.publication.pages.sample import sample_rows

from nghitrinh.bundle import database, indexing
from nghitrinh.bundle.database import open_database, write_database
from nghitrinh.bundle.indexing import MOST_CHANGES, Changes, Document, write_index
from nghitrinh.bundle.schema import Task
from nghitrinh.bundle.search import RANKED, BodyNames, excerpt, search


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> object:
    path = tmp_path_factory.mktemp("search") / "public.sqlite"
    write_database(path, rows())
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.mark.parametrize("query", ["duong an", "Đường An", "ĐƯỜNG AN", "đường an"])
def test_words_are_found_with_and_without_accents(connection: sqlite3.Connection, query: str) -> None:
    assert {hit.id for hit in search([connection], query).hits} == {"d1"}


def named(tmp_path: Path, *names: str) -> sqlite3.Connection:
    """Return an index of meetings with these names, each older than the one before."""
    meetings = [
        replace(MEETING, id=f"n{at}", name=name, starts_at=f"{3000 - at}-01-01") for at, name in enumerate(names)
    ]
    write_database(tmp_path / "public.sqlite", {"meeting": meetings})
    return open_database(tmp_path / "public.sqlite")


def names_found(connection: sqlite3.Connection, query: str) -> list[str]:
    return [hit.title.split(" lần thứ")[0].rstrip(",") for hit in search([connection], query).hits]


def test_typed_accents_weigh_more(tmp_path: Path) -> None:
    connection = named(tmp_path, "Đương Ân", "Dương An", "Đường An", "Duong An")
    assert names_found(connection, "đường an") == ["Đường An", "Đương Ân", "Dương An", "Duong An"]
    assert names_found(connection, "duong an") == ["Đương Ân", "Dương An", "Đường An", "Duong An"]
    connection.close()


def test_words_that_stand_together_come_first(tmp_path: Path) -> None:
    connection = named(tmp_path, "Nghiệp vụ công", "Khu công nghiệp")
    assert names_found(connection, "công nghiệp") == ["Khu công nghiệp", "Nghiệp vụ công"]
    connection.close()


def test_typed_accents_come_first_among_many_too(tmp_path: Path) -> None:
    connection = named(tmp_path, *["Đương"] * (RANKED + 5), "Đường")
    assert names_found(connection, "đường")[:2] == ["Đường", "Đương"]
    assert search([connection], "đường").more
    assert search([connection], "đường", page=RANKED // 20 + 1).hits == ()
    connection.close()


@pytest.mark.parametrize("kind", ['"', "x OR y", "tombstone", "zzz"])
def test_a_kind_that_nothing_is_of_finds_nothing(connection: sqlite3.Connection, kind: str) -> None:
    assert search([connection], "công nghiệp", kind=kind).hits == ()


def test_a_kind_narrows(connection: sqlite3.Connection) -> None:
    assert [hit.kind for hit in search([connection], "công nghiệp", kind="article").hits] == ["article"]


def test_an_excerpt_marks_the_words_as_they_stand(connection: sqlite3.Connection) -> None:
    (hit,) = search([connection], "dong luc", kind="decision").hits
    assert "".join(piece for piece, _ in hit.pieces) in "… " + rows()["point"][0].text + " …"
    assert [piece for piece, marked in hit.pieces if marked] == ["động", "lực"]


def test_what_a_document_has_in_several_lines_stays_parted_in_an_excerpt(tmp_path: Path) -> None:
    """A page shows line ends as blanks: two days would read as one."""
    old = replace(next(row for row in sample_rows() if isinstance(row, Task)), id="t", due_text="20/9/2021")
    moved = replace(old, moved_by="1/10/2021", state_label="Đang làm")
    write_database(tmp_path / "public.sqlite", {"task": [moved]})
    with closing(open_database(tmp_path / "public.sqlite")) as connection:
        (hit,) = search([connection], "20/9/2021").hits
    assert "".join(words for words, _ in hit.pieces) == "20/9/2021; 1/10/2021; Đang làm"


@given(st.text(max_size=60))
def test_no_query_raises(connection: sqlite3.Connection, query: str) -> None:
    search([connection], query)


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_an_excerpt_of_anything_is_made_of_it(text: str, words: list[str]) -> None:
    excerpt(text, words)


def test_many_hits_come_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "public.sqlite"
    write_database(path, many_meetings(RANKED + 100))
    opened = open_database(path)
    found = search([opened], "tỉnh")
    days = [hit.day for hit in found.hits]
    assert found.more
    assert days == sorted(days, reverse=True)
    assert {hit.id for hit in search([opened], "tỉnh", page=2).hits}.isdisjoint({hit.id for hit in found.hits})
    opened.close()


WORDS = ("công nghiệp", "đường sắt", "Đường", "duong", "quy hoạch vùng", "chỉ tiêu", "2021", "")
listed = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(WORDS), st.sampled_from(WORDS)), max_size=12)


def indexed(documents: list[Document], before: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Return a database in memory with an index of these documents."""
    connection = sqlite3.connect(":memory:")
    write_index(connection, documents, before)
    return connection


def as_documents(chosen: list[tuple[int, str, str]]) -> list[Document]:
    """Return documents in the order in which a bundle has them, one for each identifier."""
    found = {
        number: Document("task", f"{number}", "", f"20{number:02d}", title, text) for number, title, text in chosen
    }
    return [found[number] for number in sorted(found, reverse=True)]


@given(listed, listed)
def test_an_index_renewed_from_another_is_that_of_the_documents_alone(
    before: list[tuple[int, str, str]], after: list[tuple[int, str, str]]
) -> None:
    given_old, given_new = as_documents(before), as_documents(after)
    with (
        closing(indexed(given_old)) as old,
        closing(indexed(given_new, old)) as renewed,
        closing(indexed(given_new)) as alone,
    ):
        assert list(renewed.iterdump()) == list(alone.iterdump())


def test_a_set_has_one_form_however_it_came_about() -> None:
    """Two runs of five numbers take as much room as the numbers: the library would keep either."""
    old = as_documents([(5, "duong", "Đường")])
    new = as_documents([(each, "công nghiệp", "đường sắt") for each in (0, 1, 2, 4)] + [(5, "duong", "Đường")])
    with closing(indexed(old)) as first, closing(indexed(new, first)) as renewed, closing(indexed(new)) as alone:
        assert list(renewed.iterdump()) == list(alone.iterdump())


def test_much_that_differs_is_counted_anew() -> None:
    old = [Document("task", f"{number}", "", "", "công nghiệp", "") for number in range(MOST_CHANGES * 2)]
    new = [each._replace(title="đường sắt") for each in old]
    assert Changes.between(old, new) is None
    assert Changes.between(old, old[::-1]) is None
    assert Changes.between(old, old[1:]) is not None


def test_an_excerpt_of_an_article_shows_no_marks_of_headings(tmp_path: Path) -> None:
    parts = ("Chín nội dung, bước đột phá.", "## Đất đai và công nghiệp", "Chỉ tiêu đất.", "## Còn gì nữa?", "Hết.")
    write_database(tmp_path / "public.sqlite", rows(article=replace(ARTICLE, paragraphs=parts)))
    with closing(open_database(tmp_path / "public.sqlite")) as opened:
        (hit,) = search([opened], "công nghiệp", kind="article").hits
    text = "đột phá. Đất đai và công nghiệp. Chỉ tiêu đất. Còn gì nữa? Hết."
    assert text in "".join(words for words, _ in hit.pieces)


@pytest.mark.parametrize("written", ["ĐH15", "ĐH.15", "ĐH-15", "ĐH 15", "đh.015", "ĐH/15"])
@pytest.mark.parametrize("asked", ["ĐH15", "DH15", "dh.15", "ĐH 15", "đh-15", "ĐH.015"])
def test_a_mark_of_letters_and_digits_is_one_however_it_is_written(tmp_path: Path, written: str, asked: str) -> None:
    with closing(named(tmp_path, f"Nâng cấp {written}", "Nâng cấp ĐT.391 thôn 15")) as found:
        assert names_found(found, asked) == [f"Nâng cấp {written}"]
        (hit,) = search([found], asked).hits
        assert found.execute("SELECT title FROM document WHERE id = ?", (hit.id,)).fetchone() == (hit.title,)


def test_of_such_a_mark_what_stands_together_comes_first_and_the_index_has_the_whole(tmp_path: Path) -> None:
    with closing(named(tmp_path, "Bàn 15 điều với QH", "Luật 72/2025/QH15")) as found:
        assert names_found(found, "QH15") == ["Luật 72/2025/QH15", "Bàn 15 điều với QH"]
        assert {token for (token,) in found.execute("SELECT token FROM search")} >= {"qh15", "qh", "15", "qh·15"}


def test_no_index_is_renewed_from_one_that_was_made_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = indexing.made_by()
    with monkeypatch.context() as earlier:
        earlier.setattr(database, "made_by", lambda: now ^ 1)
        earlier.setattr(indexing, "words_of", lambda _: ["xưa"])
        write_database(tmp_path / "before.sqlite", rows())
    write_database(tmp_path / "alone.sqlite", rows())
    write_database(tmp_path / "after.sqlite", rows(), before=tmp_path / "before.sqlite")
    assert (tmp_path / "after.sqlite").read_bytes() == (tmp_path / "alone.sqlite").read_bytes()


def test_a_body_that_words_name_has_its_tasks_found(tmp_path: Path) -> None:
    tasks = (row for row in sample_rows() if isinstance(row, Task))
    task = replace(next(tasks), responsible_id="front", report_to="board", due_text="", text="Vận động hiến đất")
    write_database(tmp_path / "public.sqlite", {"task": [task]})
    bodies = [(("mttq", "xa"), task.responsible_id), (("mttq",), task.report_to), (("phong", "kinh", "te"), "other")]
    with closing(open_database(tmp_path / "public.sqlite")) as found:

        def ids(query: str, kind: str = "", names: BodyNames = bodies) -> set[str]:
            return {hit.id for hit in search([found], query, kind=kind, bodies=names).hits}

        assert ids("MTTQ xã") == ids("mttq") == ids("MTTQ", "task") == {task.id}
        assert ids("MTTQ xã", "decision") == ids("phòng kinh tế") == set()
        assert ids("MTTQ xã hiến đất") == {task.id}
        assert ids("MTTQ xã zzz") == set()
        many = [((f"ban{at}", "xa"), task.responsible_id if not at else f"b{at}") for at in range(6)]
        assert ids("xã", names=many) == set(), "what many are called so names none"
