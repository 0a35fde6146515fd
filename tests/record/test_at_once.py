"""An act says everything that it finds wrong at once, each with its field and its code; and may be only asked."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from tests.record.decided import charge, drafted, open_item, point, zone
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError, BadInput, NotAllowed, as_one
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.meetings.models import Meeting

Given = dict[str, Any]
NOWHERE = str(uuid4())


def refused(act: str, by: User | None, given: Given) -> list[tuple[str, str]]:
    """Return what an act refuses, each as field and code; nothing is written."""
    lines = Journal.objects.count()
    with pytest.raises(ActError) as caught:
        ACTS[act](by=by, **given)
    assert Journal.objects.count() == lines
    return [(each.field, each.code) for each in caught.value.each()]


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_missing_parameter_is_named(act: str, db: None) -> None:
    fields = ACTS[act].parameters.model_fields
    required = [name for name, field in fields.items() if field.is_required()]
    named = refused(act, None, {"colour": "red"})
    assert sorted(named) == sorted([*((name, "missing") for name in required), ("colour", "no_such_parameter")])


def _points(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    wrong = [
        point(world, figures=[zone(world, low=9, high=1), zone(world, places=[NOWHERE])]),
        point(world, key=NOWHERE, charges=[charge(world, due_on="2021-09-01"), charge(world, responsible=NOWHERE)]),
        point(world, text="Thống nhất 3.000 ha.", charges=[charge(world, due_text="tháng 9")]),
    ]
    given = {"item": open_item(world).pk, "title": "Kết luận", "points": wrong}
    return (
        "decision.draft",
        world.secretary,
        given,
        [
            ("points.1.key", "key_unknown"),
            ("points.1.charges.1.responsible", "unknown"),
            ("points.0.figures.1.places.0", "unknown"),
            ("points.0.figures.0.low", "range_reversed"),
            ("points.1.charges.0.due_on", "deadline_before_meeting"),
            ("points.2.figures.0.low", "words_against_figure"),
            ("points.2.charges.0.due_text", "words_against_deadline"),
        ],
    )


def _past_meeting(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    given = {"organization": world.committee.pk, "name": "Cũ", "held_on": "2099-01-01", "source": world.source.pk}
    return (
        "meeting.enter_past",
        world.secretary,
        given | {"number": 3},
        [("held_on", "day_ahead"), ("series", "number_without_series")],
    )


def _convener(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    found = Meeting.objects.get(pk=world.item().meeting_id)
    ACTS["number.declare_gap"](by=world.secretary, series=world.series.pk, number=40, reason="bỏ số")
    given = {"meeting": found.pk, "edit": found.edit, "organization": world.council.pk, "series": world.series.pk}
    return (
        "meeting.add_convener",
        world.secretary,
        given | {"number": 40},
        [("series", "series_of_another"), ("number_reason", "number_without_reason"), ("number", "number_is_gap")],
    )


def _version(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    paper = world.paper(world.item())
    files = [{"name": "a.pdf", "media_type": "application/pdf", "content_base64": each} for each in ("", "!!")]
    return (
        "paper.submit",
        world.secretary,
        {"paper": paper.pk, "edit": paper.edit, "files": files},
        [("files.0.content_base64", "file_empty"), ("files.1.content_base64", "file_broken")],
    )


def _document(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    chain = make_chain(world)
    ACTS["grant.give"](by=world.admin, user=world.secretary.pk, organization=world.council.pk, role="secretary")
    of_another = ACTS["register.open"](by=world.secretary, organization=world.council.pk, symbol="TB-HĐND")
    elsewhere = drafted(world, world.item(world.plan_meeting("Khác")))
    given = {"meeting": chain.meeting.pk, "title": "Thông báo", "signer": "Phó Bí thư", "register": of_another.pk}
    return (
        "instrument.draft",
        world.secretary,
        given | {"decisions": [chain.decision.pk, elsewhere.pk, chain.decision.pk]},
        [
            ("decisions.1", "decision_of_another"),
            ("decisions.2", "named_twice"),
            ("register", "register_of_another"),
        ],
    )


def _article(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    given = {"title": "Bài", "lead": "[một]{F1}", "body": "[hai]{F2}", "links": {"F3": ["x"]}, "image": "0" * 64}
    return (
        "article.draft",
        world.secretary,
        given | {"meeting": world.item().meeting_id},
        [
            ("lead", "mark_without_link"),
            ("body", "mark_without_link"),
            ("links.F3", "not_a_fact"),
            ("image_alt", "picture_without_words"),
        ],
    )


def _succession(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    old = world.department.pk
    given = {"old": [old, old], "new": [world.council.pk], "happened_on": "2099-01-01", "legal_act": "Nghị quyết"}
    return (
        "organization.succeed",
        world.admin,
        given | {"moves": {NOWHERE: NOWHERE}},
        [("happened_on", "day_ahead"), ("old.1", "named_twice"), (f"moves.{NOWHERE}", "not_of_succession")],
    )


def _term(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    given = {"body": world.body.pk, "number": world.term.number, "starts_on": "2021-01-01", "ends_on": "2020-01-01"}
    return "term.open", world.admin, given, [("ends_on", "ends_before_start"), ("number", "term_taken")]


def _long_row(world: World) -> tuple[str, User, Given, list[tuple[str, str]]]:
    given = {"organization": world.committee.pk, "starts_at": "2031-01-01T08:00", "kind": "k" * 61, "name": "n" * 501}
    return "meeting.plan", world.secretary, given, [("name", "too_long"), ("kind", "too_long")]


CASES: tuple[Callable[[World], tuple[str, User, Given, list[tuple[str, str]]]], ...] = (
    *(_points, _past_meeting, _convener, _version, _document, _article, _succession, _term, _long_row),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_what_can_be_checked_by_itself_is_said_with_the_rest(
    case: Callable[[World], tuple[str, User, Given, list[tuple[str, str]]]], world: World
) -> None:
    act, by, given, expected = case(world)
    assert sorted(refused(act, by, given)) == sorted(expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_whoever_may_not_is_told_nothing_else(
    case: Callable[[World], tuple[str, User, Given, list[tuple[str, str]]]], world: World
) -> None:
    act, _by, given, _expected = case(world)
    with pytest.raises(NotAllowed) as caught:
        ACTS[act](by=world.reader, **given)
    assert [*caught.value.each()] == [caught.value]


def test_what_was_found_of_a_field_twice_is_said_once() -> None:
    first, again = (BadInput("a", code="one", field="x") for _ in range(2))
    error = as_one([first, BadInput("b", code="two", field="x"), again])
    assert [(each.field, each.code) for each in error.each()] == [("x", "one"), ("x", "two")]
    assert [each["code"] for each in error.as_json()["beside"]] == ["two"]


def test_an_act_that_is_only_asked_writes_nothing(world: World) -> None:
    lines, plan = Journal.objects.count(), ACTS["meeting.plan"]
    given: Given = {"organization": world.committee.pk, "name": "Hội nghị", "starts_at": clock.now().isoformat()}
    assert plan.asked(by=world.secretary, **given) == []
    assert [each.code for each in plan.asked(by=world.reader, **given)] == ["not_for_you"]
    assert [each.field for each in plan.asked(by=world.secretary, **given | {"name": "", "level": "x"})] == [
        "name",
        "level",
    ]
    assert (Journal.objects.count(), Meeting.objects.filter(name="Hội nghị").count()) == (lines, 0)
