"""Two texts compared by words: what comes back leads from one to the other, whatever the texts are, and is kept."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.papers.test_papers import Sign, paper_under
from tests.world import World

from nghitrinh.contents import differences
from nghitrinh.contents.differences import Comparison, compare
from nghitrinh.desk.kit import comparisons
from nghitrinh.desk.kit.comparisons import compared

_LONG = 12_000  # words: far beyond what is compared exactly


def sides(found: Comparison) -> tuple[str, str]:
    old = "".join(word.text for word in found.words if word.kind != "new")
    return old, "".join(word.text for word in found.words if word.kind != "old")


def changed(found: Comparison) -> list[tuple[str, str]]:
    return [(word.kind, word.text) for word in found.words if word.kind != "same"]


def prose(words: int, seed: int, *, of: int = 3_000) -> list[str]:
    choose = random.Random(seed)  # noqa: S311 - texts to compare, no secret
    return [f"chữ{choose.randrange(of)}" for _ in range(words)]


def paragraphs(words: list[str], each: int = 60) -> str:
    return "\n".join(" ".join(words[at : at + each]) for at in range(0, len(words), each))


TEXTS = st.lists(st.sampled_from(["a", "b", "và", "4.000", "ha", " ", "  ", "\n", ".", "\r\n"]), max_size=60).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_what_is_found_leads_from_the_old_text_to_the_new(old: str, new: str) -> None:
    found = compare(old, new)
    assert sides(found) == (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"))
    assert all(word.text for word in found.words)
    assert found.words == [] or not found.whole


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_it_leads_there_too_where_nothing_is_compared_exactly(old: str, new: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(differences, "_EXACT", 4)
        assert sides(compare(old, new)) == (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"))


def test_words_that_changed_stand_as_one_change_and_not_as_letters() -> None:
    assert changed(compare("giao Sở Xây dựng rà soát", "giao Ủy ban nhân dân tỉnh rà soát")) == [
        ("old", "Sở Xây dựng"),
        ("new", "Ủy ban nhân dân tỉnh"),
    ]


def test_a_changed_word_in_each_of_many_paragraphs_is_found_alone() -> None:
    old = prose(_LONG, 1)
    new = ["sửa" if index % 60 == 30 else word for index, word in enumerate(old)]
    found = compare(paragraphs(old), paragraphs(new))
    assert (len(changed(found)), found.whole) == (2 * (_LONG // 60), False)


def test_changes_in_one_paragraph_without_end_are_found_alone() -> None:
    old = prose(_LONG, 2)
    new = [*old[:4_000], "thêm", *old[4_000:9_000], *old[9_010:]]
    found = compare(" ".join(old), " ".join(new))
    assert [kind for kind, _text in changed(found)] == ["new", "old"]
    assert not found.whole


def test_a_paragraph_added_or_moved_leaves_the_others_alone() -> None:
    old = paragraphs(prose(_LONG, 3)).split("\n")
    found = compare("\n".join(old), "\n".join([*old[:20], "Đoạn mới.", *old[20:]]))
    assert changed(found) == [("new", "Đoạn mới.\n")]
    moved = compare("\n".join(old), "\n".join([*old[:20], *old[30:], *old[20:30]]) + "\n")
    assert len(changed(moved)) <= 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (prose(_LONG, 4), prose(_LONG, 5)),
        (["a"] * _LONG, ["b"] * _LONG),
        (prose(_LONG, 6, of=2), prose(_LONG, 7, of=2)),
        (["a", "b"] * _LONG, ["b", "b", "a"] * _LONG),
    ],
    ids=["other words", "no word shared", "two words", "another rhythm"],
)
def test_what_is_too_different_is_said_to_be(old: list[str], new: list[str]) -> None:
    found = compare(" ".join(old), " ".join(new))
    assert sides(found) == (" ".join(old), " ".join(new))
    assert found.whole


def test_what_is_too_long_is_compared_by_paragraphs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "LONGEST", 16)
    found = compare("một hai ba bốn năm\nsáu bảy tám chín", "một hai ba bốn năm\nsáu bảy tám mười")
    assert (changed(found), found.whole) == ([("old", "chín"), ("new", "mười")], False)
    found = compare("một hai ba bốn năm sáu bảy", "một hai ba bốn năm sáu tám")
    assert (changed(found)[0][1], found.whole) == ("một hai ba bốn năm sáu bảy", True)


def test_the_work_of_exact_comparisons_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "_CELLS", 10)
    found = compare("a b c d e", "x b y d z")
    assert (sides(found), found.whole) == (("a b c d e", "x b y d z"), True)


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureRequest) -> tuple[str, str]:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setattr(comparisons, "_SMALL", 10)
    return "Quy mô 3.500 ha tại Bình Giang", "Quy mô 4.000 ha tại Bình Giang"


def test_a_large_comparison_is_made_once_and_no_word_of_it_is_kept(
    tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = compared(*texts)
    monkeypatch.setattr(comparisons, "compare", lambda _old, _new: pytest.fail("compared again"))
    assert compared(*texts) == first == compare(*texts)
    (file,) = (tmp_path / "cache" / "comparisons").iterdir()
    assert set(file.read_text()) <= set('{}[]":,0123456789 runswholesameoldnewfalstrue')
    with pytest.raises(pytest.fail.Exception):
        compared(texts[1], texts[0])


@pytest.mark.parametrize("content", ["", "[]", '{"runs": [["same", 3]], "whole": false}', '{"runs": 5}', "\xff"])
def test_what_does_not_fit_is_compared_anew(tmp_path: Path, texts: tuple[str, str], content: str) -> None:
    first = compared(*texts)
    (file,) = (tmp_path / "cache" / "comparisons").iterdir()
    file.write_bytes(content.encode("latin-1"))
    assert compared(*texts) == first


def test_a_folder_that_takes_nothing_stops_nobody(tmp_path: Path, texts: tuple[str, str]) -> None:
    (tmp_path / "cache").write_text("no folder")
    assert compared(*texts) == compare(*texts)


def test_the_page_says_what_it_could_not_compare(signed: Sign, world: World) -> None:
    old, new = "cũ " * 8_000, "mới " * 8_000
    paper = paper_under(world, world.item(), old, new)
    page = signed("member").get(f"/tai-lieu/{paper.pk}/so-sanh/").content.decode()
    assert "chỗ ấy chỉ so theo đoạn" in page
    assert f"<del>{old.strip()}</del>" in page


def test_the_page_of_an_item_compares_no_long_texts(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.item()
    paper = paper_under(world, item, "cũ " * 8_000, "mới " * 8_000)
    monkeypatch.setattr(comparisons, "compare", lambda _old, _new: pytest.fail("a page of an item compared long texts"))
    page = signed("member").get(f"/noi-dung/{item.pk}/").content.decode()
    assert f'href="/tai-lieu/{paper.pk}/so-sanh/"' in page
    assert "mở trang so sánh" in page
