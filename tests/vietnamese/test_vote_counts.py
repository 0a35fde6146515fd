"""Counts of votes in a text: which numbers are one, of which side, and whether they are what the vote came to."""

import pytest

from nghitrinh.vietnamese import VoteCounts, find_vote_counts, numbers_of_votes

COUNTS = VoteCounts(agreeing=14, opposing=1, abstaining=0, of=15)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Với 14/15 đại biểu tán thành (93,33 %), giao 3/4 diện tích.", ["14/15 đại biểu", "93,33 %"]),
        ("Biểu quyết thông qua với 14 trên 15 phiếu.", ["14 trên 15 phiếu"]),
        ("100 % đại biểu nhất trí", ["100 % đại biểu"]),
        ("Kết quả: 14 phiếu thuận, 1 phiếu chống, 0 phiếu trắng.", ["14 phiếu", "1 phiếu"]),
        ("52/55 đại biểu Hội đồng nhân dân tỉnh có mặt tán thành, bằng 94,5% tổng số", ["52/55 đại biểu", "94,5%"]),
        ("tỷ lệ tán thành 93,33 %", ["93,33 %"]),
        ("được thông qua (14/15)", ["14/15"]),
        # Something else is counted, or a day is named.
        ("100% hộ dân nhất trí hỗ trợ", []),
        ("thống nhất bố trí 3/4 diện tích", []),
        ("thông qua phương án với 30% vốn vay", []),
        ("3/4 đại biểu là nữ", []),
        ("Ngày 10/9 đại biểu tán thành", []),
        ("đạt 100% kế hoạch, nhất trí giao", []),
        ("Hội nghị thống nhất giao 5 đồng chí phụ trách", []),
        ("có mặt 14/15 đồng chí", []),
    ],
)
def test_which_numbers_of_a_text_count_votes(text: str, words: list[str]) -> None:
    assert [each.words for each in find_vote_counts(text)] == words


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("14/15", True),
        ("14/15 đại biểu", True),
        ("14/15 thành viên biểu quyết tán thành", True),
        ("14 trên 15", True),
        ("14 trên tổng số 15 đồng chí", True),
        ("93,33 %", True),
        ("93,3%", True),
        ("93%", True),
        ("14/15 đại biểu tán thành (93,33 %)", True),
        ("1/15 đại biểu không tán thành", True),
        ("14 phiếu thuận, 1 phiếu chống", True),
        ("13/15 đại biểu", False),
        ("14/16 đại biểu", False),
        ("93,34 %", False),
        ("94%", False),
        ("100 %", False),
        ("14/15 xã", False),
        ("hơn 14/15 đại biểu", False),
        ("gần 94%", False),
        ("14/15 đại biểu không tán thành", False),
        ("1/15 đại biểu", False),
        ("14/15 đại biểu (92 %)", False),
        ("đa số đại biểu", False),
    ],
)
def test_whether_words_tell_what_a_vote_came_to(words: str, *, right: bool) -> None:
    found = numbers_of_votes(words, 0, len(words))
    assert (bool(found) and all(each.tells(COUNTS) for each in found)) is right


def test_the_side_is_read_behind_the_words_too() -> None:
    text = "Có 1/15 đại biểu không tán thành."
    (found,) = numbers_of_votes(text, 3, 16)
    assert (found.words, found.side, found.tells(COUNTS)) == ("1/15", "against", True)
