"""Both databases refuse alike what a column does not take, by the name of the field, before anything is written."""

from typing import Any

import pytest
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel.errors import ActError, BadInput
from nghitrinh.record.kernel.models import Journal, User


@pytest.mark.parametrize(
    ("verb", "given", "field", "found"),
    [
        ("body.found", {"name": "x" * 201}, "name", "201 characters"),
        ("body.found", {"name": "Tỉnh\x00Đông"}, "name", r"'Tỉnh\x00Đông'"),
        ("person.register", {"name": "\ud800"}, "name", ""),
        ("series.start", {"name": "Phiên họp", "starts_at": 2**40}, "starts_at", str(2**40)),
        ("meeting.plan", {"name": "Hội nghị", "starts_at": "0001-01-01T00:00"}, "starts_at", "0001-01-01"),
        ("meeting.plan", {"name": "Hội nghị", "starts_at": "9999-12-31T23:59"}, "starts_at", "9999-12-31"),
        ("meeting.enter_past", {"name": "Hội nghị", "held_on": "0001-01-01"}, "held_on", "0001-01-01"),
        (
            "meeting.enter_past",
            {"name": "Hội", "held_on": "2021-09-01", "items": [{"title": "\x00"}]},
            "items.0.title",
            "",
        ),
        ("task.import_list", {"rows": [{"reference": "1", "text": "a\x00"}]}, "rows.0.text", ""),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(
    world: World, verb: str, given: dict[str, Any], field: str, found: str
) -> None:
    whole = {"organization": world.committee.pk, "source": world.source.pk} | given
    for row in whole.get("rows", []):
        row["responsible"] = world.department.pk
    known = ACTS[verb].parameters.model_fields
    by = world.admin if verb in ("body.found", "person.register") else world.secretary
    lines = Journal.objects.count()
    with pytest.raises(BadInput) as refused:
        ACTS[verb](by=by, **{name: value for name, value in whole.items() if name in known})
    assert refused.value.field == field
    assert found in refused.value.found
    assert refused.value.expected
    assert Journal.objects.count() == lines


def test_who_may_not_sign_in_gives_themselves_no_new_password(world: World) -> None:
    bodies.disable_user(by=world.admin, user=world.reader.pk, edit=1, reason="Nghỉ việc")
    with pytest.raises(ActError):
        bodies.set_password(by=User.objects.get(pk=world.reader.pk), user=world.reader.pk, password="một câu khác hẳn")
    bodies.set_password(by=world.admin, user=world.reader.pk, password="một câu khác hẳn")
