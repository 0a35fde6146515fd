"""No text is without a longest length: what is handed to an act is bounded before anything reads it."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.intakes.acts import LARGEST_READING
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.texts import LONGEST

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
