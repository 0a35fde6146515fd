"""One name in two spellings is one thing: what is there already is not made a second time."""

import unicodedata
from typing import Any

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import ActError, BadInput
from nghitrinh.record.papers.models import Paper

SPELLINGS = (
    "Uỷ ban nhân dân – khu vực 2",
    "ủy ban  nhân dân - KHU VỰC 2",
    unicodedata.normalize("NFD", "Ủy ban nhân dân - khu vực 2"),
    "Ủy ban nhân dân-khu vực 2",
)
PAPER = {"title": "Tờ trình quy hoạch", "kind": "submission"}


def given(world: World, verb: str, name: str) -> dict[str, Any]:
    rows = [{"reference": name, "text": "Rà soát", "responsible": world.department.pk, "assigned_on": "2021-09-01"}]
    committee, source = world.committee.pk, world.source.pk
    return {
        "organization.found": {"body": world.body.pk, "name": name, "kind": "department"},
        "user.create": {"username": name, "post": "Chuyên viên", "password": "một câu đủ dài"},
        "series.start": {"organization": committee, "name": name},
        "register.open": {"organization": committee, "symbol": name},
        "paper.register": PAPER | {"organization": committee, "submitted_by": world.department.pk, "number": name},
        "task.import_list": {"organization": committee, "source": source, "rows": rows},
    }[verb]


CODES = {
    "organization.found": "organization_named",
    "user.create": "username_taken",
    "series.start": "series_taken",
    "register.open": "register_open",
    "paper.register": "paper_number_taken",
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


@pytest.mark.parametrize("number", ["15/TTr - UBND", "15 / ttr–ubnd", "Số: 015/TTr-UBND", "15/TTr-UBND"])
def test_a_number_of_a_paper_is_one_in_every_spelling(world: World, number: str) -> None:
    first = given(world, "paper.register", "15/TTr-UBND")
    ACTS["paper.register"](by=world.secretary, **first)
    with refusing(BadInput, "paper_number_taken"):
        ACTS["paper.register"](by=world.secretary, **first | {"number": number})


def test_a_number_is_free_again_in_another_year_kind_or_hand(world: World) -> None:
    """A meeting's papers are of its year, whenever they come in; a withdrawn paper's number is given anew."""
    now = given(world, "paper.register", "15/TTr-UBND")
    then = now | {"item": world.item().pk}
    for each in (now, then, now | {"kind": "report"}, now | {"submitted_by": world.ministry.pk}, now | {"number": ""}):
        ACTS["paper.register"](by=world.secretary, **each)
    ACTS["paper.register"](by=world.secretary, **now | {"number": ""})
    with refusing(BadInput, "paper_number_taken"):
        ACTS["paper.register"](by=world.secretary, **then)
    paper = Paper.objects.get(number="15/TTr-UBND", consultations__isnull=False)
    ACTS["paper.withdraw"](by=world.secretary, paper=paper.pk, edit=paper.edit, reason="Nhầm.")
    ACTS["paper.register"](by=world.secretary, **then)
