"""The page with its facts marked: each once, numbered from the top, and not a letter of the page lost."""

from hypothesis import given
from hypothesis import strategies as st
from tests.intake.made import TEXT, proposed

from nghitrinh.intake.marks import Marked, marked
from nghitrinh.intake.sentences import Span
from nghitrinh.intake.values import Proposal, Value


def words_of(found: Marked) -> list[str]:
    """Return the page's lines as they are put together again from their pieces."""
    return ["".join(piece.words for piece in line) for line in found.lines]


def test_facts_are_numbered_from_the_top_and_contradictions_stand_out() -> None:
    found = marked(TEXT, proposed())
    assert [mark.number for mark in found.marks] == list(range(1, len(found.marks) + 1))
    assert [mark.span for mark in found.marks] == sorted(mark.span for mark in found.marks)
    clashing = [TEXT[slice(*mark.span)] for mark in found.marks if mark.clash]
    assert clashing == ["Hội nghị lần thứ 31", "Hội nghị lần thứ 36"]


def test_nothing_of_the_page_is_lost() -> None:
    assert words_of(marked(TEXT, proposed())) == TEXT.splitlines()


def test_a_fact_inside_another_has_its_number() -> None:
    found = marked(TEXT, proposed())
    outer = next(mark for mark in found.marks if TEXT[slice(*mark.span)] == "Hội nghị lần thứ 36")
    inside = (outer.span[0] + 3, outer.span[0] + 6)
    assert found.mark_of(inside) == outer
    assert found.mark_of(None) is None
    assert found.mark_of((outer.span[1], outer.span[1] + 1)) != outer


def of_spans(spans: list[Span]) -> Proposal:
    """Return a proposal whose values stand at these spans."""
    return Proposal({str(at): Value(str(at), "x", span=span) for at, span in enumerate(spans)}, {}, [])


@given(
    text=st.text(st.sampled_from("ab \n"), max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6),
)
def test_any_spans_leave_the_page_whole_and_no_two_marks_overlap(text: str, spans: list[Span]) -> None:
    found = marked(text, of_spans(spans))
    assert words_of(found) == [line.rstrip() for line in text.splitlines() if line.rstrip()]
    for mark, after in zip(found.marks, found.marks[1:], strict=False):
        assert mark.span[1] <= after.span[0]
    for line in found.lines:
        firsts = [piece.mark.number for piece in line if piece.mark and piece.first]
        assert len(firsts) == len(set(firsts))
