"""One name in two spellings is one thing: what is there already is not made a second time."""

import unicodedata
from typing import Any

import pytest
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import ActError

SPELLINGS = (
    "Uỷ ban nhân dân – khu vực 2",
    "ủy ban  nhân dân - KHU VỰC 2",
    unicodedata.normalize("NFD", "Ủy ban nhân dân - khu vực 2"),
)


def given(world: World, verb: str, name: str) -> dict[str, Any]:
    rows = [{"reference": name, "text": "Rà soát", "responsible": world.department.pk, "assigned_on": "2021-09-01"}]
    committee, source = world.committee.pk, world.source.pk
    return {
        "organization.found": {"body": world.body.pk, "name": name, "kind": "department"},
        "user.create": {"username": name, "post": "Chuyên viên", "password": "một câu đủ dài"},
        "series.start": {"organization": committee, "name": name},
        "register.open": {"organization": committee, "symbol": name},
        "task.import_list": {"organization": committee, "source": source, "rows": rows},
    }[verb]


CODES = {
    "organization.found": "organization_named",
    "user.create": "username_taken",
    "series.start": "series_taken",
    "register.open": "register_open",
    "task.import_list": "reference_taken",
}


@pytest.mark.parametrize("verb", CODES)
def test_a_name_that_is_there_is_refused_in_every_spelling(world: World, verb: str) -> None:
    by = world.admin if verb in ("organization.found", "user.create") else world.secretary
    ACTS[verb](by=by, **given(world, verb, "Ủy ban nhân dân - khu vực 2"))
    for name in SPELLINGS:
        with pytest.raises(ActError) as refused:
            ACTS[verb](by=by, **given(world, verb, name))
        assert refused.value.code == CODES[verb]
    ACTS[verb](by=by, **given(world, verb, "Uy ban nhân dân - khu vực 2"))  # another mark is another name
