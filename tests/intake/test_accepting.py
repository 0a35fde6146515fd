"""From a page that says 31 and 36 to the record: decided by a person, all or nothing, each fact with its span."""

from typing import Any

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.intake.accepting import accept
from nghitrinh.intake.opening import open_page, read_page
from nghitrinh.intake.review import Review, review_of
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Provenance, Source
from nghitrinh.record.bodies.provenance import spans_of
from nghitrinh.record.decisions.models import Decision, Figure, Point
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.tasks.models import Task


def opened(world: World, page: bytes) -> Intake:
    return open_page(read_page(page, "trang.txt"), world.committee.pk, by=world.secretary)


def now(intake: Intake) -> Intake:
    return Intake.objects.get(pk=intake.pk)


def decide(world: World, intake: Intake, number: int, side: str = "a", **more: Any) -> None:
    ACTS["intake.decide"](
        by=world.secretary,
        intake=intake.pk,
        edit=now(intake).edit,
        contradiction=number,
        side=side,
        reason="Số trong hồ sơ liên tục đến 35.",
        **more,
    )


def amend(world: World, intake: Intake, **changes: str) -> None:
    given = {path.replace("__", "."): value for path, value in changes.items()}
    ACTS["intake.amend"](by=world.secretary, intake=intake.pk, edit=now(intake).edit, changes=given)


def paths(review: Review) -> set[str]:
    return {block.path for block in review.blocks}


@pytest.fixture
def intake(world: World, page: bytes) -> Intake:
    """Return the page with everything settled by a person."""
    found = opened(world, page)
    decide(world, found, 0)
    decide(world, found, 1)
    amend(world, found, charges__0__responsible=str(world.department.pk))
    return now(found)


def test_what_stands_in_the_way_is_named(world: World, page: bytes) -> None:
    found = opened(world, page)
    review = review_of(found)
    assert paths(review) == {"contradictions.0", "contradictions.1", "charges.0.responsible"}
    assert "UBND tỉnh" in next(str(block.words) for block in review.blocks if block.path.startswith("charges"))
    with pytest.raises(Contradiction) as caught:
        accept(found.pk, found.edit, by=world.secretary)
    assert caught.value.field == "contradictions.0"
    assert "36 hay 31" in caught.value.said()


def test_a_settled_page_becomes_a_past_meeting(world: World, intake: Intake) -> None:
    assert review_of(intake).blocks == []
    meeting = accept(intake.pk, intake.edit, by=world.secretary)
    convening = meeting.convenings.get()
    assert (meeting.state, meeting.entered_past, str(meeting.starts_at.date())) == ("closed", True, "2021-09-10")
    assert (convening.number, convening.number_reason) == (36, "Số trong hồ sơ liên tục đến 35.")
    assert now(intake).state == "accepted"
    assert now(intake).meeting == meeting
    assert journal.verify() == []


def test_items_decisions_figures_and_tasks_come_with_it(world: World, intake: Intake) -> None:
    meeting = accept(intake.pk, intake.edit, by=world.secretary)
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    levels = [item.level for item in items]
    assert levels == ["public", "public", "public", "public", "restricted", "restricted", "public"]
    assert items[4].public_title == "Nội dung về thi đua, khen thưởng"
    assert not items[4].public_title_approved
    figure = Figure.objects.get()
    assert (figure.low, figure.high, figure.unit, figure.exact) == (4000, 5000, "ha", False)
    assert list(figure.places.all()) == [world.place]
    assert figure.point.version.decision.item == items[2]
    tasks = Task.objects.order_by("text")
    assert [task.responsible for task in tasks] == [world.department, world.department]
    assert tasks[0].report_to == world.ministry
    assert {str(task.assigned_on) for task in tasks} == {"2021-09-10"}
    assert {decision.state for decision in Decision.objects.all()} == {"issued"}


def test_each_fact_points_at_its_words_in_the_source(world: World, intake: Intake) -> None:
    meeting = accept(intake.pk, intake.edit, by=world.secretary)
    source = meeting.source
    assert source is not None
    assert source.text == intake.text

    def said(noun: Any, field: str) -> str:
        span = spans_of(noun).get(field=field)
        return source.text[span.start : span.end]

    assert said(meeting, "number") == "Hội nghị lần thứ 36"
    assert said(meeting, "starts_at") == "10/9"
    assert said(Figure.objects.get(), "low") == "4.000-5.000 ha"
    point = Point.objects.get(figures__isnull=False)
    assert said(point, "text") == point.text
    for item in AgendaItem.objects.all():
        assert said(item, "title") == item.title
    outside = [span for span in Provenance.objects.all() if span.end > len(source.text)]
    assert outside == []


def test_what_a_person_wrote_points_nowhere(world: World, intake: Intake) -> None:
    amend(world, intake, items__0__title="Chương trình phát triển kinh tế")
    meeting = accept(intake.pk, now(intake).edit, by=world.secretary)
    item = meeting.items.get(position=1)
    assert item.title == "Chương trình phát triển kinh tế"
    assert not spans_of(item).exists()


def test_all_or_nothing(world: World, intake: Intake) -> None:
    amend(world, intake, figures__3__low="không phải số")
    amend(world, intake, items__2__level="bí ẩn")
    lines = Journal.objects.count()
    with pytest.raises(Contradiction):
        accept(intake.pk, now(intake).edit, by=world.secretary)
    amend(world, intake, figures__3__low="4000")
    with refusing(BadInput, "not_a_choice"):
        accept(intake.pk, now(intake).edit, by=world.secretary)
    assert Journal.objects.count() == lines + 1
    assert not Meeting.objects.exists()
    assert set(Source.objects.all()) == {world.source}


def test_a_stale_page_is_refused(world: World, intake: Intake) -> None:
    with pytest.raises(Stale):
        accept(intake.pk, intake.edit - 1, by=world.secretary)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("who", ["chair", "member", "reader", "officer", "bob"])
def test_only_the_secretary_accepts(world: World, intake: Intake, who: str) -> None:
    with pytest.raises(NotAllowed):
        accept(intake.pk, intake.edit, by=world.users[who])


def past(world: World, **more: Any) -> Meeting:
    meeting: Meeting = ACTS["meeting.enter_past"](
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị đã ghi",
        source=world.source.pk,
        **{"held_on": "2021-09-10", **more},
    )
    return meeting


def test_a_meeting_of_that_day_is_recognised(world: World, intake: Intake) -> None:
    before = past(world)
    review = review_of(intake)
    assert [(each.key, each.same_day, each.same_number) for each in review.recorded] == [(before.pk, True, False)]
    assert paths(review) == {"distinct"}
    with pytest.raises(Contradiction):
        accept(intake.pk, intake.edit, by=world.secretary)
    amend(world, intake, distinct="Hội nghị buổi sáng là của Thường trực.")
    accept(intake.pk, now(intake).edit, by=world.secretary)


def test_a_meeting_of_that_number_is_recognised_and_no_word_makes_it_another(world: World, intake: Intake) -> None:
    past(world, held_on="2021-08-27", series=world.series.pk, number=36, number_reason="Sổ.")
    amend(world, intake, distinct="Khác.")
    assert paths(review_of(now(intake))) == {"number"}
    with pytest.raises(Contradiction):
        accept(intake.pk, now(intake).edit, by=world.secretary)


def test_the_records_own_numbers_are_told(world: World, page: bytes) -> None:
    for number, day in ((31, "2021-07-09"), (35, "2021-08-27")):
        past(world, held_on=day, series=world.series.pk, number=number, number_reason="Sổ.")
    assert review_of(opened(world, page)).numbers == (
        "Hồ sơ đã có hội nghị lần thứ 35 họp ngày 27/8/2021; số tiếp theo của khóa XVII là 36. "
        "Lần thứ 31 đã họp ngày 9/7/2021."
    )


def test_another_number_can_be_decided(world: World, intake: Intake) -> None:
    decide(world, intake, 0, "other", value="37")
    assert review_of(now(intake)).proposal.head["number"].text == "37"


def test_rows_can_be_added_and_dropped(world: World, intake: Intake) -> None:
    amend(world, intake, items__7__title="Công tác dân vận", charges__0__keep="no", charges__1__keep="no")
    meeting = accept(intake.pk, now(intake).edit, by=world.secretary)
    assert meeting.items.order_by("-position")[0].title == "Công tác dân vận"
    assert not Task.objects.exists()


def test_html_comes_in_with_its_spans(world: World, html: bytes) -> None:
    found = open_page(read_page(html, "trang.html"), world.committee.pk, by=world.secretary)
    for value in review_of(found).proposal.head.values():
        if value.span:
            assert found.text[slice(*value.span)] == value.said
