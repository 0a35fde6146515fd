"""The response matrix: splitting, answering, counting, and what may not go on before it is complete."""

import pytest
from tests.record.opinions.asking import TEXT, Asking, asking, passage
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.opinions.matrix import Matrix, matrix_of
from nghitrinh.record.opinions.models import Comment, Response
from nghitrinh.record.opinions.passages import found, heading_before
from nghitrinh.record.opinions.queries import opinions_visible_to, unanswered_comments
from nghitrinh.record.papers.models import Paper


def closed(asked: Asking) -> None:
    """Ask two members and two bodies; three answer, one of them two things."""
    world = asked.world
    asked.open("Bí thư", "Ủy viên", bodies=(world.ministry, world.council))
    said = [
        {"text": "Nên kéo dài", "passage": passage(TEXT, "trước năm 2030")},
        {"text": "Nên là 5.000 ha", "passage": passage(TEXT, "4.000 ha")},
    ]
    asked.give("Bí thư", "with_changes", by=world.member, comments=said)
    asked.give("Bộ", "other", "Một. Hai.")
    asked.give("Hội đồng", "agrees")
    asked.step("round.close")


def matrix(asked: Asking) -> Matrix:
    return matrix_of(asked.now(), opinions_visible_to(asked.world.secretary, clock.today()))


def test_every_thing_said_is_a_row_by_its_place_in_the_text_and_who_is_missing_is_named(asked: Asking) -> None:
    closed(asked)
    made = matrix(asked)
    assert [(row.heading, row.comment.text) for row in made.rows] == [
        ("Điều 1", "Nên là 5.000 ha"),
        ("Điều 2", "Nên kéo dài"),
        ("", "Một. Hai."),
    ]
    assert [each.label() for each in made.missing] == ["Ủy viên"]
    assert [each.label() for each in made.outright] == ["Hội đồng nhân dân tỉnh"]
    counts = made.counts
    assert (counts.asked, counts.answered, counts.agreed, counts.comments, counts.open) == (4, 3, 1, 3, 3)


def test_the_drafting_body_answers_and_open_rows_stand_first(asked: Asking) -> None:
    closed(asked)
    newer = asked.submit(TEXT.replace("4.000 ha", "5.000 ha"))
    shown = passage(newer.body, "5.000 ha")
    answered = asked.respond("Nên là 5.000 ha", "adopted", passage=shown)
    assert (answered.version, answered.words) == (newer, "5.000 ha")
    with refusing(BadInput, "explained_without_words"):
        asked.respond("Nên kéo dài", "explained")
    asked.respond("Nên kéo dài", "explained", "Đã theo quy hoạch", by=asked.world.secretary)
    asked.respond("Nên kéo dài", "partly", "Thêm một năm")  # said anew
    made = matrix(asked)
    assert [row.comment.text for row in made.rows] == ["Một. Hai.", "Nên là 5.000 ha", "Nên kéo dài"]
    counts = made.counts
    assert (counts.adopted, counts.partly, counts.explained, counts.open) == (1, 1, 0, 1)
    assert not counts.is_complete
    assert Response.objects.count() == 2


def test_a_passage_of_an_answer_stands_in_the_newest_version(asked: Asking) -> None:
    closed(asked)
    asked.submit("Điều 1. Mới\n")
    with refusing(BadInput, "passage_not_there"):
        asked.respond("Nên kéo dài", "adopted", passage=passage(TEXT, "trước năm 2030"))


def test_what_says_several_things_is_split_and_its_parts_are_answered(asked: Asking) -> None:
    closed(asked)
    whole = asked.comment("Một. Hai.")
    with refusing(BadInput, "list_empty"):
        ACTS["comment.split"](by=asked.world.officer, comment=whole.pk, edit=whole.edit, parts=[{"text": "Một."}])
    parts = [{"text": "Một."}, {"text": "Hai.", "passage": passage(TEXT, "Phạm vi")}]
    ACTS["comment.split"](by=asked.world.officer, comment=whole.pk, edit=whole.edit, parts=parts)
    assert [row.comment.text for row in matrix(asked).rows][-2:] == ["Nên kéo dài", "Một."]
    assert Comment.objects.get(pk=whole.pk).text == "Một. Hai."
    for act in (
        lambda: asked.respond("Một. Hai.", "adopted"),
        lambda: ACTS["comment.split"](by=asked.world.officer, comment=whole.pk, edit=whole.edit + 1, parts=parts),
    ):
        with refusing(Contradiction, "comment_split"):
            act()
    asked.respond("Một.", "adopted")
    answered = asked.comment("Một.")
    with refusing(Contradiction, "comment_answered"):
        ACTS["comment.split"](by=asked.world.officer, comment=answered.pk, edit=answered.edit, parts=parts)


def test_nothing_is_answered_before_the_round_is_closed_nor_by_who_is_only_asked(asked: Asking) -> None:
    world = asked.world
    clerk = asked.user("bo", world.ministry, "officer")
    asked.open("Bí thư", bodies=(world.ministry,))
    asked.give("Bí thư", "other", "Sớm", by=world.member)
    with refusing(WrongState, "not_now"):
        asked.respond("Sớm", "adopted")
    asked.step("round.close")
    for user in (clerk, world.member, world.chair, world.reader, world.bob):
        with pytest.raises(NotAllowed):
            asked.respond("Sớm", "adopted", by=user)


def test_an_answered_opinion_is_not_noted_anew(asked: Asking) -> None:
    closed(asked)
    asked.respond("Một. Hai.", "adopted")
    with refusing(Contradiction, "opinion_answered"):
        asked.give("Bộ", "agrees")


@pytest.mark.parametrize("wants", [True, False])
def test_a_paper_is_complete_when_its_matrix_is_where_the_rule_wants_that(world: World, wants: bool) -> None:  # noqa: FBT001
    asked = asking(world, **({"matrix_complete": "yes"} if wants else {}))

    def accept() -> str:
        paper = Paper.objects.get(pk=asked.paper.pk)
        try:
            ACTS["paper.accept"](by=world.secretary, paper=paper.pk, edit=paper.edit)
        except ActError as error:
            return ",".join(each.code for each in error.each())
        asked.submit("Điều 1. Bản nữa\n")
        return ""

    asked.open("Bí thư")
    asked.give("Bí thư", "other", "Một điều", by=world.member)
    assert accept() == ("round_still_open,matrix_incomplete" if wants else "")
    asked.step("round.close")
    assert accept() == ("matrix_incomplete" if wants else "")
    asked.respond("Một điều", "adopted")
    assert not unanswered_comments(asked.paper).exists()
    assert accept() == ""


def test_words_copied_from_a_page_are_found_whatever_their_spaces() -> None:
    assert [TEXT[a:b] for a, b in found(TEXT, "vùng  CÔNG nghiệp\nrộng")] == ["Vùng công nghiệp rộng"]
    assert len(found(TEXT, "Điều")) == 2
    assert found(TEXT, "không có") == found(TEXT, "  ") == []
    assert heading_before("Không có điều nào", 5) == ""
