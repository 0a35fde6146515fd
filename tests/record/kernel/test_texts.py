"""No text is without a longest length, and none comes in uncleaned: both before anything reads it."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.intakes.acts import LARGEST_READING
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import LONGEST, AsItCameIn

# What any JSON may stand in is bounded as a whole, by the act.
WHOLE = {("intake.open", "reading")}


def unbounded(path: str, schema: dict[str, Any], inner: dict[str, Any]) -> Iterator[str]:
    """Yield the path of every text in a parameter's schema that has no longest length."""
    if "$ref" in schema:
        schema = inner[schema["$ref"].rpartition("/")[2]]
    either = schema.get("anyOf", [])
    numbers = any(each.get("type") == "number" for each in either)  # a decimal, bounded by its digits
    for each in [] if numbers else either:
        yield from unbounded(path, each, inner)
    for name, each in schema.get("properties", {}).items():
        yield from unbounded(f"{path}.{name}", each, inner)
    if "items" in schema:
        yield from unbounded(f"{path}[]", schema["items"], inner)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from unbounded(f"{path}{{}}", schema["additionalProperties"], inner)
        yield from unbounded(f"{path}{{key}}", schema.get("propertyNames", {"type": "string"}), inner)
    if schema.get("additionalProperties") is True:
        yield path
    if schema.get("type") == "string" and not {"maxLength", "enum", "const", "format", "pattern"} & schema.keys():
        yield path


@pytest.mark.parametrize("verb", sorted(ACTS))
def test_every_text_of_an_act_has_a_longest_length(verb: str) -> None:
    schema = ACTS[verb].parameters.model_json_schema()
    inner = schema.get("$defs", {})
    found = {path for name, each in schema["properties"].items() for path in unbounded(name, each, inner)}
    assert found == {name for act, name in WHOLE if act == verb}


def test_what_is_too_long_is_refused_by_its_field(world: World) -> None:
    item = world.item()
    given = {"title": "Kết luận", "points": [{"outcome": "agreed", "text": "a" * (LONGEST + 1)}]}
    with pytest.raises(BadInput) as refused:
        ACTS["decision.draft"](by=world.secretary, item=item.pk, **given)
    assert refused.value.field == "points.0.text"


def test_a_reading_is_bounded_as_a_whole(world: World) -> None:
    given = {"title": "Trang", "text": "Hội nghị", "digest": "0" * 64, "size": 8}
    reading = {"is_session": True, "contradictions": [], "rest": "a" * LARGEST_READING}
    with pytest.raises(BadInput) as refused:
        ACTS["intake.open"](by=world.secretary, organization=world.committee.pk, reading=reading, **given)
    assert refused.value.field == "reading"


def texts_of(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Yield the path of every parameter of an act, and of the structures within, with what marks it."""
    for name, info in model.model_fields.items():
        yield f"{path}{name}", info.metadata
        for inner in structures_in(info.annotation):
            yield from texts_of(inner, f"{path}{name}.")


def structures_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from structures_in(each)


# What is kept to the letter: pages and lists as they came in, and what was read of them by places in them.
EVIDENCE = {("intake.open", "text"), ("intake.open", "reading"), ("source.register", "text")}


def test_every_text_is_cleaned_but_what_is_evidence() -> None:
    kept = set()
    for verb, act in ACTS.items():
        for path, marks in texts_of(act.parameters):
            if any(isinstance(mark, AsItCameIn) for mark in marks):
                kept.add((verb, path))
    assert kept == EVIDENCE
    for act in ACTS.values():
        for name in act.parameters.model_fields:
            for inner in structures_in(act.parameters.model_fields[name].annotation):
                assert issubclass(inner, Parameters), inner


def test_words_reach_the_record_clean(world: World) -> None:
    made = ACTS["body.found"](by=world.admin, name="Ti\u0309nh\v \u200bĐồng\x01 Nai")
    assert made.name == "Tỉnh Đồng Nai"
    assert world.plan_meeting("Hội nghị\r\nlần thứ 36").name == "Hội nghị lần thứ 36"


def test_an_old_encoding_is_refused_by_its_name(world: World) -> None:
    with pytest.raises(BadInput) as refused:
        ACTS["body.found"](by=world.admin, name="Uûy ban nhaân daân")
    assert (refused.value.code, refused.value.field, refused.value.found) == ("old_encoding", "name", "VNI")
