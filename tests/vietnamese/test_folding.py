import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from nghitrinh.vietnamese import fold, fold_with_offsets, modern, same_spelling


def test_fold_takes_away_marks_and_case() -> None:
    assert fold("ĐƯỜNG  Ủy-ban\tXã") == "duong uy-ban xa"
    assert fold(unicodedata.normalize("NFD", "Đặng Thị Ngọc")) == "dang thi ngoc"


@given(st.text())
def test_offsets_give_the_folded_text_and_climb(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text())
def test_a_folded_word_is_found_where_it_stands(text: str) -> None:
    whole = text + " Ủy ban " + text
    folded, offsets = fold_with_offsets(whole)
    at = [offsets[i] for i in range(len(folded)) if folded.startswith("uy ban", i)]
    assert any(whole.startswith("Ủy ban", start) for start in at)


def test_spellings_that_are_the_same() -> None:
    for a, b in [("Ủy", "Uỷ"), ("hòa", "hoà"), ("KHỎE", "KHOẺ"), ("Ủy", unicodedata.normalize("NFD", "Uỷ"))]:
        assert same_spelling(a, b)


def test_spellings_that_are_not() -> None:
    for a, b in [("Ủy", "ủy"), ("hòa", "hóa"), ("kỹ", "kĩ"), ("ủy", "uy"), ("quý", "qúy"), ("Ủy ban", "Ủy  ban")]:
        assert not same_spelling(a, b)


@given(st.text(alphabet="qhuoyaeQUỷủòàoẻẽyn "))
def test_modern_is_stable_and_keeps_length(text: str) -> None:
    once = modern(text)
    assert len(once) == len(unicodedata.normalize("NFC", text))
    assert modern(once) == once


def test_modern_leaves_what_has_one_spelling() -> None:
    assert modern("quý hoàn khuỷu thuyền ngoẻo") == "quý hoàn khuỷu thuyền ngoẻo"
